// What needs you: the state of everything, failed logins, roles with warnings.
import { failedLogins, refusalFindings } from '../attention/failedlogins.js';
import { needing } from '../attention/finding.js';
import { gather } from '../attention/gather.js';
import { nameOf } from '../attention/nodes.js';
import { html } from '../html.js';
import { Acknowledged, Fine, Needing, Unknown } from '../parts/findings.js';
import { Icon } from '../parts/icons.js';
import { Loaded, useEvery, useLoad } from '../parts/load.js';
import { Notice } from '../parts/notice.js';
import { Card, Page } from '../parts/page.js';
import { FailedLogins } from './home/failedlogins.js';
import { LaxRoles } from './home/laxroles.js';

const POLL = 30000;

/** The page. */
export function Home({ rights }) {
  const mounts = rights.mounts.offering('refusals');
  const looked = useLoad(() => gather(rights), []);
  const failed = useLoad(() => failedLogins(mounts), [mounts.join()]);
  useEvery(looked.again, POLL);
  useEvery(failed.again, POLL);
  const again = html`<button type="button" onClick=${() => [looked, failed].forEach((it) => it.again())}>
    <${Icon} name="rotate" />Refresh
  </button>`;
  return html`<${Page} title="Home" actions=${again}>
    <${Loaded} of=${looked}>
      ${({ here, findings }) => html`
        <p class="muted">${here ? `Server ${nameOf(here)}` : `The server at ${location.host}`}</p>
        <${Attention} findings=${[...findings, ...refusalFindings(failed.value || [])]} />
      `}
    <//>
    <div class="cards">
      ${mounts.length > 0 && html`<${FailedLogins} of=${failed} total=${mounts.length} />`}
      <${LaxRoles} mounts=${rights.mounts.offering('role')} />
      <${Loaded} of=${looked}>${({ findings }) => html`<${Rest} findings=${findings} />`}<//>
    </div>
  <//>`;
}

function Attention({ findings }) {
  const count = needing(findings).length;
  const blind = findings.some((it) => it.level === 'unknown');
  if (count > 0) {
    return html`<section class="attention" aria-label="What needs you">
      <h2>${count === 1 ? 'One thing needs you' : `${count} things need you`}</h2>
      <${Needing} findings=${findings} />
    </section>`;
  }
  return blind
    ? html`<${Notice} title="Nothing that your token may look at needs you.">
        <p>It may not look at everything: see below.</p>
      <//>`
    : html`<${Notice} kind="good" title="Nothing needs you." />`;
}

function Rest({ findings }) {
  const has = (level) => findings.some((it) => it.level === level);
  return html`
    ${has('fine') && html`<${Card} title="Fine"><${Fine} findings=${findings} /><//>`}
    ${
      has('acknowledged') &&
      html`<${Card} title="Acknowledged"><${Acknowledged} findings=${findings} /><//>`
    }
    ${has('unknown') && html`<${Card} title="Not known"><${Unknown} findings=${findings} /><//>`}
  `;
}
