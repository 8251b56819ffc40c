// Whether something that ends does so soon.
import { fromNow, moment } from '../parts/time.js';
import { bad, fine, warning } from './finding.js';

const DAY = 86400000;

/** Days before the end from which a warning is due, and from which it is urgent. */
const SOON = 30;
const VERY_SOON = 7;

/**
 * What is to say of an end.
 *
 * @param {string} subject
 * @param {string | number} end RFC 3339, or seconds since 1970
 * @param {{todo?: string, place?: string, command?: string}} repair
 */
export function endOf(subject, end, repair) {
  const millis = typeof end === 'number' ? end * 1000 : new Date(end).getTime();
  const days = (millis - Date.now()) / DAY;
  const sentence =
    days < 0
      ? `It expired ${fromNow(end)}, on ${moment(end)}.`
      : `It expires ${fromNow(end)}, on ${moment(end)}.`;
  if (days < VERY_SOON) {
    return bad(subject, sentence, repair);
  }
  return days < SOON ? warning(subject, sentence, repair) : fine(subject, sentence);
}
