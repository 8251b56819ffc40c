// The servers that share the store: which one answers, and which are gone or of another release.
import { read } from '../api.js';
import { to } from '../parts/place.js';
import { fromNow } from '../parts/time.js';
import { unknown, warning } from './finding.js';

/** Milliseconds after which a server that announces itself every ten seconds is silent. */
const SILENT = 30000;

/** How long this tab remembers a server that is no longer listed, in milliseconds. */
const REMEMBERED = 60 * 60 * 1000;

const TODO = 'Look whether it runs, is sealed, or cannot reach the database.';

/** The name of a server. */
export const nameOf = (node) => node.hostname || node.api_address;

/**
 * Reads the servers and says what is wrong with them.
 *
 * @param {number} now the time of the server that answers, in milliseconds since 1970
 * @returns {Promise<{here?: any, findings: import('./finding.js').Finding[]}>}
 *     `here`: the server that answers
 */
export async function nodeState(now) {
  try {
    const { nodes } = await read('sys/ha-status');
    return {
      here: nodes.find((it) => !it.last_echo),
      findings: nodeFindings(nodes, now, remembered),
    };
  } catch (error) {
    return { findings: [unknown('Other servers', error)] };
  }
}

/** What this tab saw: each server with the time, and how many there were at a time. */
export const memory = () => ({ seen: new Map(), counts: [] });
const remembered = memory();

/** What is to say of the servers. */
export function nodeFindings(listed, now, seen) {
  const nodes = newestOfEachName(listed);
  return [...silent(nodes, now), ...gone(nodes, now, seen), ...releases(nodes)];
}

// One that was started again under its name is listed twice until the old entry is removed.
function newestOfEachName(nodes) {
  const newest = new Map();
  const since = (it) => (it.last_echo ? new Date(it.last_echo).getTime() : Infinity);
  nodes.forEach((it) => {
    const other = newest.get(nameOf(it));
    if (!other || since(it) > since(other)) {
      newest.set(nameOf(it), it);
    }
  });
  return [...newest.values()];
}

function silent(nodes, now) {
  const here = nodes.find((it) => !it.last_echo) || {};
  const offset = (it) => it.azimuth_clock_offset_ms || 0;
  return nodes
    .filter((it) => it.last_echo)
    .map((it) => [it, new Date(it.last_echo).getTime() - offset(it) + offset(here)])
    .filter(([, echo]) => now - echo > SILENT)
    .map(([it, echo]) =>
      missing(nameOf(it), `It was heard of last ${fromNow(echo / 1000, now)}.`),
    );
}

const missing = (name, sentence) =>
  warning(`Server ${name}`, sentence, { todo: TODO, place: to('server') });

/** The list keeps no server that stopped or has been silent for a minute. */
function gone(nodes, now, { seen, counts }) {
  nodes.forEach((it) => seen.set(nameOf(it), now));
  counts.push({ now, count: nodes.length });
  counts.splice(0, counts.findIndex((it) => now - it.now < REMEMBERED));
  const fewer = Math.max(...counts.map((it) => it.count)) - nodes.length;
  return [...seen]
    .filter(([, time]) => time !== now && now - time < REMEMBERED)
    .sort(([, one], [, other]) => other - one)
    .slice(0, fewer)
    .map(([name, time]) =>
      missing(name, `It is gone: it was listed last ${fromNow(time / 1000, now)}.`),
    );
}

function releases(nodes) {
  const releaseOf = (it) => it.azimuth_version || 'unknown';
  const all = [...new Set(nodes.map(releaseOf))];
  if (all.length < 2) {
    return [];
  }
  const told = all.map((release) => {
    const some = nodes.filter((it) => releaseOf(it) === release);
    return `${release} (${some.map(nameOf).join(', ')})`;
  });
  return [
    warning('Releases', `The servers run different releases: ${told.join(', ')}.`, {
      todo: 'Finish the upgrade.',
      place: to('server'),
    }),
  ];
}
