// Which entries a search finds, and in which order.

/** Entries that are shown at most. */
const MOST = 30;

/**
 * The entries that have all words of a text, the closest first.
 *
 * @param {import('./entries.js').Entry[]} entries
 * @param {string} text
 */
export function matches(entries, text) {
  const words = text.toLowerCase().split(/\s+/).filter((it) => it !== '');
  return entries
    .map((entry) => ({ entry, distance: distance(entry, words) }))
    .filter(({ distance: it }) => it >= 0)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** 0: the name begins so; 1: a part of it does; 2: it is anywhere; -1: not all words are there. */
function distance({ kind, name }, words) {
  const low = name.toLowerCase();
  const all = `${low} ${kind.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) {
    return -1;
  }
  if (words.length === 0 || low.startsWith(words[0])) {
    return 0;
  }
  return low.split(/[/\-_. ]/).some((part) => part.startsWith(words[0])) ? 1 : 2;
}
