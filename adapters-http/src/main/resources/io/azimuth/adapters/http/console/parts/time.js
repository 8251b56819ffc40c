// Times and durations for people.

const UNITS = [
  ['d', 86400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/**
 * Seconds as 1d12h; 0 as "0".
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  let left = Math.round(Number(seconds) || 0);
  let text = '';
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    if (count > 0) {
      text += count + name;
      left -= count * size;
    }
  }
  return text || '0';
}

/**
 * A moment in UTC, as logs and other tools have it, to the second.
 *
 * @param {string | number | null} moment as the API has it: RFC 3339, or seconds since 1970
 */
export function moment(moment) {
  const date = parsed(moment);
  const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' };
  return date ? `${date.toLocaleString(undefined, style)} UTC` : '';
}

/** The time of day of a moment, to the minute. */
export function clock(moment) {
  const date = parsed(moment);
  return date ? `${date.toISOString().slice(11, 16)} UTC` : '';
}

/** How far a moment is from now: "3m ago", "in 12d". */
export function fromNow(moment, now = Date.now()) {
  const date = parsed(moment);
  if (!date) {
    return '';
  }
  const seconds = Math.round((date.getTime() - now) / 1000);
  const text = coarse(Math.abs(seconds));
  return seconds > 0 ? `in ${text}` : seconds < -1 ? `${text} ago` : 'now';
}

function coarse(seconds) {
  const [name, size] = UNITS.find(([, size]) => seconds >= size) || ['s', 1];
  return Math.floor(seconds / size) + name;
}

function parsed(moment) {
  if (moment === null || moment === undefined || moment === '' || moment === 0) {
    return null;
  }
  const date = new Date(typeof moment === 'number' ? moment * 1000 : moment);
  return Number.isNaN(date.getTime()) || date.getFullYear() < 1971 ? null : date;
}
