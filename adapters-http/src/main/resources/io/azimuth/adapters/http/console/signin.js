// The login at an identity provider: away to its page, and back to this one. What ties the return
// to the departure is in the storage of this tab; the address loses its code at once.
import { call } from './api.js';
import { session } from './session.js';

const KEY = 'azimuth.signin';

/** The page to which the browser returns; the role must allow it. */
export const RETURN = location.origin + location.pathname;

/** The path of an auth method, with or without auth/ and slashes. */
function mountPath(mount) {
  return `auth/${mount.trim().replace(/^\/+|\/+$/g, '').replace(/^auth\//, '')}`;
}

function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');
}

/** The address, when it is one of the web: what a server sends must not become a script. */
function pageOfTheWeb(text) {
  const page = new URL(text);
  if (page.protocol !== 'https:') {
    throw new Error('The server sent no https address to log in at.');
  }
  return page;
}

/**
 * Sends the browser to the identity provider of a mount.
 *
 * @param {string} mount
 * @param {string} role empty: the default role of the mount
 */
export async function depart(mount, role) {
  const path = mountPath(mount);
  const clientNonce = nonce();
  const { data } = await call('POST', `${path}/oidc/auth_url`, {
    body: { role: role.trim(), redirect_uri: RETURN, client_nonce: clientNonce },
    token: '',
  });
  if (data.poll_interval) {
    throw new Error('This role logs in with a code to type: use azimuth login --method=oidc.');
  }
  const page = pageOfTheWeb(data.auth_url);
  const state = page.searchParams.get('state');
  sessionStorage.setItem(KEY, JSON.stringify({ path, state, clientNonce }));
  location.assign(page);
}

/** What the browser brought back, if this page is opened for that; read once. */
function brought() {
  const query = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!query.has('state')) {
    return null;
  }
  history.replaceState(null, '', location.pathname + location.hash);
  return { query, departure: kept ? JSON.parse(kept) : null };
}

const back = brought();

/** The return of this page load, or null. */
export const returned = session.token ? null : back;

/** Ends the login with what the browser brought, and begins the session. */
export async function arrive({ query, departure }) {
  if (!departure || departure.state !== query.get('state')) {
    throw new Error('This tab did not begin that login. Log in again.');
  }
  const body = { state: departure.state, client_nonce: departure.clientNonce };
  ['code', 'iss', 'error', 'error_description'].forEach((name) => {
    if (query.has(name)) {
      body[name] = query.get(name);
    }
  });
  const answer = await call('POST', `${departure.path}/oidc/callback`, { body, token: '' });
  session.begin(answer.auth.client_token);
}
