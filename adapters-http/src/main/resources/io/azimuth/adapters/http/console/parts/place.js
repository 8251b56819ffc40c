// Addresses of pages inside the console.
import { html, useState } from '../html.js';
import { Form, TextField } from './form.js';

/**
 * The address of a page with its arguments, each of which may hold slashes.
 *
 * @param {string} page
 * @param {...string} args
 */
export function to(page, ...args) {
  return `#/${[page, ...args.filter((it) => it !== '').map(encodeURIComponent)].join('/')}`;
}

/** Goes to a page. */
export function go(page, ...args) {
  location.hash = to(page, ...args);
}

/**
 * The mount that a page is about: its first argument, else the first that there is.
 *
 * @param {string[]} mounts
 * @param {string} wanted
 */
export function chosen(mounts, wanted) {
  return wanted || mounts[0];
}

/** A choice of the mount, when there are several. */
export function MountChoice({ page, mounts, mount }) {
  const all = mounts.includes(mount) ? mounts : [mount, ...mounts];
  if (all.length < 2) {
    return html`<code>${mount}</code>`;
  }
  return html`<label class="inline">
    Mount
    <select value=${mount} onChange=${(event) => go(page, event.target.value)}>
      ${all.map((it) => html`<option value=${it} selected=${it === mount}>${it}</option>`)}
    </select>
  </label>`;
}

/**
 * What a page says that has no mount to show: of that type, or of any. `page`: the one to which a
 * mount can be named, since a token may not see all that it may use.
 */
export function NoMount({ type, page }) {
  const [mount, setMount] = useState('');
  const named = mount.trim().replace(/^\/+|\/+$/g, '');
  return html`<p class="muted">
      ${
        type
          ? html`There is no mount of the type <code>${type}</code> that this token may see.`
          : 'There is no auth method that offers this and that this token may see.'
      }
    </p>
    ${
      page &&
      html`<${Form} class="line-form" onSubmit=${() => named && go(page, named)}>
        <${TextField} label="Mount" value=${mount} onValue=${setMount} />
        <button type="submit" disabled=${!named}>Open</button>
      <//>`
    }`;
}
