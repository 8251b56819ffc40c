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
  const failed = services(subject, status, { place });
  const advice = (status.advice || [])
    .filter((it) => !repeats(it, failed))
    .map((it) =>
      warning(subject, sentence(it), { place, isAdvice: true, code: codes.get(it), mount }),
    );
  const looked = [
    ...failed,
    ...credential(mount, status.credential, place),
    ...rotation(mount, status, place),
    ...rests(subject, status, place),
  ];
  const all = [...looked, ...advice];
  return needing(all).some((it) => !it.code) // advice with a code is on a choice that works
    ? all
    : [...all, fine(subject, 'It answers, and the server can sign in.')];
}

/** Whether a failure that is shown says the same as a sentence of advice. */
const repeats = (advice, failed) =>
  failed.some(
    ({ error, todo }) =>
      sentence(advice) === todo || (advice.startsWith('the last call') && advice.endsWith(error)),
  );

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
        {
          ...more,
          error: status[id].last_error,
          todo: adviceOn(status[id].last_error, status.advice),
        },
      ),
    );
}

/** The advice on an error: on its code of Entra ID, or on throttling. */
function adviceOn(error, advice) {
  const [cause] = /AADSTS\d+|Azure throttles this server/.exec(error) || [];
  const found = cause && (advice || []).find((it) => it.startsWith(`${cause}:`));
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

function rests(subject, status, place) {
  const { outage_grace: grace, watch_resources: watch, logins_waiting: waiting } = status;
  const stopped = watch && watch.last_round && watch.last_round.stopped;
  return [
    ...(waiting > 0
      ? [
          warning(subject, `Logins that wait because Azure throttles this server: ${waiting}.`, {
            place,
          }),
        ]
      : []),
    ...(grace && grace.in_force
      ? [warning(subject, 'Logins rest on answers that Azure gave before an outage.', { place })]
      : []),
    ...(stopped ? [warning(subject, `The watch of machines stopped: ${stopped}`, { place })] : []),
  ];
}
