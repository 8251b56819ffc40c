// Why logins were refused, and the dry run of a token.
import { list, write } from '../api.js';
import { latestRefusals, ROLE_UNKNOWN, roleAt, unprovedUses } from '../attention/failedlogins.js';
import { fieldsAt, sent, shown } from '../fields.js';
import { html, useState } from '../html.js';
import { Control } from '../parts/control.js';
import { Form, TextArea, TextField } from '../parts/form.js';
import { Icon } from '../parts/icons.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Notice, Pill, Problem } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { chosen, MountChoice, NoMount, to } from '../parts/place.js';
import { sentence } from '../parts/sentence.js';
import { mono, Table } from '../parts/table.js';
import { duration, fromNow, moment } from '../parts/time.js';

const SHOWN = 8;

/** The page; its second argument is the role of the dry run. */
export function Refusals({ args, rights }) {
  const { offering } = rights.mounts;
  const mounts = offering('refusals');
  const mount = chosen(mounts, args[0]);
  const title = 'Why was this refused?';
  if (!mount) {
    return html`<${Page} title=${title}><${NoMount} page="refusals" /><//>`;
  }
  const choice = html`<${MountChoice} page="refusals" mounts=${mounts} mount=${mount} />`;
  const trial =
    offering('login/explain').includes(mount) &&
    html`<${DryRun} mount=${mount} role=${args[1] || ''} />`;
  const latest = html`<${Latest} mount=${mount} />`;
  return html`<${Page} title=${title} actions=${choice}>
    <${Unproved} />
    ${args[1] ? [trial, latest] : [latest, trial]}
  <//>`;
}

function Latest({ mount }) {
  const [all, setAll] = useState(false);
  const [filter, setFilter] = useState('');
  const refusals = useLoad(() => latestRefusals(mount), [mount]);
  const again = html`<button type="button" onClick=${refusals.again}>
    <${Icon} name="rotate" />Refresh
  </button>`;
  return html`<${Card} title="Latest refusals" actions=${again}>
    <${Loaded} of=${refusals}>
      ${(it) => {
        if (it.missing) {
          return html`<p class="muted">
            This server keeps no list of refusals. Its log and its audit log have them.
          </p>`;
        }
        const undecided = html`<${Undecided} of=${it.undecided} />`;
        if (it.refusals.length === 0) {
          return html`${undecided}
            <p class="muted">No login was refused since the server started.</p>`;
        }
        const found = it.refusals.filter((one) => has(one, filter));
        const shown = all ? found : found.slice(0, SHOWN);
        const more = found.length - shown.length;
        return html`
          ${undecided}
          ${it.kept_by && html`<p class="muted">Kept by ${it.kept_by}.</p>`}
          <div class="tools">
            <${TextField} label="Filter" type="search" value=${filter} onValue=${setFilter} />
          </div>
          ${found.length === 0 && html`<p class="muted">No refusal has this in it.</p>`}
          ${
            found.length > 0 &&
            html`<p class="refusals-head" aria-hidden="true">
              <span></span><span>When</span><span>Role and reasons</span><span>Caller</span>
            </p>`
          }
          <ul class="refusals">
            ${shown.map(
              (one) => html`<li key=${one.request_id}><${Refusal} of=${one} mount=${mount} /></li>`,
            )}
          </ul>
          ${
            more > 0 &&
            html`<button type="button" onClick=${() => setAll(true)}>Show ${more} more</button>`
          }
        `;
      }}
    <//>
  <//>`;
}

/** Whether a refusal has a text in what is shown of it. */
function has(refusal, text) {
  return JSON.stringify(Object.values(refusal)).toLowerCase().includes(text.trim().toLowerCase());
}

/** The logins that ended without a decision, because another system did not answer. */
function Undecided({ of }) {
  if (!of || of.count === 0) {
    return '';
  }
  const { time, sentence, client_address: client, request_id: request } = of.latest;
  const since = of.granted_since > 0 && ` Granted since then: ${of.granted_since}.`;
  return html`<${Notice}
    kind="warning"
    title=${`Logins without a decision since the server started: ${of.count}`}
  >
    <p>The latest one, ${fromNow(time)}: ${sentence}${since}</p>
    <p class="muted">${moment(time)}, from ${mono(client)}, request ${mono(request)}</p>
  <//>`;
}

