// What the azure mounts say of themselves: sign-in, credential, rotation.
import { read } from '../api.js';
import { to } from '../parts/place.js';
import { sentence } from '../parts/sentence.js';
import { fromNow } from '../parts/time.js';
import { endOf } from './ends.js';
import { bad, fine, needing, unknown, warning } from './finding.js';

const SERVICES = {
  discovery: 'The discovery document',
  keys: 'The signing keys',
  resource_manager: 'Resource Manager',
  graph: 'Microsoft Graph',
};

/**
 * Reads the status of a mount and says what is wrong with it.
 *
 * @param {string} mount
 */
export async function azureFindings(mount) {
  const subject = `Azure at ${mount}`;
  try {
    return judged(subject, mount, await read(`auth/${mount}/config/status`));
  } catch (error) {
    return [unknown(subject, error)];
  }
}

/** What a status says. */
export function judged(subject, mount, status) {
  const place = to('rotation', mount);
  const codes = codesOf(status);
  const advice = (status.advice || []).map((it) =>
    warning(subject, sentence(it), { place, isAdvice: true, code: codes.get(it), mount }),
  );
  const looked = [
    ...services(subject, status, { place }),
    ...credential(mount, status.credential, place),
    ...rotation(mount, status, place),
    ...rests(subject, status, place),
  ];
  const all = [...looked, ...advice];
  return needing(all).some((it) => !it.code) // advice with a code is on a choice that works
    ? all
    : [...all, fine(subject, 'It answers, and the server can sign in.')];
}

/** The code of each sentence of advice that has one. */
export function codesOf(status) {
  return new Map((status.advice_codes || []).map((it) => [it.sentence, it.code]));
}

function services(subject, status, more) {
  return Object.entries(SERVICES)
    .filter(([id]) => status[id] && status[id].ok === false)
    .map(([id, name]) =>
      bad(
        subject,
        `${name} failed ${fromNow(status[id].last_error_at)}: ${status[id].last_error}`,
        { ...more, todo: adviceOn(status[id].last_error, status.advice) },
      ),
    );
}

/** The advice on the code of Entra ID in an error. */
function adviceOn(error, advice) {
  const [code] = /AADSTS\d+/.exec(error) || [];
  const found = code && (advice || []).find((it) => it.startsWith(`${code}:`));
  return found && sentence(found);
}

function credential(mount, of, place) {
  const subject = `Credential of ${mount}`;
  const problem = of.problem ? [bad(subject, of.problem, { place })] : [];
  const end = of.expires
    ? [endOf(subject, of.expires, { place, command: `azimuth write -f auth/${mount}/rotate-root` })]
    : [];
  return [...problem, ...end];
}

function rotation(mount, { rotation: of, leftover_credentials: leftovers }, place) {
  const subject = `Rotation of ${mount}`;
  const failed = of.last_failure && (!of.last || of.last_failure_at > of.last);
  return [
    ...(failed ? [warning(subject, of.last_failure, { place })] : []),
    ...(leftovers.length > 0
      ? [warning(subject, `Credentials that stayed in Azure: ${leftovers.length}.`, { place })]
      : []),
  ];
}

function rests(subject, { outage_grace: grace, watch_resources: watch }, place) {
  const stopped = watch && watch.last_round && watch.last_round.stopped;
  return [
    ...(grace && grace.in_force
      ? [warning(subject, 'Logins rest on answers that Azure gave before an outage.', { place })]
      : []),
    ...(stopped ? [warning(subject, `The watch of machines stopped: ${stopped}`, { place })] : []),
  ];
}
