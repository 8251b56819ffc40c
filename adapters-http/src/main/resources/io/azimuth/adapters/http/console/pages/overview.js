// The state of the server, its nodes and mounts, and graphs of what it does.
import { session } from '../session.js';
import { call, read, readText } from '../api.js';
import { html, useState } from '../html.js';
import { Chart } from '../parts/chart.js';
import { Loaded, useEvery, useLoad } from '../parts/load.js';
import { Denied, Notice, Pill, Problem } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { to } from '../parts/place.js';
import { Table } from '../parts/table.js';
import { fromNow, moment } from '../parts/time.js';
import { parse, rates, sums } from '../prometheus.js';
import { LATEST, latestRefusals } from './refusals.js';

const POLL = 5000;
const WINDOW = 15 * 60;
const SHORTEST = 2 * 60;
const MOST = 6;
const KEPT = (WINDOW * 1000) / POLL + 1;

/** Statuses by which sys/health says a state, and no error. */
const HEALTH = [429, 472, 473, 501, 503];

/** How far back failed logins go, how often they are read, and from how many mounts. */
const LATELY = 60 * 60 * 1000;
const POLL_LOGINS = 30000;
const MOST_MOUNTS = 20;

/** The page. */
export function Overview({ rights }) {
  const health = useLoad(state, []);
  useEvery(health.again, POLL * 2);
  return html`<${Page} title="Overview">
    <div class="cards">
      <${Card} title="Server">
        <${Loaded} of=${health}>${(value) => html`<${Server} ...${value} />`}<//>
      <//>
      <${Nodes} />
      <${FailedLogins} mounts=${rights.mounts.offering('refusals')} />
      <${Graphs} />
      <${Mounts} />
    </div>
  <//>`;
}

async function state() {
  const [health, seal] = await Promise.all([
    call('GET', 'sys/health', { token: '', accept: HEALTH }),
    call('GET', 'sys/seal-status', { token: '' }),
  ]);
  return { health, seal };
}

function Server({ health, seal }) {
  const state = !health.initialized
    ? ['bad', 'not initialised']
    : health.sealed
      ? ['bad', 'sealed']
      : health.standby
        ? ['warning', 'standby']
        : ['good', 'active'];
  return html`<${Facts}
    of=${[
      ['State', html`<${Pill} kind=${state[0]}>${state[1]}<//>`],
      ['Version', seal.azimuth_version],
      ['Compatible with Vault', seal.version],
      ['Seal', `${seal.type}, ${seal.sealed ? 'sealed' : 'unsealed'}`],
      seal.sealed && seal.t > 0 ? ['Key shares', `${seal.progress} of ${seal.t}`] : ['', ''],
      ['Storage', seal.storage_type],
      ['Server time', moment(health.server_time_utc)],
      ['Cluster', health.cluster_name],
    ]}
  />`;
}

function Nodes() {
  const nodes = useLoad(
    async () => ({
      leader: await call('GET', 'sys/leader', {}),
      nodes: (await read('sys/ha-status')).nodes,
    }),
    [],
  );
  useEvery(nodes.again, POLL * 2);
  return html`<${Card} title="Nodes">
    <${Loaded} of=${nodes}>
      ${({ leader, nodes }) => html`
        <${Facts}
          of=${[
            ['High availability', leader.ha_enabled ? 'on' : 'off'],
            ['Leader', leader.leader_address],
          ]}
        />
        <${Table}
          caption="Nodes"
          columns=${['Node', 'Role', 'Release', 'Last seen']}
          rows=${nodes.map((node) => [
            node.hostname || node.api_address || 'this node',
            html`<${Pill} kind=${node.active_node ? 'good' : 'plain'}>
              ${node.active_node ? 'active' : 'standby'}
            <//>`,
            node.azimuth_version || 'unknown',
            node.last_echo ? fromNow(node.last_echo) : 'now',
          ])}
        />
      `}
    <//>
  <//>`;
}

/** What failed of the logins of a mount within the last hour, or why that is not known. */
async function failedAt(mount) {
  const lately = (it) => it && Date.now() - new Date(it.time) < LATELY;
  try {
    const { missing, refusals, undecided } = await latestRefusals(mount);
    if (missing) {
      return { mount, missing };
    }
    const latest = undecided && undecided.latest;
    return {
      mount,
      refusals: refusals.filter(lately),
      undecided: lately(latest) ? { count: undecided.count, ...latest } : null,
    };
  } catch (error) {
    return error.denied ? { mount, denied: `auth/${mount}/refusals` } : { mount, error };
  }
}

