// The advice that operators have acknowledged in the configuration of the server.
import { read } from '../api.js';

/**
 * Reads what is acknowledged. Where the token may not, all advice counts.
 *
 * @returns {Promise<{code: string, mount?: string, role?: string, reason: string}[]>}
 */
export async function acknowledgements() {
  try {
    return (await read('sys/config/state/sanitized')).acknowledge || [];
  } catch {
    return [];
  }
}

/** Why advice on a role, on a mount or on the whole server is not followed; undefined if it counts. */
export function reasonFor(all, code, mount, role) {
  const found = all.find(
    (it) =>
      it.code === code &&
      (!it.mount || it.mount === `auth/${mount}`) &&
      (!it.role || it.role === role),
  );
  return found && found.reason;
}

/** The findings, in which acknowledged advice is no warning. What has failed stays as it is. */
export function withoutAcknowledged(findings, all) {
  return findings.map((it) => {
    const reason = it.level === 'warning' && it.code && reasonFor(all, it.code, it.mount);
    return reason ? { ...it, level: 'acknowledged', reason } : it;
  });
}
