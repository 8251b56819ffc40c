// Short news at the edge of the page, also read out by screen readers.
import { html, useEffect, useState } from '../html.js';
import { Icon } from './icons.js';

const LIFETIME = 6000;
let show = () => {};

/** Tells the user that something was done. */
export function announce(text) {
  show(text);
}

/** Where the news appears. */
export function Announcements() {
  const [text, setText] = useState('');
  useEffect(() => {
    show = setText;
  }, []);
  useEffect(() => {
    if (!text) {
      return undefined;
    }
    const timer = setTimeout(() => setText(''), LIFETIME);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="announcements" role="status">
    ${text && html`<div class="announcement"><${Icon} name="check" />${text}</div>`}
  </div>`;
}
