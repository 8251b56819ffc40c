// Readings of the metrics since this page was opened, and what grew between them.
import { readText } from '../api.js';
import { parse, rates, sums } from '../prometheus.js';
import { session } from '../session.js';
import { ofShown } from './shown.js';

/** How often metrics are read, in milliseconds. */
export const POLL = 5000;

/** How far back they are kept, in seconds. */
const WINDOW = 60 * 60;

const KEPT = (WINDOW * 1000) / POLL + 1;

/** The readings of this session, so that a graph goes on when its page is shown again. */
export const readings = [];
let reader = '';

// What one user read is not shown to the next one of this tab.
function forgetOthers() {
  if (reader !== session.token) {
    readings.length = 0;
    reader = session.token;
  }
}

/** Reads once more. */
export async function reading() {
  forgetOthers();
  const samples = ofShown(parse(await readText('sys/metrics', { format: 'prometheus' })));
  readings.push({ time: Date.now() / 1000, samples });
  readings.splice(0, Math.max(0, readings.length - KEPT));
}

/** The growth per second of a counter, between each two readings. */
export function growth(name, by) {
  forgetOthers();
  const points = [];
  for (let i = 1; i < readings.length; i++) {
    const [before, after] = [readings[i - 1], readings[i]];
    points.push({
      time: after.time,
      values: rates(
        sums(before.samples, name, by),
        sums(after.samples, name, by),
        after.time - before.time,
      ),
    });
  }
  return points;
}

/** The names of all values that any of the points has. */
export const linesOf = (points) => [...new Set(points.flatMap((it) => Object.keys(it.values)))].sort();
