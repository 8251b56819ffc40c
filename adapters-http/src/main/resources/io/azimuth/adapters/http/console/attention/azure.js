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

const REPETITION = /^(tenant \S+: )?the last .* failed: /;

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

/** Has the server ask Azure now, instead of telling what it remembers; its status after that. */
export const askAzure = (mount) => read(`auth/${mount}/config/status`, { probe: 'true' });

/** What a status says. */
export function judged(subject, mount, status) {
  const place = to('rotation', mount);
  const codes = codesOf(status);
  const failed = failures(subject, mount, status, place);
  const advice = newAdvice(status)
    .filter((it) => !failed.some(({ todo }) => sentence(it) === todo))
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

/** The advice of a status without what only repeats a failure that the status has as well. */
export function newAdvice(status) {
  const errors = servicesOf(status)
    .filter(({ health }) => health.ok === false)
    .map(({ health }) => health.last_error);
  const shown = [...errors, status.rotation.last_failure].filter(Boolean);
  return (status.advice || []).filter(
    (it) => !(REPETITION.test(it) && shown.some((failure) => it.endsWith(failure))),
  );
}

/**
 * The services that a status describes: those of the mount's tenant, of further tenants, and the keys
 * of attestations. Each has a name and its health.
 */
export function servicesOf(status) {
  const known = (of, suffix) =>
    Object.entries(SERVICES)
      .filter(([id]) => of[id])
      .map(([id, name]) => ({ name: name + suffix, health: of[id] }));
  return [
    ...known(status, ''),
    ...Object.entries(status.additional_tenants || {}).flatMap(([tenant, of]) =>
      known(of, ` of tenant ${tenant}`),
    ),
    ...Object.entries(status.attestation_keys || {}).map(([issuer, health]) => ({
      name: `The attestation keys of ${issuer}`,
      health,
    })),
  ];
}

/** The code of each sentence of advice that has one. */
export function codesOf(status) {
  return new Map((status.advice_codes || []).map((it) => [it.sentence, it.code]));
}

function failures(subject, mount, status, place) {
  return servicesOf(status)
    .filter(({ health }) => health.ok === false)
    .map(({ name, health: { last_error: error, last_error_at: at } }) =>
      bad(subject, `${name} failed ${fromNow(at)}: ${error}`, {
        place,
        todo: adviceOn(error, status.advice),
        ...(isSignIn(error) ? ofCredential(mount, status.credential) : {}),
      }),
    );
}

/** Whether a call failed because Entra ID refuses the credential of the server. */
export const isSignIn = (error) => /AADSTS\d+/.test(error || '');

/** How a credential that Entra ID refuses is replaced. */
function ofCredential(mount, { kind }) {
  return {
    repair: { name: 'Configuration', place: to('mounts', 'auth', mount) },
    command:
      kind === 'client_secret' ? `azimuth write auth/${mount}/config client_secret=-` : undefined,
  };
}

/** The advice on an error: on its code of Entra ID, or on throttling. */
export function adviceOn(error, advice) {
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
