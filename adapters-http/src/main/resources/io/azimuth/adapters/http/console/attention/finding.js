// What needs somebody, and what is fine.

/**
 * One thing that was looked at.
 *
 * @typedef {{level: 'bad'|'warning'|'fine'|'unknown', subject: string, sentence: string,
 *     todo?: string, place?: string, command?: string}} Finding
 *     `place`: the page of the console that shows more; `command`: what repairs it
 */

const ORDER = ['bad', 'warning', 'unknown', 'fine'];

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
    : { level: 'unknown', subject, sentence: error.message };
}

/** The worst first; what is of one level stays in its order. */
export function worstFirst(findings) {
  return [...findings].sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level));
}

/** Those that need somebody. */
export function needing(findings) {
  return worstFirst(findings).filter((it) => it.level === 'bad' || it.level === 'warning');
}
