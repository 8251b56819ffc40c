// Which mounts there are for this token, and which pages it may use.
import { call, read } from './api.js';

/** The pages, in the order of the navigation, and what each needs for its main content. */
export const PAGES = [
  { id: 'overview', title: 'Overview', icon: 'gauge', needs: () => [] },
  {
    id: 'roles',
    title: 'Roles',
    icon: 'badge',
    mounts: 'azure',
    needs: (mounts) => mounts.azure.map((mount) => [`auth/${mount}/role/`, ['list']]),
  },
  {
    id: 'refusals',
    title: 'Why refused?',
    icon: 'question',
    mounts: 'azure',
    needs: (mounts) =>
      mounts.azure.flatMap((mount) => [
        [`auth/${mount}/refusals`, ['read']],
        [`auth/${mount}/login/explain`, ['update']],
      ]),
  },
  {
    id: 'rotation',
    title: 'Rotation',
    icon: 'rotate',
    mounts: 'azure',
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
    mounts: 'kv',
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
];

function listPath(mount) {
  return mount.version === 2 ? `${mount.path}/metadata/` : `${mount.path}/`;
}

/**
 * The mounts that the token may see: names of azure auth methods, and KV engines with their version.
 *
 * @returns {Promise<{azure: string[], kv: {path: string, version: number}[]}>}
 */
export async function visibleMounts() {
  const { auth, secret } = await read('sys/internal/ui/mounts');
  const of = (table, type) => Object.entries(table || {}).filter(([, it]) => it.type === type);
  return {
    azure: of(auth, 'azure').map(([path]) => path.replace(/\/$/, '')),
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
