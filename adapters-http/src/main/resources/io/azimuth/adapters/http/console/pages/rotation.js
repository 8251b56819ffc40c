// The server's own credential of a mount: what it is, how a rotation goes, what is left behind.
import { read, write } from '../api.js';
import { acknowledgements, reasonFor } from '../attention/acknowledged.js';
import { adviceOn, askAzure, codesOf, isSignIn, newAdvice, servicesOf } from '../attention/azure.js';
import { useMay } from '../editing/may.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Copy } from '../parts/copy.js';
import { Confirm } from '../parts/dialog.js';
import { Icon } from '../parts/icons.js';
import { Loaded, useEvery, useLoad } from '../parts/load.js';
import { Notice, Pill, Problem } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { chosen, MountChoice, NoMount, to } from '../parts/place.js';
import { Table } from '../parts/table.js';
import { fromNow, moment } from '../parts/time.js';

const POLL = 10000;
const POLL_WHILE_PENDING = 2000;

const STEPS = [
  ['intended', 'Add', 'The intent is stored, and a password is added in Azure.'],
  ['proving', 'Prove', 'The new secret must get three tokens in a row. The old one is in use.'],
  ['cleaning', 'Clean up', 'The new secret is in use. The old one is removed.'],
];

/** The page of a mount. */
export function Rotation({ args, rights }) {
  const mount = chosen(rights.mounts.azure, args[0]);
  if (!mount) {
    return html`<${Page} title="Rotation"><${NoMount} type="azure" page="rotation" /><//>`;
  }
  const choice = html`<${MountChoice} page="rotation" mounts=${rights.mounts.azure} mount=${mount} />`;
  return html`<${Page} title="Rotation" actions=${choice}>
    <${Status} mount=${mount} />
  <//>`;
}

function Status({ mount }) {
  const status = useLoad(() => load(mount), [mount]);
  const pending = status.value && status.value.pending_rotation;
  useEvery(status.again, pending ? POLL_WHILE_PENDING : POLL);
  return html`<${Loaded} of=${status}>
    ${(it) => html`<div class="cards">
      <${Card}
        title="Rotation"
        wide
        actions=${html`<${Rotate} mount=${mount} pending=${it.pending_rotation} again=${status.again} />`}
      >
        <${Timeline} pending=${it.pending_rotation} last=${it.rotation.last} />
        <${Past} of=${it.rotation} />
      <//>
      <${Card} title="Credential"><${Credential} mount=${mount} status=${it} /><//>
      <${Card} title="Azure" actions=${html`<${Ask} mount=${mount} again=${status.again} />`}>
        <${Services} of=${it} />
      <//>
      <${Card} title="Leftovers" wide><${Leftovers} of=${it.leftover_credentials} /><//>
      ${
        it.advice.length > 0 &&
        html`<${Card} title="Advice" wide>
        <ul class="points">${it.advice.map((line) => html`<${Advised} line=${line} reason=${it.reasons.get(line)} />`)}</ul>
      <//>`
      }
    </div>`}
  <//>`;
}

/** The status, and why advice in it is not followed. */
async function load(mount) {
  const [status, all] = await Promise.all([
    read(`auth/${mount}/config/status`),
    acknowledgements(),
  ]);
  const reasons = [...codesOf(status)].map(([line, code]) => [line, reasonFor(all, code, mount)]);
  const advice = newAdvice(status);
  return { ...status, advice, all: status.advice, reasons: new Map(reasons) };
}

function Advised({ line, reason }) {
  return reason
    ? html`<li class="muted">${line}. Acknowledged: ${reason}</li>`
    : html`<li>${line}</li>`;
}

function Timeline({ pending, last }) {
  if (pending && pending.state === 'abandoning') {
    return html`<${Notice} kind="warning" live>
      The rotation failed or was cancelled, and its password is being removed,
      since ${fromNow(pending.since)}.
    <//>`;
  }
  const at = pending ? STEPS.findIndex(([state]) => state === pending.state) : -1;
  const place = (i) =>
    !pending ? (last ? 'done' : 'open') : i < at ? 'done' : i === at ? 'now' : 'open';
  return html`<ol class="timeline" aria-label="Steps of a rotation">
    ${STEPS.map(
      (
        [state, name, what],
        i,
      ) => html`<li class=${place(i)} aria-current=${i === at ? 'step' : undefined}>
        <b>${name}</b> <code class="muted">${state}</code>
        <p>${what}</p>
        ${i === at && html`<p class="since">since ${moment(pending.since)}</p>`}
      </li>`,
    )}
    <li class=${pending || !last ? 'open' : 'done'}>
      <b>Done</b>
      <p>${last ? `Last on ${moment(last)}.` : 'It was never rotated here.'}</p>
    </li>
  </ol>`;
}

