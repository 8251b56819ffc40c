// Somebody else wrote a newer version.
import { html } from '../../html.js';
import { Notice } from '../../parts/notice.js';
import { Values } from './values.js';

/**
 * The newer version, and what to do.
 *
 * @param {{newer: import('./read.js').Shown, mine: Record<string, any>,
 *     onWrite: () => void, onGiveUp: () => void}} props
 */
export function Conflict({ newer, mine, onWrite, onGiveUp }) {
  const names = different(newer.data || {}, mine);
  return html`<section class="conflict" aria-label="The newer version">
    <h3>Version ${newer.version} was written meanwhile</h3>
    ${newer.gone && html`<${Notice}>${newer.gone}<//>`}
    ${newer.data && html`<${Values} of=${newer.data} />`}
    <p class="muted">
      ${
        names.length > 0
          ? html`It differs from yours in ${names.map((it) => html`<code>${it}</code> `)}`
          : 'It has the same values as yours.'
      }
    </p>
    <div class="buttons">
      <button type="button" onClick=${onWrite}>Write mine over version ${newer.version}</button>
      <button type="button" onClick=${onGiveUp}>Discard mine</button>
    </div>
  </section>`;
}

/** The names whose values are not the same. */
function different(one, other) {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.filter((it) => JSON.stringify(one[it]) !== JSON.stringify(other[it]));
}
