// Which mounts there are for this token, and which pages it may use.
import { call, read } from './api.js';

/** The pages, in the order of the navigation, and what each needs for its main content. */
export const PAGES = [
  { id: 'home', title: 'Home', icon: 'home', needs: () => [] },
  {
    id: 'roles',
    title: 'Roles',
    icon: 'badge',
    needs: (mounts) => mounts.offering('role').map((mount) => [`auth/${mount}/role/`, ['list']]),
  },
  {
    id: 'refusals',
    title: 'Why refused?',
    icon: 'question',
    needs: (mounts) => [
      ...mounts.offering('refusals').map((mount) => [`auth/${mount}/refusals`, ['read']]),
      ...mounts
        .offering('login/explain')
        .map((mount) => [`auth/${mount}/login/explain`, ['update']]),
    ],
  },
  {
    id: 'rotation',
    title: 'Rotation',
    icon: 'rotate',
    needs: (mounts) => mounts.azure.map((mount) => [`auth/${mount}/config/status`, ['read']]),
  },
  {
    id: 'policies',
    title: 'Policies',
    icon: 'rule',
    needs: () => [['sys/policies/acl/', ['list']]],
  },
  {
    id: 'secrets',
    title: 'Secrets',
    icon: 'key',
    needs: (mounts) => mounts.kv.map((mount) => [listPath(mount), ['list']]),
  },
  {
    id: 'tokens',
    title: 'Tokens',
    icon: 'ticket',
    needs: () => [['auth/token/accessors/', ['list', 'sudo']]],
  },
  {
    id: 'leases',
    title: 'Leases',
    icon: 'clock',
    needs: () => [['sys/leases/lookup/', ['list', 'sudo']]],
  },
  {
    id: 'identity',
    title: 'Identity',
    icon: 'people',
    needs: () => [
      ['identity/entity/name/', ['list']],
      ['identity/group/name/', ['list']],
    ],
  },
  {
    id: 'mounts',
    title: 'Mounts',
    icon: 'layers',
    needs: () => [
      ['sys/auth', ['read']],
      ['sys/mounts', ['read']],
    ],
  },
  { id: 'server', title: 'Server', icon: 'gauge', needs: () => [] },
];

function listPath(mount) {
  return mount.version === 2 ? `${mount.path}/metadata/` : `${mount.path}/`;
}

/**
 * The mounts that a token may see. `offering` finds auth methods by what they serve, whatever their
 * type: a path below the mount, such as refusals.
 *
 * @typedef {{offering: (path: string) => string[], azure: string[],
 *     kv: {path: string, version: number}[]}} Mounts
 */

/** @type {Mounts} */
export const NO_MOUNTS = { offering: () => [], azure: [], kv: [] };

/**
 * The mounts that the token may see.
 *
 * @returns {Promise<Mounts>}
 */
export async function visibleMounts() {
  const { auth, secret } = await read('sys/internal/ui/mounts', { paths: 'true' });
  const of = (table, type) => Object.entries(table || {}).filter(([, it]) => it.type === type);
  const names = (mounts) => mounts.map(([path]) => path.replace(/\/$/, ''));
  return {
    offering: (path) =>
      names(Object.entries(auth || {}).filter(([, it]) => (it.paths || []).includes(path))),
    azure: names(of(auth, 'azure')),
    kv: of(secret, 'kv').map(([path, mount]) => ({
      path: path.replace(/\/$/, ''),
      version: mount.options && mount.options.version === '2' ? 2 : 1,
    })),
  };
}

/**
 * Asks in one call what the token may do.
 *
 * @returns {Promise<Set<string>>} the ids of the pages that it may not see
 */
export async function closedPages(mounts) {
  const needs = new Map(PAGES.map((page) => [page.id, page.needs(mounts)]));
  const paths = [...new Set([...needs.values()].flat().map(([path]) => path))];
  const { data } = await call('POST', 'sys/capabilities-self', { body: { paths } });
  const may = ([path, wanted]) => {
    const granted = data[path] || [];
    return granted.includes('root') || wanted.every((it) => granted.includes(it));
  };
  const closed = new Set();
  needs.forEach((needed, id) => {
    if (needed.length > 0 && !needed.some(may)) {
      closed.add(id);
    }
  });
  return closed;
}

const CHANGED = 'azimuth:mounts';

/** Says that mounts came or went. */
export function mountsChanged() {
  dispatchEvent(new Event(CHANGED));
}

/** Calls a function when mounts came or went; what it returns ends that. */
export function onMountsChanged(act) {
  addEventListener(CHANGED, act);
  return () => removeEventListener(CHANGED, act);
}
