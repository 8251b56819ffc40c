// Tables. On a narrow screen a short one scrolls, and one with many columns becomes a list.
import { html, useState } from '../html.js';

const WIDE = 4;

/** How many rows are shown at first: a page with very many is slow. */
const AT_FIRST = 200;

/**
 * A value of the server in the script of machines; nothing when there is none. A long name breaks
 * behind an underscore.
 */
export function mono(text) {
  return text === '' || text === null || text === undefined
    ? ''
    : html`<code>${String(text)
        .split('_')
        .map((part, i) => (i === 0 ? part : html`_<wbr />${part}`))}</code>`;
}

/**
 * A table. Its parts say what they are, because a list by style is no table to a screen reader.
 *
 * @param {{caption: string, columns: string[], rows: any[][], empty?: string, even?: boolean}} props
 *     the first cell of a row is its heading; an empty cell is left out of the list;
 *     `even`: all columns have one width, and long words break
 */
export function Table({ caption, columns, rows, empty = 'No entries yet.', even = false }) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) {
    return html`<p class="muted">${empty}</p>`;
  }
  const shown = all ? rows : rows.slice(0, AT_FIRST);
  const table = html`<div
    class=${`scroll${columns.length >= WIDE ? ' stacks' : ''}${even ? ' even' : ''}`}
    role="region"
    aria-label=${`Table: ${caption}`}
    tabindex="0"
  >
    <table role="table" aria-label=${caption}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((name) => html`<th scope="col" role="columnheader">
              ${name || html`<span class="hidden">Actions</span>`}
            </th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map(
          ([head, ...cells]) => html`<tr role="row">
            <th scope="row" role="rowheader">${head}</th>
            ${cells.map(
              (cell, i) => html`<td
                role="cell"
                data-label=${columns[i + 1]}
                data-empty=${cell === '' || cell === null || cell === undefined ? 'true' : undefined}
              >
                ${cell}
              </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  if (shown.length === rows.length) {
    return table;
  }
  return html`${table}
    <button type="button" onClick=${() => setAll(true)}>Show all ${rows.length}</button>`;
}