/** The requests that were refused after a login, because their token is bound to another key. */
function Unproved() {
  const { value } = useLoad(unprovedUses, []);
  const title = 'Requests with a bound token and without its certificate since the server started';
  return value > 0
    ? html`<${Notice} kind="warning" title=${`${title}: ${value}`}>
        <p>
          A client lost the certificate of its login or renewed it, a proxy does not pass it on, or a
          token was taken. Audit records with <code>binding_not_proved</code> name its owner.
        </p>
      <//>`
    : '';
}

function Refusal({ of, mount }) {
  return html`<details>
    <summary>
      <${Icon} name="chevron" />
      <span class="when" title=${moment(of.time)}>${fromNow(of.time)}</span>
      <span class="what">
        <b>${of.role || 'no role'}</b>
        ${of.reasons.map((reason) => html` <${Pill} kind="bad">${reason.code}<//>`)}
      </span>
      <span class="muted">${callerOf(of)}</span>
    </summary>
    <${Facts}
      of=${[
        ['Time', moment(of.time)],
        ['Role', of.role && html`<${RoleOf} refusal=${of} mount=${mount} />`],
        ['Principal', mono(of.principal)],
        ['Resource', mono(of.resource)],
        ['Client', mono(of.client_address)],
        ['Request', html`<code>${of.request_id}</code>`],
      ]}
    />
    <${Table}
      even
      caption="Reasons"
      columns=${['Check', 'Expected', 'Found', 'Reason']}
      rows=${of.reasons.map((reason) => [
        mono(reason.check),
        mono(reason.expected),
        html`<code class="found">${reason.actual}</code>`,
        html`<a href=${to('codes', reason.code)}>${mono(reason.code)}</a>`,
      ])}
    />
    <${Meanings} reasons=${of.reasons} />
  </details>`;
}

/** The role that was asked for: a link to it, unless there is none. */
function RoleOf({ refusal: { role, reasons }, mount }) {
  return reasons.some(({ code }) => code === ROLE_UNKNOWN)
    ? html`${role} <span class="muted">(there is no such role)</span>`
    : html`<a href=${roleAt(mount, role, reasons[0])}>${role}</a>`;
}

/** Who was refused, in a word: the machine, else whose login it was, else the address. */
export function callerOf({ resource, principal, client_address: client }) {
  return (resource || '').split('/').pop() || principal || client;
}

/** What reasons mean and what to do, each once. */
export function Meanings({ reasons }) {
  const all = reasons
    .filter((it) => it.sentence)
    .map((it) => `${sentence(it.sentence)} ${sentence(it.hint)}`);
  return [...new Set(all)].map((it) => html`<p class="meaning">${it}</p>`);
}

/** What is sent where the server does not describe its login. */
const USUAL = ['role', 'jwt'].map((name) => ({ name, kind: 'text', help: '' }));

/** More parameters than these are behind a click, since a login of that many needs few of them. */
const AT_ONCE = 4;

const LABELS = { role: 'Role', jwt: 'Token' };

/** The parameters of a login of the mount, and the names of its roles. */
async function loginForm(mount) {
  const [fields, roles] = await Promise.all([
    fieldsAt(mount, 'login/explain'),
    list(`auth/${mount}/role`).catch(() => []),
  ]);
  return { fields: fields.length > 0 ? fields : USUAL, roles };
}

function DryRun({ mount, role }) {
  const form = useLoad(() => loginForm(mount), [mount]);
  const [values, setValues] = useState({ role });
  const [state, setState] = useState({ busy: false, error: null, result: null });
  const given = (fields) =>
    fields.filter((it) => it.name in values && String(values[it.name]).trim() !== '');
  const run = async (fields) => {
    setState({ busy: true, error: null, result: null });
    try {
      const body = given(fields).map((it) => [it.name, sent(it, trimmed(values[it.name]))]);
      const answer = await write(`auth/${mount}/login/explain`, Object.fromEntries(body));
      setState({ busy: false, error: null, result: answer.data });
    } catch (error) {
      setState({ busy: false, error, result: null });
    }
  };
  const set = (name) => (value) => setValues({ ...values, [name]: value });
  return html`<${Card} title="Try a login">
    <${Loaded} of=${form}>
      ${({ fields, roles }) => html`<${Form} onSubmit=${() => run(fields)}>
        <${LoginFields} fields=${fields} roles=${roles} values=${values} set=${set} />
        <p class="help">The login is tried with all its checks, and nothing is issued.</p>
        <button
          type="submit"
          class="primary"
          disabled=${state.busy || given(fields.filter((it) => it.name !== 'role')).length === 0}
        >
          Run checks
        </button>
      <//>`}
    <//>
    ${state.error && html`<${Problem} error=${state.error} />`}
    ${
      state.result &&
      html`<${Checks} of=${state.result} mount=${mount} role=${values.role.trim()} />`
    }
  <//>`;
}

