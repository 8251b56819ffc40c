// The state of the server, as anyone may ask for it: before a login, too.
import { call } from '../api.js';
import { bad, fine, warning } from './finding.js';
import { problemInWords } from './problems.js';

/** Statuses by which sys/health says a state, and no error. */
const HEALTH = [429, 472, 473, 501, 503];

/** Reads the state without a token. */
export async function serverState() {
  const [health, seal, backend] = await Promise.all([
    call('GET', 'sys/health', { token: '', accept: HEALTH }),
    call('GET', 'sys/seal-status', { token: '' }),
    call('GET', 'sys/seal-backend-status', { token: '' }).catch(() => null),
  ]);
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
        command: 'azimuth operator init',
      }),
    ];
  }
  const problems = (health.azimuth_problems || []).map((code) => problem(code, health));
  if (health.sealed) {
    return [sealed(seal), ...problems];
  }
  return problems.length > 0
    ? [...problems, ...key(backend)]
    : [fine('Server', 'It carries out all requests.'), fine('Store', seal.storage_type), ...key(backend)];
}

function problem(code, health) {
  const { sentence, todo } = problemInWords(code);
  return health.azimuth_reads && !health.sealed
    ? warning('Server', `${sentence} Reads are still answered.`, { todo })
    : bad('Server', sentence, { todo });
}

function sealed(seal) {
  if (seal.recovery_seal) {
    return bad('Seal', `The server is sealed, and opens with the key of its seal (${seal.type}).`, {
      todo: 'It opens by itself as soon as it can use the key.',
    });
  }
  return bad('Seal', `The server is sealed: ${seal.progress} of ${seal.t} key shares are entered.`, {
    todo: `Ask the keepers of the key shares: ${seal.t - seal.progress} more are needed.`,
    command: 'azimuth operator unseal',
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