function Past({ of }) {
  const failed = of.last_failure && (!of.last || of.last_failure_at > of.last);
  return html`
    ${
      of.last_failure &&
      html`<${Notice} kind=${failed ? 'bad' : 'info'} title=${failed ? 'The last attempt failed.' : 'An earlier attempt failed.'}>
      <p>${of.last_failure}</p>
      <p class="muted">${moment(of.last_failure_at)}</p>
    <//>`
    }
    <p class="muted">
      ${of.next ? `Next rotation ${fromNow(of.next)}, on ${moment(of.next)}.` : 'Not scheduled.'}
    </p>
  `;
}

function Credential({ mount, status }) {
  const of = status.credential;
  const [refused] = servicesOf(status)
    .map(({ health }) => health.ok === false && health.last_error)
    .filter(isSignIn);
  const configuration = html`<p>
    <a href=${to('mounts', 'auth', mount)}>Configuration of ${mount}</a>
  </p>`;
  return html`<${Facts}
      of=${[
        ['Kind', of.kind],
        ['Client', of.client_id && html`<code>${of.client_id}</code>`],
        ['Comes from', of.source],
        [
          'Expires',
          of.expires &&
            html`${moment(of.expires)} <${Pill} kind=${end(of.expires)}>${fromNow(of.expires)}<//>`,
        ],
      ]}
    />
    ${of.problem && html`<${Notice} kind="bad"><p>${of.problem}</p>${configuration}<//>`}
    ${
      refused &&
      html`<${Notice} kind="bad" title="Entra ID refuses this credential.">
        <p>${adviceOn(refused, status.all) || refused}</p>
        ${configuration}
      <//>`
    }`;
}

/** A button that has the server ask Azure now. */
function Ask({ mount, again }) {
  const [state, setState] = useState({ busy: false, error: null });
  const ask = async () => {
    setState({ busy: true, error: null });
    try {
      await askAzure(mount);
      await again();
      announce('Azure was asked');
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<button type="button" disabled=${state.busy} onClick=${ask}>
      <${Icon} name="rotate" />${state.busy ? 'Asking …' : 'Ask Azure now'}
    </button>
    ${state.error && html`<${Problem} error=${state.error} />`}`;
}

function end(expires) {
  const days = (new Date(expires) - Date.now()) / 86400000;
  return days < 7 ? 'bad' : days < 30 ? 'warning' : 'good';
}

function Services({ of }) {
  return html`<${Table}
    caption="Services of Azure"
    columns=${['Service', 'State', 'Took', 'Last success']}
    rows=${servicesOf(of).map(({ name, health: it }) => [
      name,
      html`<${Pill} kind=${it.ok === null ? 'plain' : it.ok ? 'good' : 'bad'}>
          ${it.ok === null ? 'not asked yet' : it.ok ? 'good' : 'failed'}
        <//>
        ${it.last_error && html`<p class="help">${it.last_error}, ${fromNow(it.last_error_at)}</p>`}`,
      it.latency_ms === null ? '' : `${it.latency_ms}\u00a0ms`,
      fromNow(it.last_success),
    ])}
  />`;
}

function Leftovers({ of }) {
  return html`<${Table}
    caption="Passwords that stayed in Azure"
    columns=${['Password', 'Why it stayed', 'Command that removes it']}
    empty="No password was left in Azure."
    rows=${of.map((it) => [
      html`<code>${it.display_name || it.key_id}</code>
        <p class="help">key ${it.key_id}${it.expires && `, expires ${fromNow(it.expires)}`}</p>`,
      it.reason,
      html`<code>${it.command}</code> <${Copy} text=${it.command} name="the command" />`,
    ])}
  />`;
}

function Rotate({ mount, pending, again }) {
  const [asking, setAsking] = useState(false);
  const path = `auth/${mount}/rotate-root`;
  const may = useMay(path);
  if (!may(path, 'create', 'update')) {
    return '';
  }
  const act = async () => {
    await write(path);
    announce('The rotation has begun');
    await again();
  };
  return html`<button type="button" disabled=${Boolean(pending)} onClick=${() => setAsking(true)}>
      <${Icon} name="rotate" />Rotate now
    </button>
    ${
      asking &&
      html`<${Confirm}
      title=${`Rotate the secret of ${mount}?`}
      action="Rotate"
      danger=${false}
      onDo=${act}
      onClose=${() => setAsking(false)}
    >
      <p>
        The server adds a new password to its application, proves it for half a minute, uses it, and
        removes the old one. Logins go on meanwhile.
      </p>
    <//>`
    }`;
}
