// The text format of Prometheus, as far as a graph needs it.

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPES = { n: '\n', '"': '"', '\\': '\\' };

/**
 * Reads a page of metrics. Lines that it does not understand are left out.
 *
 * @param {string} text
 * @returns {{name: string, labels: Record<string, string>, value: number}[]}
 */
export function parse(text) {
  const samples = [];
  for (const line of text.split('\n')) {
    const match = line.startsWith('#') ? null : SAMPLE.exec(line);
    if (match) {
      samples.push({ name: match[1], labels: labels(match[2] || ''), value: number(match[3]) });
    }
  }
  return samples;
}

function labels(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(LABEL)) {
    found[name] = value.replace(/\\(.)/g, (all, escaped) => ESCAPES[escaped] ?? all);
  }
  return found;
}

function number(text) {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

/**
 * Adds up the samples of a name, by a label. Empty when there is no sample of this name.
 *
 * @param {ReturnType<typeof parse>} samples
 * @param {string} name
 * @param {(labels: Record<string, string>) => string} by
 * @returns {Record<string, number>}
 */
export function sums(samples, name, by) {
  const found = {};
  for (const sample of samples) {
    if (sample.name === name && Number.isFinite(sample.value)) {
      const key = by(sample.labels);
      found[key] = (found[key] || 0) + sample.value;
    }
  }
  return found;
}

/**
 * The growth per second between two readings of counters. One that fell began anew with a restart
 * of the server.
 *
 * @param {Record<string, number>} before
 * @param {Record<string, number>} after
 * @param {number} seconds
 */
export function rates(before, after, seconds) {
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => {
      const grown = value - (before[key] || 0);
      return [key, (grown < 0 ? value : grown) / seconds];
    }),
  );
}
