// Tables that a narrow screen can scroll, also by keyboard.
import { html } from '../html.js';

/**
 * A table.
 *
 * @param {{caption: string, columns: string[], rows: any[][], empty?: string}} props
 *     the first cell of a row is its heading
 */
export function Table({ caption, columns, rows, empty = 'There is nothing.' }) {
  if (rows.length === 0) {
    return html`<p class="muted">${empty}</p>`;
  }
  return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0">
    <table>
      <caption class="hidden">${caption}</caption>
      <thead>
        <tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head, ...cells]) =>
            html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
