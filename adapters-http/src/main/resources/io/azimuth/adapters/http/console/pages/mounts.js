// Auth methods and secrets engines: what there is, and mounting another one.
import { html } from '../html.js';
import { Page } from '../parts/page.js';
import { AllMounts } from './mounts/all.js';
import { Mount } from './mounts/mount.js';
import { NewMount } from './mounts/new.js';

/** The page; its arguments are auth or secret, and the path of a mount. */
export function MountsPage({ args, rights }) {
  if (args[1]) {
    return html`<${Mount} isAuth=${args[0] === 'auth'} path=${args[1]} rights=${rights} />`;
  }
  return html`<${Page} title="Mounts">
    <div class="cards">
      <${AllMounts} />
      <${NewMount} isAuth=${true} />
      <${NewMount} isAuth=${false} />
    </div>
  <//>`;
}
