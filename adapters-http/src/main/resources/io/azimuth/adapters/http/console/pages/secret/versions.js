// The versions of a secret.
import { write } from '../../api.js';
import { html, useState } from '../../html.js';
import { announce } from '../../parts/announce.js';
import { Confirm } from '../../parts/dialog.js';
import { Pill } from '../../parts/notice.js';
import { Table } from '../../parts/table.js';
import { fromNow, moment } from '../../parts/time.js';

/** The table, with what may be done to each. */
export function Versions({ mount, path, of, shown, onShow, again, may }) {
  const [asking, setAsking] = useState(null);
  const act = (verb, version) => async () => {
    await write(`${mount.path}/${verb}/${path}`, { versions: [version] });
    announce(`Version ${version}: ${verb} is done`);
    await again();
  };
  const mayDo = (verb) => may(`${mount.path}/${verb}/${path}`, 'create', 'update');
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
            ${!it.destroyed && !deleted && mayDo('delete') && button('Delete', () => setAsking(['delete', it.number]))}
            ${!it.destroyed && deleted && mayDo('undelete') && button('Undelete', () => setAsking(['undelete', it.number]))}
            ${!it.destroyed && mayDo('destroy') && button('Destroy', () => setAsking(['destroy', it.number]), 'danger')}
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
