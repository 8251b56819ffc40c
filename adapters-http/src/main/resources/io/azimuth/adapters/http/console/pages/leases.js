// Leases below a prefix.
import { write } from '../api.js';
import { useMay } from '../editing/may.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Confirm } from '../parts/dialog.js';
import { Form, TextField } from '../parts/form.js';
import { Listing } from '../parts/listing.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Name } from '../parts/name.js';
import { Pill } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { go, to } from '../parts/place.js';
import { duration, fromNow, moment } from '../parts/time.js';

const REVOKE = 'sys/leases/revoke';

/** The page: a prefix, which is empty or ends in a slash, or a lease. */
export function Leases({ args }) {
  const path = args[0] || '';
  return path && !path.endsWith('/')
    ? html`<${Lease} id=${path} />`
    : html`<${Prefix} prefix=${path} />`;
}

function Trail({ path }) {
  const steps = path.split('/').filter((it) => it !== '');
  return html`<nav class="trail" aria-label="Path">
    <a href=${to('leases')}>Leases</a>
    ${steps.map((step, i) => {
      const upTo = steps.slice(0, i + 1).join('/');
      return html` <span class="muted">/</span>${' '}
        ${
          i === steps.length - 1
            ? html`<span aria-current="page">${step}</span>`
            : html`<a href=${to('leases', `${upTo}/`)}>${step}</a>`
        }`;
    })}
  </nav>`;
}

function Prefix({ prefix }) {
  const [revoked, setRevoked] = useState(0);
  const [wanted, setWanted] = useState('');
  const [asking, setAsking] = useState(false);
  const all = `sys/leases/revoke-prefix/${prefix.replace(/\/$/, '')}`;
  const may = useMay(all);
  const revoke = async () => {
    await write(all);
    announce('The leases are revoked');
    setRevoked(revoked + 1);
  };
  const actions =
    prefix &&
    may(all, 'create', 'update') &&
    html`<button type="button" class="danger" onClick=${() => setAsking(true)}>
      Revoke all below
    </button>`;
  return html`<${Page} title="Leases" actions=${actions}>
    <${Trail} path=${prefix} />
    <${Card} title=${prefix || 'All prefixes'}>
      <${Listing}
        caption="Leases"
        path=${`sys/leases/lookup/${prefix}`}
        version=${revoked}
        columns=${['Name']}
        empty="No leases below this prefix."
        row=${(key) => [html`<a href=${to('leases', prefix + key)}><${Name} of=${key} /></a>`]}
      />
    <//>
    <${Card} title="Find a lease">
      <${Form} class="line-form" onSubmit=${() => wanted.trim() && go('leases', wanted.trim())}>
        <${TextField} label="Lease" value=${wanted} onValue=${setWanted} />
        <button type="submit" disabled=${!wanted.trim()}>Look up</button>
      <//>
    <//>
    ${
      asking &&
      html`<${Confirm}
      title=${`Revoke all leases below ${prefix}?`}
      action="Revoke all"
      onDo=${revoke}
      onClose=${() => setAsking(false)}
    >
      <p>The tokens of these leases end at once.</p>
    <//>`
    }
  <//>`;
}

function Lease({ id }) {
  const lease = useLoad(
    async () => (await write('sys/leases/lookup', { lease_id: id })).data,
    [id],
  );
  const [asking, setAsking] = useState(false);
  const may = useMay(REVOKE);
  const revoke = async () => {
    await write(REVOKE, { lease_id: id, sync: true });
    announce('The lease is revoked');
    go('leases', id.replace(/[^/]*$/, ''));
  };
  const actions =
    lease.value &&
    may(REVOKE, 'create', 'update') &&
    html`<button type="button" class="danger" onClick=${() => setAsking(true)}>Revoke</button>`;
  return html`<${Page} title="Lease" actions=${actions}>
    <${Trail} path=${id} />
    <${Card} title=${id.split('/').pop()}>
      <${Loaded} of=${lease}>
        ${(it) => html`<${Facts}
          of=${[
            ['Lease', html`<code>${it.id}</code>`],
            ['Issued', moment(it.issue_time)],
            ['Renewed', moment(it.last_renewal)],
            [
              'Ends',
              it.expire_time ? `${moment(it.expire_time)} (${fromNow(it.expire_time)})` : 'never',
            ],
            ['Lives', it.ttl ? duration(it.ttl) : ''],
            ['Renewable', html`<${Pill}>${it.renewable ? 'yes' : 'no'}<//>`],
          ]}
        />`}
      <//>
    <//>
    ${
      asking &&
      html`<${Confirm}
      title="Revoke this lease?"
      action="Revoke"
      onDo=${revoke}
      onClose=${() => setAsking(false)}
    >
      <p>What it stands for ends at once.</p>
    <//>`
    }
  <//>`;
}
