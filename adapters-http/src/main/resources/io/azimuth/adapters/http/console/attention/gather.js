// All that is looked at for the page Home.
import { acknowledgements, withoutAcknowledged } from './acknowledged.js';
import { auditFindings } from './audit.js';
import { azureFindings } from './azure.js';
import { bad, warning, withoutEchoes } from './finding.js';
import { metricFindings } from './metrics.js';
import { nodeState } from './nodes.js';
import { serverState, stateFindings, UNREACHABLE } from './state.js';

/** Azure mounts that are asked at most. */
const MOST_MOUNTS = 20;

/**
 * Looks at everything at the same time.
 *
 * @param {{self: any, mounts: import('../rights.js').Mounts}} rights
 * @returns {Promise<{findings: import('./finding.js').Finding[], here?: any}>}
 *     `here`: the server that answers, as sys/ha-status has it
 */
export async function gather({ self, mounts }) {
  const state = serverState();
  const [acknowledged, server, ...parts] = await Promise.all([
    acknowledgements(),
    serverAndNodes(state),
    auditFindings(),
    metricFindings(state.then(hasRecoveryKeys, () => false)),
    ...mounts.azure.slice(0, MOST_MOUNTS).map(azureFindings),
  ]);
  const findings = [...server.findings, ...parts.flat(), ...session(self)];
  return { ...server, findings: withoutAcknowledged(withoutEchoes(findings), acknowledged) };
}

const hasRecoveryKeys = ({ seal }) => Boolean(seal && seal.recovery_seal);

async function serverAndNodes(state) {
  let known;
  try {
    known = await state;
  } catch (error) {
    const todo = error.status ? undefined : UNREACHABLE;
    return { findings: [bad('Server', error.message, { todo })] };
  }
  const { here, findings } = await nodeState(known.health.server_time_utc * 1000);
  return { here, findings: [...stateFindings(known), ...findings] };
}

function session(self) {
  return self && (self.policies || []).includes('root')
    ? [
        warning('Your token', 'You use a root token, which may do everything.', {
          code: 'root_token',
          todo: 'Log in with a token of your own for daily work.',
        }),
      ]
    : [];
}
