// Why logins were refused, and the dry run of a token.
import { list, read, write } from '../api.js';
import { html, useState } from '../html.js';
import { Form, TextArea, TextField } from '../parts/form.js';
import { Icon } from '../parts/icons.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Notice, Pill, Problem } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { chosen, MountChoice, NoMount, to } from '../parts/place.js';
import { mono, Table } from '../parts/table.js';
import { duration, fromNow, moment } from '../parts/time.js';

const LATEST = 50;
const SHOWN = 8;

/** The page; its second argument is the role of the dry run. */
export function Refusals({ args, rights }) {
  const mount = chosen(rights.mounts.azure, args[0]);
  const title = 'Why was this refused?';
  if (!mount) {
    return html`<${Page} title=${title}><${NoMount} type="azure" /><//>`;
  }
  const choice = html`<${MountChoice} page="refusals" mounts=${rights.mounts.azure} mount=${mount} />`;
  const trial = html`<${DryRun} mount=${mount} role=${args[1] || ''} />`;
  const latest = html`<${Latest} mount=${mount} />`;
  return html`<${Page} title=${title} actions=${choice}>
    ${args[1] ? [trial, latest] : [latest, trial]}
  <//>`;
}

function Latest({ mount }) {
  const [all, setAll] = useState(false);
  const refusals = useLoad(async () => {
    try {
      return await read(`auth/${mount}/refusals`, { limit: String(LATEST) });
    } catch (error) {
      if (error.absent || error.status === 405) {
        return { missing: true };
      }
      throw error;
    }
  }, [mount]);
  const again = html`<button type="button" onClick=${refusals.again}>
    <${Icon} name="rotate" />Look again
  </button>`;
  return html`<${Card} title="Latest refusals" actions=${again}>
    <${Loaded} of=${refusals}>
      ${(it) => {
        if (it.missing) {
          return html`<p class="muted">
            This server keeps no list of refusals. Its log and its audit log have them.
          </p>`;
        }
        if (it.refusals.length === 0) {
          return html`<p class="muted">No login was refused since the server started.</p>`;
        }
        const shown = all ? it.refusals : it.refusals.slice(0, SHOWN);
        const more = it.refusals.length - shown.length;
        return html`
          ${it.kept_by && html`<p class="muted">Kept by ${it.kept_by}.</p>`}
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

function Refusal({ of, mount }) {
  return html`<details>
    <summary>
      <${Icon} name="chevron" />
      <span class="when" title=${moment(of.time)}>${fromNow(of.time)}</span>
      <span class="what">
        <b>${of.role || 'no role'}</b>
        ${of.reasons.map((reason) => html` <${Pill} kind="bad">${reason.code}<//>`)}
      </span>
      <span class="muted">${machine(of.resource) || of.principal || of.client_address}</span>
    </summary>
    <${Facts}
      of=${[
        ['Time', moment(of.time)],
        ['Role', of.role && html`<a href=${to('roles', mount, of.role)}>${of.role}</a>`],
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
        mono(reason.code),
      ])}
    />
  </details>`;
}

function machine(resource) {
  return resource ? resource.split('/').pop() : '';
}

const NAMES = ['subscription_id', 'resource_group_name', 'vm_name', 'vmss_name', 'resource_id'];

function DryRun({ mount, role: first }) {
  const roles = useLoad(() => list(`auth/${mount}/role`).catch(() => []), [mount]);
  const [role, setRole] = useState(first);
  const [jwt, setJwt] = useState('');
  const [names, setNames] = useState({});
  const [state, setState] = useState({ busy: false, error: null, result: null });
  const run = async () => {
    setState({ busy: true, error: null, result: null });
    try {
      const given = Object.entries(names).filter(([, value]) => value.trim() !== '');
      const answer = await write(`auth/${mount}/login/explain`, {
        role: role.trim(),
        jwt: jwt.trim(),
        ...Object.fromEntries(given),
      });
      setState({ busy: false, error: null, result: { ...answer.data, role: role.trim() } });
    } catch (error) {
      setState({ busy: false, error, result: null });
    }
  };
  return html`<${Card} title="Try a token">
    <${Form} onSubmit=${run}>
      <div class="fields two">
        <${TextField} label="Role" value=${role} onValue=${setRole} list="roles" />
        <datalist id="roles">
          ${(roles.value || []).map((it) => html`<option value=${it}></option>`)}
        </datalist>
        <${TextArea}
          label="Token of Azure"
          value=${jwt}
          onValue=${setJwt}
          rows=${2}
          class="mono secret"
          help="The login is tried with all its checks, and nothing is issued."
        />
      </div>
      <details class="more">
        <summary>What the machine says of itself</summary>
        <div class="fields">
          ${NAMES.map(
            (name) => html`<${TextField}
              key=${name}
              label=${name}
              value=${names[name] || ''}
              onValue=${(value) => setNames({ ...names, [name]: value })}
            />`,
          )}
        </div>
      </details>
      <button type="submit" class="primary" disabled=${state.busy || !role.trim() || !jwt.trim()}>
        Show each check
      </button>
    <//>
    ${state.error && html`<${Problem} error=${state.error} />`}
    ${state.result && html`<${Checks} of=${state.result} mount=${mount} />`}
  <//>`;
}

const OUTCOMES = {
  passed: ['check', 'good'],
  failed: ['cross', 'bad'],
  skipped: ['skip', 'plain'],
};

/** Each check of a dry run: those that failed first, those that were skipped behind a click. */
function Checks({ of, mount }) {
  const withOutcome = (outcome) => of.checks.filter((it) => it.outcome === outcome);
  const skipped = withOutcome('skipped');
  return html`<div class="checks">
    ${
      of.granted
        ? html`<${Notice} kind="good" live title="The login would be granted." />`
        : html`<${Notice} kind="bad" live title="The login would be refused.">
          <p>
            <a href=${to('roles', mount, of.role)}>Open the role ${of.role}</a> to repair it.
          </p>
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
