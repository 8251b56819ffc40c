// KV secrets: what there is below a path.
import { html, useState } from '../html.js';
import { Form, TextField } from '../parts/form.js';
import { Listing } from '../parts/listing.js';
import { Name } from '../parts/name.js';
import { Card, Page } from '../parts/page.js';
import { go, MountChoice, NoMount, to } from '../parts/place.js';
import { Secret } from './secret.js';

/** The page: a directory, whose path is empty or ends in a slash, or a secret. */
export function Secrets({ args, rights }) {
  const { kv } = rights.mounts;
  const mount = kv.find((it) => it.path === args[0]) || (args[0] ? null : kv[0]);
  if (!mount) {
    return html`<${Page} title="Secrets"><${NoMount} type="kv" /><//>`;
  }
  const path = args[1] || '';
  const trail = html`<${Trail} mount=${mount.path} path=${path} />`;
  if (path && !path.endsWith('/')) {
    return html`<${Secret} mount=${mount} path=${path} trail=${trail} />`;
  }
  return html`<${Directory} mount=${mount} path=${path} mounts=${kv} trail=${trail} />`;
}

/** The way to where one is, each step a link. */
function Trail({ mount, path }) {
  const steps = path.split('/').filter((it) => it !== '');
  return html`<nav class="trail" aria-label="Path">
    <a href=${to('secrets', mount)}>${mount}</a>
    ${steps.map((step, i) => {
      const upTo = steps.slice(0, i + 1).join('/');
      const last = i === steps.length - 1;
      return html` <span class="muted">/</span>${' '}
        ${
          last
            ? html`<span aria-current="page"><${Name} of=${step} /></span>`
            : html`<a href=${to('secrets', mount, `${upTo}/`)}><${Name} of=${step} /></a>`
        }`;
    })}
  </nav>`;
}

function Directory({ mount, path, mounts, trail }) {
  const below = mount.version === 2 ? `${mount.path}/metadata/${path}` : `${mount.path}/${path}`;
  const [name, setName] = useState('');
  const choice = html`<${MountChoice}
    page="secrets"
    mounts=${mounts.map((it) => it.path)}
    mount=${mount.path}
  />`;
  const open = () => {
    const wanted = path + name.trim().replace(/^\/+|\/+$/g, '');
    if (name.trim()) {
      go('secrets', mount.path, wanted);
    }
  };
  return html`<${Page} title="Secrets" actions=${choice}>
    ${trail}
    <${Card} title=${path || mount.path}>
      <${Listing}
        caption="Secrets"
        path=${below}
        paged
        columns=${['Name', 'Kind']}
        empty="No secrets yet."
        row=${(key) => [
          html`<a href=${to('secrets', mount.path, path + key)}><${Name} of=${key} /></a>`,
          html`<span class="muted">${key.endsWith('/') ? 'directory' : 'secret'}</span>`,
        ]}
      />
    <//>
    <${Card} title="Open or write a secret">
      <${Form} class="line-form" onSubmit=${open}>
        <${TextField} label=${`Name below ${path || mount.path}`} value=${name} onValue=${setName} />
        <button type="submit" disabled=${!name.trim()}>Open</button>
      <//>
    <//>
  <//>`;
}
