// What can be searched for: pages, mounts, roles, policies, paths of secrets.
import { call, list } from '../api.js';
import { to } from '../parts/place.js';
import { PAGES } from '../rights.js';
import { session } from '../session.js';

/** Paths that are read of an engine at most. */
const MOST = 10000;

/**
 * What a search may find.
 *
 * @typedef {{kind: string, name: string, place: string}} Entry
 */

let kept = null;

/**
 * The parts of all entries, each of which comes by itself. They are kept for a minute, so that a
 * second search is at once and a new role is found soon.
 *
 * @param {import('../rights.js').Mounts} mounts
 * @returns {Promise<Entry[]>[]}
 */
export function entries(mounts) {
  const fresh = kept && kept.age === session.age && Date.now() - kept.time < 60000;
  if (!fresh) {
    kept = { age: session.age, time: Date.now(), parts: read(mounts) };
  }
  return kept.parts;
}

function read(mounts) {
  return [
    Promise.resolve(pages()),
    Promise.resolve(places(mounts)),
    ...mounts.offering('role').map(roles),
    policies(),
    ...mounts.kv.map(secrets),
  ];
}

const pages = () => PAGES.map(({ id, title }) => ({ kind: 'Page', name: title, place: to(id) }));

function places(mounts) {
  return [
    ...mounts
      .offering('role')
      .map((mount) => ({ kind: 'Mount', name: `auth/${mount}`, place: to('roles', mount) })),
    ...mounts.kv.map(({ path }) => ({ kind: 'Mount', name: path, place: to('secrets', path) })),
  ];
}

async function roles(mount) {
  const names = await list(`auth/${mount}/role`).catch(() => []);
  return names.map((name) => ({ kind: `Role of ${mount}`, name, place: to('roles', mount, name) }));
}

async function policies() {
  const names = await list('sys/policies/acl').catch(() => []);
  return names.map((name) => ({ kind: 'Policy', name, place: to('policies', name) }));
}

/** All paths of an engine, or what its first directory has where the token may not look deeper. */
async function secrets(mount) {
  const root = mount.version === 2 ? `${mount.path}/metadata/` : `${mount.path}/`;
  const scanned = await call('GET', root, { query: { scan: 'true', limit: String(MOST) } }).catch(
    () => null,
  );
  const keys = scanned ? scanned.data.keys : await list(root).catch(() => []);
  return keys.map((key) => ({
    kind: 'Secret',
    name: `${mount.path}/${key}`,
    place: to('secrets', mount.path, key),
  }));
}
