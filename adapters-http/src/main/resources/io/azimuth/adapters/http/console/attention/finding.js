// What needs somebody, and what is fine.

/**
 * One thing that was looked at.
 *
 * @typedef {{level: 'bad'|'warning'|'unknown'|'acknowledged'|'fine', subject: string,
 *     sentence: string, code?: string, mount?: string, reason?: string, status?: number,
 *     todo?: string, place?: string, command?: string, repair?: {name: string, place: string},
 *     isAdvice?: boolean}} Finding
 *     `place`: the page of the console that shows more; `command`: what repairs it; `repair`: the
 *     page that can; `isAdvice`: nothing has failed yet; `code`: of advice that operators can
 *     acknowledge; `mount`: that of the advice, if it is about one; `reason`: why they have;
 *     `status`: of the answer when something could not be looked at
 */

const ORDER = ['bad', 'warning', 'unknown', 'acknowledged', 'fine'];

/** @returns {Finding} */
export const bad = (subject, sentence, more = {}) => ({ level: 'bad', subject, sentence, ...more });

/** @returns {Finding} */
export const warning = (subject, sentence, more = {}) => ({
  level: 'warning',
  subject,
  sentence,
  ...more,
});

/** @returns {Finding} */
export const fine = (subject, sentence) => ({ level: 'fine', subject, sentence });

/** What could not be looked at, with the reason. */
export function unknown(subject, error) {
  return error.denied
    ? { level: 'unknown', subject, sentence: '', capability: error.capability, path: error.path }
    : { level: 'unknown', subject, sentence: error.message, status: error.status };
}

/** The findings without what only repeats that the server does not serve. */
export function withoutEchoes(findings) {
  const down = findings.some((it) => it.level === 'bad' && it.subject === 'Server');
  return findings.filter((it) => !(down && it.level === 'unknown' && it.status >= 500));
}

/** The worst first, and failures before advice; what is alike stays in its order. */
export function worstFirst(findings) {
  const rank = ({ level, isAdvice }) => ORDER.indexOf(level) + (isAdvice ? 0.5 : 0);
  return [...findings].sort((one, other) => rank(one) - rank(other));
}

/** Those that need somebody. */
export function needing(findings) {
  return worstFirst(findings).filter((it) => it.level === 'bad' || it.level === 'warning');
}
