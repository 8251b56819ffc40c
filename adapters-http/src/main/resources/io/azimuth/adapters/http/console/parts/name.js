// Names that people or programs gave: shown whole, with each space, in their own direction.
import { html } from '../html.js';

/** A name. */
export function Name({ of }) {
  return html`<bdi class="name">${of}</bdi>`;
}
