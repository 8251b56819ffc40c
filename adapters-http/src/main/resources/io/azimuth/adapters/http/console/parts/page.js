// The frame of each page.
import { html, useEffect, useRef } from '../html.js';

/** A page with its heading, which gets the focus when the page is shown. */
export function Page({ title, actions, children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} – Azimuth`;
    heading.current.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title]);
  return html`<div class="page-head">
      <h1 tabindex="-1" ref=${heading} class="name">${title}</h1>
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>
    ${children}`;
}

/** A part of a page, with a heading. */
export function Card({ title, actions, wide, children }) {
  return html`<section class=${wide ? 'card wide' : 'card'} aria-label=${title}>
    <div class="card-head">
      <h2>${title}</h2>
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>
    ${children}
  </section>`;
}

/** Names and values. */
export function Facts({ of }) {
  return html`<dl class="facts">
    ${of
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
