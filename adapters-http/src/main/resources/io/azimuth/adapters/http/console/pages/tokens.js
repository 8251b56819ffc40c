// Tokens by their accessors. A token itself is never shown.
import { call, write } from '../api.js';
import { useMay } from '../editing/may.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Copy } from '../parts/copy.js';
import { Confirm } from '../parts/dialog.js';
import { Form, TextField } from '../parts/form.js';
import { Listing } from '../parts/listing.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Name } from '../parts/name.js';
import { Pill } from '../parts/notice.js';
import { Card, Facts, Page } from '../parts/page.js';
import { go, to } from '../parts/place.js';
import { duration, fromNow, moment } from '../parts/time.js';

const REVOKE = 'auth/token/revoke-accessor';

/** The page: all tokens, or the one of an accessor. */
export function Tokens({ args, rights }) {
  return args[0]
    ? html`<${Token} accessor=${args[0]} own=${own(rights)} />`
    : html`<${AllTokens} own=${own(rights)} />`;
}

function own(rights) {
  return rights.self ? rights.self.accessor : '';
}

function AllTokens({ own }) {
  const [wanted, setWanted] = useState('');
  return html`<${Page} title="Tokens">
    <${Card} title="Find a token">
      <${Form} class="line-form" onSubmit=${() => wanted.trim() && go('tokens', wanted.trim())}>
        <${TextField} label="Accessor" value=${wanted} onValue=${setWanted} />
        <button type="submit" disabled=${!wanted.trim()}>Look up</button>
        ${own && html`<a class="button" href=${to('tokens', own)}>Your token</a>`}
      <//>
    <//>
    <${Card} title="All tokens">
      <${Listing}
        caption="Tokens"
        path="auth/token/accessors"
        paged
        columns=${['Accessor', 'Name', 'Policies', 'Lives']}
        detail=${lookUp}
        row=${(accessor, token) => [
          html`<a href=${to('tokens', accessor)}><code>${accessor}</code></a>
            ${accessor === own && html`<span class="tag">yours</span>`}`,
          token && html`<${Name} of=${token.display_name} />`,
          token && token.policies.join(', '),
          token && (token.ttl ? duration(token.ttl) : 'never expires'),
        ]}
      />
    <//>
  <//>`;
}

async function lookUp(accessor) {
  return (await call('POST', 'auth/token/lookup-accessor', { body: { accessor } })).data;
}

function Token({ accessor, own }) {
  const mine = accessor === own;
  const token = useLoad(
    async () => (mine ? (await call('GET', 'auth/token/lookup-self')).data : lookUp(accessor)),
    [accessor],
  );
  const [asking, setAsking] = useState(false);
  const may = useMay(REVOKE);
  const revoke = async () => {
    await write(REVOKE, { accessor });
    announce('The token is revoked');
    go('tokens');
  };
  const actions =
    token.value &&
    may(REVOKE, 'create', 'update') &&
    html`<button type="button" class="danger" onClick=${() => setAsking(true)}>Revoke</button>`;
  return html`<${Page} title="Token" actions=${actions}>
    <p class="trail"><a href=${to('tokens')}>Tokens</a></p>
    <${Card} title=${accessor}>
      <${Loaded} of=${token}>
        ${(it) => html`<${Facts}
          of=${[
            [
              'Accessor',
              html`<code>${accessor}</code> <${Copy} text=${accessor} name="the accessor" />`,
            ],
            ['Name', html`${it.display_name} ${mine && html`<span class="tag">yours</span>`}`],
            [
              'Policies',
              it.policies.map(
                (name) => html`<a class="item" href=${to('policies', name)}>${name}</a> `,
              ),
            ],
            ['Of the identity', (it.identity_policies || []).join(', ')],
            ['Created by', html`<code>${it.path}</code>`],
            ['Created', moment(it.creation_time)],
            [
              'Lives',
              it.ttl
                ? `${duration(it.ttl)}, until ${moment(it.expire_time)} (${fromNow(it.expire_time)})`
                : 'never expires',
            ],
            ['Type', html`<${Pill}>${it.type}<//> ${it.orphan ? 'orphan' : ''}`],
            ['Uses left', it.num_uses || 'no limit'],
            ['Period', it.period ? duration(it.period) : ''],
            ['Entity', it.entity_id && html`<code>${it.entity_id}</code>`],
            ...Object.entries(it.meta || {}).map(([name, value]) => [
              name,
              value && html`<code>${value}</code>`,
            ]),
          ]}
        />`}
      <//>
    <//>
    ${
      asking &&
      html`<${Confirm}
      title="Revoke this token?"
      action="Revoke"
      onDo=${revoke}
      onClose=${() => setAsking(false)}
    >
      <p>
        It and its children end at once.
        ${mine && html` <b>It is the one that you use: you will be logged out.</b>`}
      </p>
    <//>`
    }
  <//>`;
}
