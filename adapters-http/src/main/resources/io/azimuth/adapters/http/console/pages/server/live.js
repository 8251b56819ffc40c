// Numbers of now, and graphs of what the server does.
import { growth, linesOf, POLL, reading, readings } from '../../graphs/readings.js';
import { html, useState } from '../../html.js';
import { Chart } from '../../parts/chart.js';
import { useEvery, useLoad } from '../../parts/load.js';
import { Problem } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { sums } from '../../prometheus.js';

const SHORTEST = 2 * 60;
const MOST = 6;

/** The card. */
export function Live() {
  const [error, setError] = useState(null);
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
  const graph = (title, name, by, known) => {
    const present = readings.some(({ samples }) => samples.some((it) => it.name === name));
    if (!present) {
      return html`<p class="muted">${title}: the server has counted none yet.</p>`;
    }
    const points = growth(name, by);
    const seconds = Math.max(SHORTEST, readings[readings.length - 1].time - readings[0].time);
    const all = linesOf(points);
    const moving = all.filter((line) => points.some(({ values }) => values[line] > 0));
    const lines = [...new Set([...known, ...(moving.length > 0 ? moving : all)])].slice(0, MOST);
    return html`<${Chart}
      title=${title}
      unit="per second"
      seconds=${seconds}
      points=${points}
      lines=${lines}
    />`;
  };
  return html`<${Card} title="Live" wide>
    ${error && html`<${Problem} error=${error} live=${false} />`}
    ${!error && first.loading && readings.length === 0 && html`<p class="muted">Loading …</p>`}
    ${
      !error &&
      readings.length > 0 &&
      html`
      <${Gauges} samples=${readings[readings.length - 1].samples} />
      <div class="charts">
        ${graph('Logins', 'azimuth_logins_total', (labels) => labels.outcome || 'all', [
          'granted',
          'refused',
        ])}
        ${graph('Azure calls', 'azimuth_azure_calls_total', (labels) => labels.service || 'all', [])}
        ${graph('Requests', 'azimuth_http_requests_total', (labels) => labels.code || 'all', [])}
      </div>
    `
    }
  <//>`;
}

const GAUGES = [
  ['Tokens', 'vault_token_count'],
  ['Leases', 'vault_expire_num_leases'],
  ['Entities', 'vault_identity_num_entities'],
  ['Requests in flight', 'azimuth_http_requests_in_flight'],
  ['Requests waiting', 'azimuth_http_requests_waiting'],
  ['Open connections', 'azimuth_http_connections'],
];

function Gauges({ samples }) {
  const of = (name) => sums(samples, name, () => 'all').all;
  return html`<dl class="gauges">
    ${GAUGES.filter(([, name]) => of(name) !== undefined).map(
      ([title, name]) => html`<div><dt>${title}</dt><dd>${of(name)}</dd></div>`,
    )}
  </dl>`;
}