function trimmed(value) {
  return typeof value === 'string' ? value.trim() : value;
}

function LoginFields({ fields, roles, values, set }) {
  const first = fields.length > AT_ONCE ? 2 : AT_ONCE;
  const control = (it) =>
    html`<${LoginField}
      key=${it.name}
      field=${it}
      value=${values[it.name] ?? shown(it)}
      onValue=${set(it.name)}
    />`;
  const rest = fields.slice(first);
  return html`
    <div class="fields two">${fields.slice(0, first).map(control)}</div>
    <datalist id="roles">${roles.map((it) => html`<option value=${it}></option>`)}</datalist>
    ${
      rest.length > 0 &&
      html`<details class="more">
        <summary>More parameters</summary>
        <div class="fields">${rest.map(control)}</div>
      </details>`
    }
  `;
}

function LoginField({ field, value, onValue }) {
  const common = { field, label: LABELS[field.name] || field.name, value, onValue };
  return field.name === 'role'
    ? html`<${Control} ...${common} list="roles" />`
    : html`<${Control} ...${common} text=${Hidden} />`;
}

/** Text that may be a token or a password. */
function Hidden(props) {
  return html`<${TextArea} ...${props} rows=${2} class="mono secret" />`;
}

const OUTCOMES = {
  passed: ['check', 'good'],
  failed: ['cross', 'bad'],
  skipped: ['skip', 'plain'],
};

/** Each check of a dry run: those that failed first, those that were skipped behind a click. */
function Checks({ of, mount, role }) {
  const withOutcome = (outcome) => of.checks.filter((it) => it.outcome === outcome);
  const skipped = withOutcome('skipped');
  const [failed] = withOutcome('failed');
  return html`<div class="checks">
    ${
      of.granted
        ? html`<${Notice} kind="good" live title="The login would be granted." />`
        : html`<${Notice} kind="bad" live title="The login would be refused.">
          ${
            role &&
            failed &&
            failed.reason !== ROLE_UNKNOWN &&
            html`<p>
              <a href=${roleAt(mount, role, failed)}>Open the role ${role}</a> to repair it.
            </p>`
          }
          <//>`
    }
    <${CheckTable} caption="Checks" checks=${[...withOutcome('failed'), ...withOutcome('passed')]} />
    ${
      skipped.length > 0 &&
      html`<details>
      <summary>${skipped.length} checks were skipped</summary>
      <${CheckTable} caption="Skipped checks" checks=${skipped} />
    </details>`
    }
    ${of.token_preview && html`<${Preview} of=${of.token_preview} />`}
  </div>`;
}

function CheckTable({ caption, checks }) {
  return html`<${Table}
    even
    caption=${caption}
    columns=${['Check', 'Outcome', 'Expected', 'Found', 'What to do']}
    rows=${checks.map((it) => {
      const [icon, kind] = OUTCOMES[it.outcome] || OUTCOMES.skipped;
      return [
        mono(it.check),
        html`<${Pill} kind=${kind}><${Icon} name=${icon} />${it.outcome}<//>`,
        mono(it.expected),
        mono(it.actual),
        it.hint && html`${it.hint}${it.reason && html` <code class="muted">${it.reason}</code>`}`,
      ];
    })}
  />`;
}

function Preview({ of }) {
  return html`<h3>The token that it would issue</h3>
    <${Facts}
      of=${[
        ['Policies', (of.policies || []).join(', ')],
        ['Lives', duration(of.ttl)],
        ['At most', of.max_ttl ? duration(of.max_ttl) : ''],
        ['Renewable', of.renewable ? 'yes' : 'no'],
        ['Type', of.type],
        ['Alias', of.alias && html`<code>${of.alias}</code>`],
      ]}
    />`;
}
