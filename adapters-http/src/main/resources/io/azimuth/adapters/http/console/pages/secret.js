// One KV secret: its values, its versions, and writing it without losing somebody else's write.
import { call, parseExactly, read, remove, write } from '../api.js';
import { html, useEffect, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Copy } from '../parts/copy.js';
import { Confirm } from '../parts/dialog.js';
import { Form, TextArea } from '../parts/form.js';
import { Icon } from '../parts/icons.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Notice, Pill, Problem } from '../parts/notice.js';
import { Card, Page } from '../parts/page.js';
import { go } from '../parts/place.js';
import { Table } from '../parts/table.js';
import { fromNow, moment } from '../parts/time.js';

/** The page of a secret. */
export function Secret({ mount, path, trail }) {
  const [version, setVersion] = useState(0);
  const isV2 = mount.version === 2;
  const at = isV2 ? `${mount.path}/data/${path}` : `${mount.path}/${path}`;
  const secret = useLoad(() => (isV2 ? readV2(at, version) : readV1(at)), [at, version]);
  const metadata = useLoad(() => (isV2 ? readMetadata(mount, path) : Promise.resolve(null)), [at]);
  const again = async () => {
    setVersion(0);
    await Promise.all([secret.again(), metadata.again()]);
  };
  return html`<${Page} title=${path.split('/').pop()}>
    ${trail}
    <${Loaded} of=${secret}>
      ${(it) => html`<div class="cards">
        <${Card} title=${isV2 && it.version ? `Values of version ${it.version}` : 'Values'} wide>
          ${it.gone && html`<${Notice}>${it.gone}<//>`}
          ${it.data && html`<${Values} of=${it.data} />`}
          <${Writing} at=${at} isV2=${isV2} of=${it} latest=${latest(version, it, metadata.value)} again=${again} />
        <//>
        ${
          isV2 &&
          html`<${Card} title="Versions" wide>
          <${Loaded} of=${metadata}>
            ${(them) =>
              them.versions
                ? html`<${Versions}
                    mount=${mount}
                    path=${path}
                    of=${them}
                    shown=${it.version}
                    onShow=${setVersion}
                    again=${again}
                  />`
                : html`<p class="muted">There is none yet.</p>`}
          <//>
        <//>`
        }
      </div>`}
    <//>
    <${Delete} mount=${mount} path=${path} />
  <//>`;
}

async function readV1(at) {
  try {
    return { data: (await call('GET', at, { exact: true })).data };
  } catch (error) {
    return withoutValues(error);
  }
}

async function readV2(at, version) {
  const query = version ? { version: String(version) } : undefined;
  const body = await call('GET', at, { query, accept: [404], exact: true }).catch((error) => {
    if (error.denied) {
      return { denied: true };
    }
    throw error;
  });
  if (body.denied) {
    return { denied: true, gone: html`This needs <code>read</code> on <code>${at}</code>.` };
  }
  if (!body.data) {
    return { gone: 'There is no such secret yet.', absent: true };
  }
  const { data, metadata } = body.data;
  if (data) {
    return { data, version: metadata.version };
  }
  const why = metadata.destroyed
    ? 'This version is destroyed.'
    : `This version was deleted on ${moment(metadata.deletion_time)}. It can be brought back.`;
  return { gone: why, version: metadata.version };
}

function withoutValues(error) {
  if (error.absent) {
    return { gone: 'There is no such secret yet.', absent: true };
  }
  if (error.denied) {
    return {
      denied: true,
      gone: html`This needs <code>${error.capability}</code> on <code>${error.path}</code>.`,
    };
  }
  throw error;
}

async function readMetadata(mount, path) {
  try {
    return await read(`${mount.path}/metadata/${path}`);
  } catch (error) {
    if (error.absent) {
      return {};
    }
    throw error;
  }
}

function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Names and values, hidden until one asks for them. */
function Values({ of }) {
  const [open, setOpen] = useState(() => new Set());
  const toggle = (name) => {
    const next = new Set(open);
    if (!next.delete(name)) {
      next.add(name);
    }
    setOpen(next);
  };
  return html`<${Table}
    caption="Values"
    columns=${['Name', 'Value', '']}
    empty="The secret has no values."
    rows=${Object.entries(of).map(([name, value]) => [
      html`<code>${name}</code>`,
      open.has(name)
        ? html`<pre>${text(value)}</pre>`
        : html`<span class="masked" aria-label="hidden">••••••••</span>`,
      html`<div class="right">
        <button
          type="button"
          class="small quiet"
          aria-pressed=${String(open.has(name))}
          title=${`Show ${name}`}
          onClick=${() => toggle(name)}
        >
          <${Icon} name="eye" /><span class="hidden">Show ${name}</span>
        </button>
        <${Copy} text=${text(value)} name=${name} />
      </div>`,
    ])}
  />`;
}

/**
 * The version that a write expects to be the latest one: the shown one, unless an older one is
 * shown. Metadata is a read of its own, later, and not everybody may do it.
 */
