// The state of the server, as anyone may ask for it: before a login, too.
import { ApiError, call } from '../api.js';
import { bad, fine, warning } from './finding.js';
import { problemInWords } from './problems.js';

/** Statuses by which sys/health says a state, and no error. */
const HEALTH = [429, 472, 473, 501, 503];

/** What to do about a server that does not answer. */
export const UNREACHABLE =
  'Look whether its process runs (systemctl status azimuth, or the state of its pod), what its log' +
  ' says last, and whether the network between this browser and it is open.';

/** Reads the state without a token. `seal`, `backend`: null where that is not known. */
export async function serverState() {
  const [health, seal, backend] = await Promise.all([
    call('GET', 'sys/health', { token: '', accept: HEALTH }),
    // Without its store, the server does not know the state of its seal.
    call('GET', 'sys/seal-status', { token: '' }).catch(() => null),
    call('GET', 'sys/seal-backend-status', { token: '' }).catch(() => null),
  ]);
  if (health.errors) {
    throw new ApiError('GET', 'sys/health', 503, health);
  }
  return { health, seal, backend };
}

/** The state in a word, and how it is to be shown. */
export function inAWord({ health }) {
  if (!health.initialized) {
    return ['bad', 'not initialised'];
  }
  if (health.sealed) {
    return ['bad', 'sealed'];
  }
  const problems = health.azimuth_problems || [];
  if (problems.length > 0) {
    return health.azimuth_reads ? ['warning', 'reads only'] : ['bad', 'not serving'];
  }
  return ['good', health.standby ? 'standby' : 'serving'];
}

/** What is wrong with the state, or that nothing is. */
export function stateFindings({ health, seal, backend }) {
  if (!health.initialized) {
    return [
      bad('Server', 'The server is not initialised: it has no keys and no data yet.', {
        todo: 'Initialise it once.',
        command: onThisServer('operator init'),
      }),
    ];
  }
  const problems = (health.azimuth_problems || []).map((code) => problem(code, health));
  if (health.sealed) {
    return [...(seal ? [sealed(seal)] : [bad('Seal', 'The server is sealed.')]), ...problems];
  }
  return problems.length > 0
    ? [...problems, ...key(backend)]
    : [fine('Server', 'It carries out all requests.'), ...store(seal), ...key(backend)];
}

const store = (seal) => (seal ? [fine('Store', seal.storage_type)] : []);

function problem(code, health) {
  const readsOnly = Boolean(health.azimuth_reads) && !health.sealed;
  const { sentence, todo } = problemInWords(code, readsOnly);
  return readsOnly
    ? warning('Server', `${sentence} Reads are still answered.`, { todo })
    : bad('Server', sentence, { todo });
}

function sealed(seal) {
  if (seal.migration) {
    return bad('Seal', 'The server is sealed: its store moves to another seal.', {
      todo: 'Ask the keepers of the present shares to enter them.',
      command: onThisServer('operator unseal -migrate'),
    });
  }
  if (seal.recovery_seal) {
    return seal.azimuth_waiting_for ? waits(seal) : sealedByHand(seal);
  }
  return bad('Seal', `The server is sealed: ${seal.progress} of ${seal.t} key shares are entered.`, {
    todo: `Ask the keepers of the key shares: ${seal.t - seal.progress} more are needed.`,
    command: onThisServer('operator unseal'),
  });
}

/** A command that speaks to the server of this page, wherever it is entered. */
const onThisServer = (command) => `azimuth ${command} -address=${location.origin}`;

function waits(seal) {
  return bad('Seal', `The server is sealed, and opens with the key of its seal (${seal.type}).`, {
    todo: 'It opens by itself as soon as it can use the key.',
  });
}

function sealedByHand(seal) {
  const sentence = 'The server was sealed by hand (sys/seal) and does not open by itself.';
  return seal.t === 0
    ? bad('Seal', sentence, { todo: 'Restart the server.' })
    : bad('Seal', `${sentence} ${seal.progress} of ${seal.t} recovery keys are entered.`, {
        todo: 'Restart the server, or ask the keepers of the recovery keys to enter them.',
        command: onThisServer('operator unseal'),
      });
}

function key(backend) {
  if (!backend) {
    return [];
  }
  return backend.healthy
    ? [fine('Seal', 'Its key can be used.')]
    : [
        bad('Seal', `Its key cannot be used. ${problemInWords(backend.azimuth_problem).sentence}`, {
          todo: 'Do not restart this server: it would stay sealed.',
        }),
      ];
}
