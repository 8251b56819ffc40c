// The login: with a token, with what Azure signed, or at an identity provider.
import { call } from '../api.js';
import { inAWord, serverState, stateFindings, UNREACHABLE } from '../attention/state.js';
import { html, useEffect, useRef, useState } from '../html.js';
import { Needing } from '../parts/findings.js';
import { Form, TextArea, TextField } from '../parts/form.js';
import { useEvery, useLoad } from '../parts/load.js';
import { Notice, Pill, Problem } from '../parts/notice.js';
import { Shares } from '../parts/shares.js';
import { mono, Table } from '../parts/table.js';
import { session } from '../session.js';
import { arrive, depart, RETURN, returned } from '../signin.js';

/** How often the state of the server is read, in milliseconds. */
const POLL = 10000;

const WAYS = [
  ['token', 'Token'],
  ['entra', 'Entra ID'],
  ['oidc', 'OIDC'],
];

const FORMS = { token: WithToken, entra: WithEntra, oidc: WithOidc };

/** The form of the login, with the state of the server. */
export function Login() {
  const login = useRef(null);
  useEffect(() => {
    document.title = 'Log in – Azimuth';
    const token = login.current.querySelector('input[type=password]');
    (token || login.current.querySelector('h1')).focus({ preventScroll: true });
  }, []);
  const state = useLoad(serverState, []);
  useEvery(state.again, POLL);
  return html`<div class="login" ref=${login}>
    <h1 tabindex="-1">Log in</h1>
    <${ServerState} of=${state} />
    ${session.notice && html`<${Notice} kind="info" live>${session.notice}<//>`}
    ${
      isOpen(state.value)
        ? html`<${Ways} />`
        : html`<p class="muted">
            Nobody can log in until the server is open. This page looks every ${POLL / 1000} seconds.
          </p>`
    }
  </div>`;
}

/** Whether a login may succeed, as far as it is known. */
const isOpen = (state) => !state || (state.health.initialized && !state.health.sealed);

function Ways() {
  const [way, setWay] = useState(returned ? 'oidc' : 'token');
  const Way = FORMS[way];
  return html`<fieldset class="ways">
      <legend class="hidden">How to log in</legend>
      ${WAYS.map(
        ([id, name]) => html`<label class=${way === id ? 'way chosen' : 'way'}>
          <input
            type="radio"
            name="way"
            value=${id}
            checked=${way === id}
            onChange=${() => setWay(id)}
          />${name}
        </label>`,
      )}
    </fieldset>
    <${Way} />`;
}

/** What the server says of itself before a login. */
function ServerState({ of: state }) {
  if (state.error) {
    return html`<${Notice} kind="bad">
      ${
        state.error.status
          ? `The state of the server is not known: ${state.error.message}.`
          : html`<p>The server does not answer.</p>
              <p>${UNREACHABLE} This page looks every ${POLL / 1000} seconds.</p>`
      }
    <//>`;
  }
  if (!state.value) {
    return html`<p class="muted">Loading …</p>`;
  }
  const [kind, word] = inAWord(state.value);
  return html`<p class="server-state">
      <${Pill} kind=${kind}>${word}<//>
      <span class="muted">Azimuth ${state.value.health.azimuth_version}</span>
    </p>
    ${state.value.seal && html`<${Shares} seal=${state.value.seal} />`}
    <${Needing} findings=${stateFindings(state.value)} />`;
}

/** The state of a form: what is sent, and why it failed. */
function useAttempt() {
  const [state, setState] = useState({ busy: false, error: null });
  const attempt = async (action) => {
    setState({ busy: true, error: null });
    try {
      await action();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return [state, attempt];
}

function WithToken() {
  const [token, setToken] = useState('');
  const [state, attempt] = useAttempt();
  const submit = () =>
    attempt(async () => {
      const given = token.trim();
      if (!given) {
        throw new Error('Enter a token.');
      }
      try {
        await call('GET', 'auth/token/lookup-self', { token: given });
      } catch (error) {
        if (!error.denied) {
          throw error.unknownToken ? new Error('The server does not know this token.') : error;
        }
      }
      session.begin(given);
    });
  return html`<${Form} onSubmit=${submit}>
    <${TextField} label="Token" type="password" value=${token} onValue=${setToken} />
    ${state.error && html`<${Problem} error=${state.error} />`}
    <button type="submit" class="primary" disabled=${state.busy}>Log in</button>
  <//>`;
}

function WithEntra() {
  const [mount, setMount] = useState('azure');
  const [role, setRole] = useState('');
  const [jwt, setJwt] = useState('');
  const [state, attempt] = useAttempt();
  const submit = () =>
    attempt(async () => {
      const path = `auth/${mount.trim().replace(/^\/+|\/+$/g, '')}/login`;
      const answer = await call('POST', path, {
        body: { role: role.trim(), jwt: jwt.trim() },
        token: '',
      });
      session.begin(answer.auth.client_token);
    });
  return html`<${Form} onSubmit=${submit}>
    <${TextField} label="Mount" value=${mount} onValue=${setMount} help="of the azure auth method" />
    <${TextField} label="Role" value=${role} onValue=${setRole} />
    <${TextArea}
      label="Token of Azure"
      value=${jwt}
      onValue=${setJwt}
      rows=${4}
      class="mono secret"
      help="az account get-access-token --resource RESOURCE --query accessToken --output tsv"
    />
    ${state.error && html`<${Refusal} error=${state.error} />`}
    <button type="submit" class="primary" disabled=${state.busy}>Log in</button>
  <//>`;
}

function WithOidc() {
  const [mount, setMount] = useState('oidc');
  const [role, setRole] = useState('');
  const [state, attempt] = useAttempt();
  useEffect(() => {
    if (returned && !returned.used) {
      returned.used = true;
      attempt(() => arrive(returned));
    }
  }, []);
  const submit = () => attempt(() => depart(mount, role));
  return html`<${Form} onSubmit=${submit}>
    <${TextField} label="Mount" value=${mount} onValue=${setMount} help="of the oidc auth method" />
    <${TextField}
      label="Role"
      value=${role}
      onValue=${setRole}
      help=${`Empty: the default role. The role must allow ${RETURN}`}
    />
    ${state.error && html`<${Refusal} error=${state.error} />`}
    <button type="submit" class="primary" disabled=${state.busy}>Log in with OIDC</button>
  <//>`;
}

function Refusal({ error }) {
  const reasons = (error.data && error.data.reasons) || [];
  const detailed = reasons.some((it) => it.check);
  return html`<${Notice} kind="bad" live title="The login is refused.">
      ${!detailed && (error.errors || [error.message]).map((it) => html`<p>${it}</p>`)}
    <//>
    ${
      detailed &&
      html`<${Table}
      caption="Reasons of the refusal"
      columns=${['Reason', 'Check', 'Found']}
      rows=${reasons.map((it) => [mono(it.code), mono(it.check), mono(it.actual)])}
    />`
    }`;
}
