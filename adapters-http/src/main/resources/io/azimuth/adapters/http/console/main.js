// The frame of the console: who is logged in, which page is shown.
import { call, read } from './api.js';
import { Leaving } from './editing/leaving.js';
import { isUnsaved } from './editing/unsaved.js';
import { html, render, useEffect, useRef, useState } from './html.js';
import { Code } from './pages/code.js';
import { Home } from './pages/home.js';
import { Identity } from './pages/identity.js';
import { Leases } from './pages/leases.js';
import { Login } from './pages/login.js';
import { Missing } from './pages/missing.js';
import { MountsPage } from './pages/mounts.js';
import { Policies } from './pages/policies.js';
import { Refusals } from './pages/refusals.js';
import { Roles } from './pages/roles.js';
import { Rotation } from './pages/rotation.js';
import { Secrets } from './pages/secrets.js';
import { Server } from './pages/server.js';
import { Tokens } from './pages/tokens.js';
import { Announcements } from './parts/announce.js';
import { Icon, Mark } from './parts/icons.js';
import { to } from './parts/place.js';
import { SessionEnd } from './parts/sessionend.js';
import { ThemeSwitch } from './parts/themeswitch.js';
import { closedPages, NO_MOUNTS, onMountsChanged, PAGES, visibleMounts } from './rights.js';
import { Search } from './search/search.js';
import { session } from './session.js';

const VIEWS = {
  home: Home,
  roles: Roles,
  refusals: Refusals,
  rotation: Rotation,
  policies: Policies,
  secrets: Secrets,
  tokens: Tokens,
  leases: Leases,
  identity: Identity,
  mounts: MountsPage,
  server: Server,
  codes: Code,
  missing: Missing,
};

/** Where pages are whose addresses people may have kept. */
const MOVED = { '': 'home', overview: 'home' };

/** The page and its arguments in the address: #/page/argument/argument. */
function place() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, '').split('/');
  const args = rest.map((it) => {
    try {
      return decodeURIComponent(it);
    } catch {
      return it;
    }
  });
  const named = Object.hasOwn(MOVED, page) ? MOVED[page] : page;
  return { page: Object.hasOwn(VIEWS, named) ? named : 'missing', args };
}

function useSession() {
  const [token, setToken] = useState(session.token);
  useEffect(() => {
    session.onChange = () => setToken(session.token);
  }, []);
  return token;
}

/** The page that is shown, and the question whether to leave it, while that is asked. */
function usePlace(token) {
  const [current, setCurrent] = useState(place());
  const [leaving, setLeaving] = useState(false);
  const shown = useRef(location.hash);
  const follow = () => {
    shown.current = location.hash;
    setLeaving(false);
    setCurrent(place());
  };
  const stay = () => {
    setLeaving(false);
    history.replaceState(null, '', shown.current || location.pathname);
  };
  useEffect(() => {
    const onChange = () => {
      if (isUnsaved() && location.hash !== shown.current) {
        setLeaving(true);
      } else {
        follow();
      }
    };
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  useEffect(follow, [token]);
  return { ...current, question: leaving && html`<${Leaving} onLeave=${follow} onStay=${stay} />` };
}

/** What the token is and may see; asked again after each login. */
function useRights(token) {
  const [rights, setRights] = useState(null);
  useEffect(() => {
    setRights(null);
    const ask = async () => {
      const self = await read('auth/token/lookup-self').catch(() => null);
      const mounts = await visibleMounts().catch(() => NO_MOUNTS);
      const closed = await closedPages(mounts).catch(() => new Set());
      if (session.token === token) {
        setRights({ self, mounts, closed });
      }
    };
    if (!token) {
      return undefined;
    }
    ask();
    return onMountsChanged(ask);
  }, [token]);
  return rights;
}

async function logOut() {
  try {
    await call('POST', 'auth/token/revoke-self', { body: {} });
    session.end('You are logged out, and the token is revoked.');
  } catch (error) {
    session.end(`You are logged out here, but the token was not revoked: ${error.message}`);
  }
}

function Navigation({ page, closed, open, onGo }) {
  return html`<nav id="navigation" class=${open ? 'open' : ''} aria-label="Pages">
    <ul>
      ${PAGES.map(
        (it) => html`<li>
          <a
            href=${`#/${it.id}`}
            aria-current=${it.id === page ? 'page' : undefined}
            data-closed=${closed.has(it.id) ? 'true' : undefined}
            onClick=${onGo}
          >
            <${Icon} name=${it.icon} /><span>${it.title}</span>
            ${
              closed.has(it.id) &&
              html`<span class="closed"><${Icon} name="lock" /><span class="hidden">(no access)</span></span>`
            }
          </a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

function Frame() {
  const token = useSession();
  const rights = useRights(token);
  const { page, args, question } = usePlace(token);
  const [menu, setMenu] = useState(false);
  const [ending, setEnding] = useState(false);
  const View = VIEWS[page];
  const name = rights && rights.self ? rights.self.display_name : '';
  return html`<a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <header class="top">
      ${
        token &&
        html`<button
        type="button"
        class="menu quiet"
        aria-expanded=${String(menu)}
        aria-controls="navigation"
        onClick=${() => setMenu(!menu)}
      >
        <${Icon} name="menu" /><span class="hidden">Pages</span>
      </button>`
      }
      <a class="brand" href="#/home"><${Mark} />Azimuth</a>
      <span class="grow"></span>
      ${token && rights && html`<${Search} mounts=${rights.mounts} />`}
      <${ThemeSwitch} />
      ${token && name && html`<a class="who" href=${to('tokens', rights.self.accessor)}>${name}</a>`}
      ${token && rights && rights.self && html`<${SessionEnd} key=${token} self=${rights.self} />`}
      ${token && html`<button type="button" onClick=${() => (isUnsaved() ? setEnding(true) : logOut())}>Log out</button>`}
    </header>
    <div class=${token ? 'body' : 'body alone'}>
      ${
        token &&
        html`<${Navigation}
        page=${page}
        closed=${rights ? rights.closed : new Set()}
        open=${menu}
        onGo=${() => setMenu(false)}
      />`
      }
      <main id="main" tabindex="-1">
        ${!token && html`<${Login} />`}
        ${token && !rights && html`<p class="muted" aria-busy="true">Loading …</p>`}
        ${
          token &&
          rights &&
          html`<${View} key=${[page, ...args].join('/')} args=${args} rights=${rights} />`
        }
      </main>
    </div>
    ${token && question}
    ${token && ending && html`<${Leaving} onLeave=${logOut} onStay=${() => setEnding(false)} />`}
    <${Announcements} />`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

render(html`<${Frame} />`, document.getElementById('console'));
