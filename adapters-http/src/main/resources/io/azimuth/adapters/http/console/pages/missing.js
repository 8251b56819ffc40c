// An address that leads to no page.
import { html } from '../html.js';
import { Page } from '../parts/page.js';

/** The page. */
export function Missing() {
  return html`<${Page} title="No such page">
    <p>
      This address leads to no page of the console. <a href="#/home">Home</a> has what needs you, and
      Ctrl-K finds everything else.
    </p>
  <//>`;
}
