// A button that copies.
import { html } from '../html.js';
import { announce } from './announce.js';
import { Icon } from './icons.js';

/** Copies a text; `name` says of what. */
export function Copy({ text, name }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`${name} copied`);
    } catch {
      announce(`${name} was not copied: the browser does not allow it`);
    }
  };
  return html`<button type="button" class="small quiet" onClick=${copy} title=${`Copy ${name}`}>
    <${Icon} name="copy" /><span class="hidden">Copy ${name}</span>
  </button>`;
}
