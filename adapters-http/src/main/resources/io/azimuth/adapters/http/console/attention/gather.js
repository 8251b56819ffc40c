// All that is looked at for the page Home.
import { auditFindings } from './audit.js';
import { azureFindings } from './azure.js';
import { bad, warning } from './finding.js';
import { metricFindings } from './metrics.js';
import { serverState, stateFindings } from './state.js';

/** Azure mounts that are asked at most. */
const MOST_MOUNTS = 20;

/**
 * Looks at everything at the same time.
 *
 * @param {{self: any, mounts: import('../rights.js').Mounts}} rights
 * @returns {Promise<import('./finding.js').Finding[]>}
 */
export async function gather({ self, mounts }) {
  const parts = await Promise.all([
    state(),
    auditFindings(),
    metricFindings(),
    ...mounts.azure.slice(0, MOST_MOUNTS).map(azureFindings),
  ]);
  return [...parts.flat(), ...session(self)];
}

async function state() {
  try {
    return stateFindings(await serverState());
  } catch (error) {
    return [bad('Server', error.message)];
  }
}

function session(self) {
  return self && (self.policies || []).includes('root')
    ? [
        warning('Your token', 'You use a root token, which may do everything.', {
          todo: 'Log in with a token of your own for daily work.',
        }),
      ]
    : [];
}