function latest(version, shown, metadata) {
  return version === 0 && shown.version ? shown.version : (metadata && metadata.current_version) || 0;
}

/** The editor: JSON, so that any value can be written as it is. */
function Writing({ at, isV2, of, latest, again }) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState('');
  const [state, setState] = useState({ busy: false, error: null });
  useEffect(() => setOpen(false), [of]);
  const begin = () => {
    setDraft(JSON.stringify(of.data || { '': '' }, null, 2));
    setState({ busy: false, error: null });
    setOpen(true);
  };
  const save = async () => {
    setState({ busy: true, error: null });
    try {
      const data = parsed(draft);
      await write(at, isV2 ? { data, options: { cas: latest } } : data);
      announce('The secret is written');
      await again();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  if (!open) {
    return html`<div class="buttons">
      <button type="button" onClick=${begin}>${of.data ? 'Write a new version' : 'Create'}</button>
    </div>`;
  }
  return html`<${Form} onSubmit=${save}>
    <${TextArea}
      label="Values as JSON"
      class="mono"
      rows=${Math.max(6, draft.split('\n').length + 1)}
      value=${draft}
      onValue=${setDraft}
      help=${
        isV2
          ? `Written only if version ${latest} is still the latest, so that no other write is lost.`
          : 'This engine keeps no versions: the values that are there now are replaced.'
      }
    />
    ${state.error && html`<${Problem} error=${state.error} />`}
    <div class="buttons">
      <button type="submit" class="primary" disabled=${state.busy}>Write</button>
      <button type="button" onClick=${() => setOpen(false)}>Cancel</button>
    </div>
  <//>`;
}

function parsed(draft) {
  let data;
  try {
    data = parseExactly(draft);
  } catch (error) {
    throw new Error(`This is no JSON: ${error.message}`);
  }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw new Error('Write an object: {"name": "value"}');
  }
  return data;
}

function Versions({ mount, path, of, shown, onShow, again }) {
  const [asking, setAsking] = useState(null);
  const act = (verb, version) => async () => {
    await write(`${mount.path}/${verb}/${path}`, { versions: [version] });
    announce(`Version ${version}: ${verb} is done`);
    await again();
  };
  const rows = Object.entries(of.versions)
    .map(([number, it]) => ({ number: Number(number), ...it }))
    .sort((a, b) => b.number - a.number);
  return html`<${Table}
      caption="Versions"
      columns=${['Version', 'Written', 'State', '']}
      rows=${rows.map((it) => {
        const deleted = it.deletion_time && new Date(it.deletion_time) <= Date.now();
        const button = (name, onClick, kind = '') => html`<button
          type="button"
          class=${`small ${kind}`}
          onClick=${onClick}
        >
          ${name}<span class="hidden"> version ${it.number}</span>
        </button>`;
        return [
          html`${it.number} ${it.number === shown && html`<span class="tag">shown</span>`}`,
          html`<span title=${moment(it.created_time)}>${fromNow(it.created_time)}</span>`,
          it.destroyed
            ? html`<${Pill} kind="bad">destroyed<//>`
            : deleted
              ? html`<${Pill} kind="warning">deleted<//>`
              : html`<${Pill} kind="good">readable<//>`,
          html`<div class="right">
            ${!it.destroyed && !deleted && button('Show', () => onShow(it.number))}
            ${!it.destroyed && !deleted && button('Delete', () => setAsking(['delete', it.number]))}
            ${!it.destroyed && deleted && button('Undelete', () => setAsking(['undelete', it.number]))}
            ${!it.destroyed && button('Destroy', () => setAsking(['destroy', it.number]), 'danger')}
          </div>`,
        ];
      })}
    />
    ${
      asking &&
      html`<${Confirm}
      title=${`${asking[0]} version ${asking[1]}?`}
      action=${asking[0]}
      danger=${asking[0] !== 'undelete'}
      onDo=${act(...asking)}
      onClose=${() => setAsking(null)}
    >
      <p>${CONSEQUENCES[asking[0]]}</p>
    <//>`
    }`;
}

const CONSEQUENCES = {
  delete: 'Nobody can read it from then on. It can be brought back.',
  undelete: 'It can be read again.',
  destroy: 'Its values are gone for good.',
};

function Delete({ mount, path }) {
  const [asking, setAsking] = useState(false);
  const at = mount.version === 2 ? `${mount.path}/metadata/${path}` : `${mount.path}/${path}`;
  const act = async () => {
    await remove(at);
    announce('The secret is deleted');
    const directory = path.includes('/') ? path.replace(/[^/]*$/, '') : '';
    go('secrets', mount.path, directory);
  };
  return html`<div class="buttons end">
    <button type="button" class="danger" onClick=${() => setAsking(true)}>Delete the secret</button>
    ${
      asking &&
      html`<${Confirm}
      title=${`Delete ${path}?`}
      action="Delete"
      onDo=${act}
      onClose=${() => setAsking(false)}
    >
      <p>${mount.version === 2 ? 'All its versions are gone for good.' : 'Its values are gone for good.'}</p>
    <//>`
    }
  </div>`;
}
