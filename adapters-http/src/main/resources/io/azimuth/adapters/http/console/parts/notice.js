// Sentences beside the content: what is wrong, what is missing, what was done.
import { html } from '../html.js';
import { Icon } from './icons.js';

/** A sentence in a box. `kind` is info, good, warning or bad. */
export function Notice({ kind = 'info', title, live, children }) {
  const icon = { info: 'info', good: 'check', warning: 'warning', bad: 'cross' }[kind];
  const role = live ? (kind === 'bad' ? 'alert' : 'status') : undefined;
  return html`<div class="notice ${kind}" role=${role}>
    <${Icon} name=${icon} />
    <div>${title && html`<strong>${title}</strong>`} ${children}</div>
  </div>`;
}

/** What the token lacks for something. Calm: it is no fault. `subject`: for what. */
export function Denied({ capability, path, subject }) {
  return html`<div class="notice denied" data-denied=${path}>
    <${Icon} name="lock" />
    <div>
      This needs <code>${capability}</code> on <code>${path}</code>.
      ${subject && html` <span class="subject">${subject}</span>`}
    </div>
  </div>`;
}

/** An error of a call: what the token lacks, or what the server said. */
export function Problem({ error, live = true }) {
  if (error.denied && error.capability) {
    return html`<${Denied} capability=${error.capability} path=${error.path} />`;
  }
  const lines = error.errors && error.errors.length > 0 ? error.errors : [error.message];
  return html`<${Notice} kind="bad" live=${live}>
    ${lines.map((line) => html`<p>${line}</p>`)}
  <//>`;
}

/** The warnings of an answer. */
export function Warnings({ of }) {
  return (of || []).map((line) => html`<${Notice} kind="warning" live>${line}<//>`);
}

/** A state in one word. */
export function Pill({ kind = 'plain', children }) {
  return html`<span class="pill ${kind}">${children}</span>`;
}
