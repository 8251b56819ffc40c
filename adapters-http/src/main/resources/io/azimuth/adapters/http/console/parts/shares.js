// How many key shares are entered, wherever that was done.
import { html } from '../html.js';

/** The progress of a sealed server that opens with key shares; nothing for another one. */
export function Shares({ seal }) {
  if (!seal.sealed || seal.recovery_seal || !seal.t) {
    return '';
  }
  return html`<label class="shares">
    Key shares entered: ${seal.progress} of ${seal.t}
    <progress max=${seal.t} value=${seal.progress}></progress>
  </label>`;
}
