// Findings on a page: what needs somebody is large, what is fine is small.
import { needing } from '../attention/finding.js';
import { html } from '../html.js';
import { PAGES } from '../rights.js';
import { Copy } from './copy.js';
import { Icon } from './icons.js';
import { Denied, Pill } from './notice.js';

const ICONS = { bad: 'cross', warning: 'warning' };

/** The title of the page at an address. */
function titleOf(place) {
  const [, id] = place.split('/');
  const page = PAGES.find((it) => it.id === id);
  return page ? page.title : 'Open';
}

/** Where a finding leads: to what shows more, and to what repairs it. */
const linksOf = ({ place, repair }) =>
  [place && { name: titleOf(place), place }, repair].filter(Boolean);

/** Those that need somebody, the worst first. */
export function Needing({ findings }) {
  return html`<ul class="needing">
    ${needing(findings).map(
      (it) => html`<li class=${`finding ${it.level}`} data-level=${it.level}>
        <${Icon} name=${ICONS[it.level]} />
        <div>
          <h3>${it.subject}${it.isAdvice && html` <${Pill}>advice<//>`}</h3>
          <p>${it.sentence}</p>
          ${it.todo && html`<p class="todo">${it.todo}</p>`}
          ${
            it.command &&
            html`<p class="command"><code>${it.command}</code>
              <${Copy} text=${it.command} name="the command" /></p>`
          }
        </div>
        <div class="buttons">
          ${linksOf(it).map(
            (link) => html`<a class="button small" href=${link.place}>
              ${link.name}<span class="hidden"> ${it.subject}</span>
            </a>`,
          )}
        </div>
      </li>`,
    )}
  </ul>`;
}

/** Those that are fine, in a line each. */
export function Fine({ findings }) {
  return html`<ul class="fine">
    ${findings
      .filter((it) => it.level === 'fine')
      .map(
        (it) => html`<li>
          <${Icon} name="check" /><b>${it.subject}</b> <span>${it.sentence}</span>
        </li>`,
      )}
  </ul>`;
}

/** Acknowledged advice, each with the reason. */
export function Acknowledged({ findings }) {
  return html`<ul class="fine bare">
    ${findings
      .filter((it) => it.level === 'acknowledged')
      .map(
        (it) => html`<li>
          <b>${it.subject}</b> <span>${it.sentence} Acknowledged: ${it.reason}</span>
        </li>`,
      )}
  </ul>`;
}

/** What could not be looked at, and why. */
export function Unknown({ findings }) {
  return findings
    .filter((it) => it.level === 'unknown')
    .map((it) =>
      it.path
        ? html`<${Denied} capability=${it.capability} path=${it.path} subject=${it.subject} />`
        : html`<p class="muted">${it.subject}: ${it.sentence}</p>`,
    );
}
