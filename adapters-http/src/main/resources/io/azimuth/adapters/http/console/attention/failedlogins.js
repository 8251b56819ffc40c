// Logins that failed within the last hour, and the roles that refuse most of them.
import { read, readText } from '../api.js';
import { to } from '../parts/place.js';
import { sentence } from '../parts/sentence.js';
import { clock } from '../parts/time.js';
import { parse, sums } from '../prometheus.js';
import { warning } from './finding.js';

/** How many refusals of a mount are read. */
export const LATEST = 50;

/** How far back failed logins go, in milliseconds, and from how many mounts they are read. */
const LATELY = 60 * 60 * 1000;
export const MOST_MOUNTS = 20;

/** The reason of logins under a role that was deleted or never was. */
export const ROLE_UNKNOWN = 'role_unknown';

/** Roles that are named at most. */
const MOST_ROLES = 3;

/** The latest refusals of a mount. `missing`: the server keeps no list of them. */
export async function latestRefusals(mount) {
  try {
    return await read(`auth/${mount}/refusals`, { limit: String(LATEST) });
  } catch (error) {
    if (error.absent || error.status === 405) {
      return { missing: true };
    }
    throw error;
  }
}

/**
 * How many requests came with a bound token and without its certificate since the server started; 0
 * where the token may not know.
 */
export async function unprovedUses() {
  try {
    return unproved(parse(await readText('sys/metrics', { format: 'prometheus' })));
  } catch {
    return 0;
  }
}

/** The same, of metrics. */
export const unproved = (samples) =>
  sums(samples, 'azimuth_token_refusals_total', (labels) => labels.reason).binding_not_proved || 0;

/** What failed of the logins of each mount within the last hour, or why that is not known. */
export function failedLogins(mounts) {
  return Promise.all(mounts.slice(0, MOST_MOUNTS).map(failedAt));
}

async function failedAt(mount) {
  const lately = (it) => it && Date.now() - new Date(it.time) < LATELY;
  try {
    const { missing, refusals, undecided } = await latestRefusals(mount);
    if (missing) {
      return { mount, missing };
    }
    const latest = undecided && undecided.latest;
    return {
      mount,
      refusals: refusals.filter(lately),
      undecided: lately(latest)
        ? { count: undecided.count, grantedSince: undecided.granted_since, ...latest }
        : null,
    };
  } catch (error) {
    return error.denied ? { mount, denied: `auth/${mount}/refusals` } : { mount, error };
  }
}

/**
 * A finding for each role that refuses logins: those that refuse the most, and one for the others.
 *
 * @param {{mount: string, refusals?: any[]}[]} failed of each mount, the newest refusal first
 */
export function refusalFindings(failed) {
  const roles = failed
    .flatMap(({ mount, refusals }) => byRole(mount, refusals || []))
    .sort((one, other) => other.refusals.length - one.refusals.length);
  return [...roles.slice(0, MOST_ROLES).map(ofRole), ...ofOthers(roles.slice(MOST_ROLES))];
}

function byRole(mount, refusals) {
  const roles = new Map();
  refusals.forEach((it) => roles.set(it.role, [...(roles.get(it.role) || []), it]));
  return [...roles].map(([role, some]) => ({ mount, role, refusals: some }));
}

function ofRole({ mount, role, refusals }) {
  const callers = new Set(refusals.map((it) => it.resource || it.principal || it.client_address));
  const logins = counted(refusals.length, 'login');
  const number = refusals.length < LATEST ? logins : `${logins} or more`;
  const who = counted(callers.size, refusals.every((it) => it.resource) ? 'machine' : 'caller');
  const since = clock(refusals[refusals.length - 1].time);
  const [reason] = refusals[0].reasons;
  const gone = reason && reason.code === ROLE_UNKNOWN;
  return warning(
    `${subjectOf(role, gone)} of ${mount}`,
    `${number} of ${who} refused since ${since}: ${newestReason(refusals)}.`,
    {
      todo: reason && reason.hint && sentence(reason.hint),
      place: to('refusals', mount),
      repair: role && !gone && { name: 'Role', place: roleAt(mount, role, reason) },
    },
  );
}

function subjectOf(role, gone) {
  if (!role) {
    return 'Logins without a role';
  }
  return gone ? `Logins under ${role}, which is no role` : `Role ${role}`;
}

/** The page of a role, at the field that a check is about; checks are named like fields. */
export function roleAt(mount, role, reason) {
  return to('roles', mount, role, reason ? reason.check : '');
}

const counted = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

function newestReason([{ reasons }]) {
  const [first, ...others] = reasons;
  if (!first) {
    return 'for no reason that was kept';
  }
  const { code, check, expected, actual } = first;
  if (code === ROLE_UNKNOWN) {
    return `${code}, because the mount has no role of this name`;
  }
  const more = others.length > 0 ? `, and ${counted(others.length, 'other reason')}` : '';
  return `${code}: ${check} expected ${expected || 'nothing'}, found ${actual || 'nothing'}${more}`;
}

function ofOthers(roles) {
  if (roles.length === 0) {
    return [];
  }
  const logins = roles.reduce((sum, it) => sum + it.refusals.length, 0);
  const names = counted(roles.length, 'other role');
  return [
    warning('Refused logins', `${names} refused ${counted(logins, 'login')} within the last hour.`, {
      place: to('refusals', roles[0].mount),
    }),
  ];
}
