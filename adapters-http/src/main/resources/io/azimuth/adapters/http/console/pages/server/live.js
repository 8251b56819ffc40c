// Numbers of now, and graphs of what the server does.
import { growth, linesOf, POLL, reading, readings } from '../../graphs/readings.js';
import { COUNTERS, GAUGES } from '../../graphs/shown.js';
import { html, useState } from '../../html.js';
import { Chart } from '../../parts/chart.js';
import { Choice } from '../../parts/form.js';
import { useEvery, useLoad } from '../../parts/load.js';
import { Problem } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { sums } from '../../prometheus.js';

/** Seconds that a graph goes back at least, so that the first readings are not its whole width. */
const SHORTEST = 2 * 60;

/** How far back a graph may go, in seconds. */
const RANGES = { '5 minutes': 5 * 60, '15 minutes': 15 * 60, '1 hour': 60 * 60 };

/** Lines of a graph at most. */
const MOST = 6;

/** The card. */
export function Live() {
  const [error, setError] = useState(null);
  const [range, setRange] = useState('15 minutes');
  const [, setCount] = useState(0);
  const poll = async () => {
    try {
      await reading();
      setError(null);
      setCount((count) => count + 1);
    } catch (failure) {
      setError(failure);
    }
  };
  const first = useLoad(poll, []);
  useEvery(poll, error && error.denied ? 0 : POLL);
  const choice = html`<${Choice}
    label="Range"
    value=${range}
    values=${Object.keys(RANGES)}
    onValue=${setRange}
  />`;
  return html`<${Card} title="Live" wide actions=${choice}>
    ${error && html`<${Problem} error=${error} live=${false} />`}
    ${!error && first.loading && readings.length === 0 && html`<p class="muted">Loading …</p>`}
    ${
      !error &&
      readings.length > 0 &&
      html`<${Gauges} samples=${readings[readings.length - 1].samples} />
        <div class="charts">
          ${COUNTERS.map((it) => html`<${Graph} key=${it.name} ...${it} range=${RANGES[range]} />`)}
        </div>
        <p class="muted">Since this page was opened. Totals are since the server started.</p>`
    }
  <//>`;
}

function Graph({ title, name, label, always, range }) {
  const { samples: latest, time } = readings[readings.length - 1];
  const by = (labels) => labels[label] || 'all';
  const totals = sums(latest, name, by);
  if (Object.keys(totals).length === 0) {
    return html`<p class="muted">${title}: the server has counted none yet.</p>`;
  }
  const points = growth(name, by);
  const all = points.length > 0 ? linesOf(points) : Object.keys(totals).sort();
  const moving = all.filter((line) => points.some(({ values }) => values[line] > 0));
  const lines = [...new Set([...always, ...(moving.length > 0 ? moving : all)])].slice(0, MOST);
  return html`<${Chart}
    title=${title}
    unit="per second"
    seconds=${Math.min(range, Math.max(SHORTEST, time - readings[0].time))}
    points=${points}
    lines=${lines}
    totals=${totals}
  />`;
}

function Gauges({ samples }) {
  const of = (name) => sums(samples, name, () => 'all').all;
  return html`<dl class="gauges">
    ${GAUGES.filter(([, name]) => of(name) !== undefined).map(
      ([title, name]) => html`<div><dt>${title}</dt><dd>${of(name)}</dd></div>`,
    )}
  </dl>`;
}