function FailedLogins({ mounts }) {
  const asked = mounts.slice(0, MOST_MOUNTS);
  const failed = useLoad(() => Promise.all(asked.map(failedAt)), [asked.join()]);
  useEvery(failed.again, POLL_LOGINS);
  if (mounts.length === 0) {
    return '';
  }
  return html`<${Card} title="Failed logins" wide>
    <${Loaded} of=${failed}>
      ${(all) => html`<${Failed}
        of=${all.filter((it) => !it.missing)}
        unasked=${mounts.length - asked.length}
      />`}
    <//>
  <//>`;
}

function Failed({ of, unasked }) {
  if (of.length === 0) {
    return html`<p class="muted">This server keeps no list of refusals.</p>`;
  }
  const known = of.filter((it) => it.refusals);
  const some = known.filter((it) => it.undecided || it.refusals.length > 0);
  const complete = known.length === of.length && unasked === 0;
  return html`
    ${of.filter((it) => it.error).map((it) => html`<${NotRead} key=${it.mount} ...${it} />`)}
    ${some.map((it) => html`<${FailedAt} key=${it.mount} ...${it} />`)}
    ${
      complete &&
      some.length === 0 &&
      html`<p class="muted">No login failed at this server within the last hour.</p>`
    }
    ${of
      .filter((it) => it.denied)
      .map((it) => html`<${Denied} key=${it.mount} capability="read" path=${it.denied} />`)}
    ${unasked > 0 && html`<p class="muted">Mounts that were not asked: ${unasked}.</p>`}
  `;
}

function NotRead({ mount, error }) {
  return html`
    <p>The failed logins of <code>${mount}</code> are not known:</p>
    <${Problem} error=${error} live=${false} />
  `;
}

function FailedAt({ mount, refusals, undecided }) {
  const more = html`<a href=${to('refusals', mount)}>Why?</a>`;
  const number =
    refusals.length === LATEST ? `${refusals.length} or more` : String(refusals.length);
  return html`
    ${
      undecided &&
      html`<${Notice} kind="bad" title=${`Logins of ${mount} end without a decision.`}>
        <p>The latest one, ${fromNow(undecided.time)}: ${undecided.sentence}</p>
        <p class="muted">Since the server started: ${undecided.count}. ${more}</p>
      <//>`
    }
    ${
      refusals.length > 0 &&
      html`<p>
        Refused at <code>${mount}</code> within the last hour: ${number}.
        ${reasons(refusals).map((code) => html` <${Pill} kind="bad">${code}<//>`)}
        ${' '}${more}
      </p>`
    }
  `;
}

/** The reasons of refusals, the most frequent first. */
function reasons(refusals) {
  const counts = {};
  refusals.forEach((it) =>
    it.reasons.forEach(({ code }) => {
      counts[code] = (counts[code] || 0) + 1;
    }),
  );
  return Object.keys(counts)
    .sort((one, other) => counts[other] - counts[one])
    .slice(0, MOST);
}

function Mounts() {
  const auth = useLoad(() => read('sys/auth'), []);
  const engines = useLoad(() => read('sys/mounts'), []);
  const rows = (table, prefix) =>
    Object.entries(table).map(([path, mount]) => [
      html`<code>${prefix}${path}</code>`,
      mount.type + (mount.options && mount.options.version ? ` ${mount.options.version}` : ''),
      mount.description,
      html`<code>${mount.accessor}</code>`,
    ]);
  const columns = ['Path', 'Type', 'Description', 'Accessor'];
  return html`<${Card} title="Mounts" wide>
    <h3>Auth methods</h3>
    <${Loaded} of=${auth}>
      ${(table) =>
        html`<${Table} caption="Auth methods" columns=${columns} rows=${rows(table, 'auth/')} />`}
    <//>
    <h3>Secrets engines</h3>
    <${Loaded} of=${engines}>
      ${(table) =>
        html`<${Table} caption="Secrets engines" columns=${columns} rows=${rows(table, '')} />`}
    <//>
  <//>`;
}

/** The readings of this session, so that a graph goes on when its page is shown again. */
const readings = [];
let reader = '';

// What one user read is not shown to the next one of this tab.
function forgetOthers() {
  if (reader !== session.token) {
    readings.length = 0;
    reader = session.token;
  }
}

async function reading() {
  forgetOthers();
  const samples = parse(await readText('sys/metrics', { format: 'prometheus' }));
  readings.push({ time: Date.now() / 1000, samples });
  readings.splice(0, Math.max(0, readings.length - KEPT));
}

/** The growth per second of a counter, between each two readings. */
function growth(name, by) {
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

const linesOf = (points) => [...new Set(points.flatMap((it) => Object.keys(it.values)))].sort();

function Graphs() {
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
