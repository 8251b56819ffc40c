// All mounts.
import { read } from '../../api.js';
import { html } from '../../html.js';
import { Loaded, useLoad } from '../../parts/load.js';
import { Name } from '../../parts/name.js';
import { Card } from '../../parts/page.js';
import { to } from '../../parts/place.js';
import { Table } from '../../parts/table.js';

/** The card with the auth methods and the secrets engines. */
export function AllMounts() {
  return html`<${Card} title="Mounts" wide>
    <h3>Auth methods</h3>
    <${MountTable} caption="Auth methods" at="sys/auth" kind="auth" prefix="auth/" />
    <h3>Secrets engines</h3>
    <${MountTable} caption="Secrets engines" at="sys/mounts" kind="secret" prefix="" />
  <//>`;
}

function MountTable({ caption, at, kind, prefix }) {
  const mounts = useLoad(() => read(at), [at]);
  return html`<${Loaded} of=${mounts}>
    ${(table) => html`<${Table}
      caption=${caption}
      columns=${['Path', 'Type', 'Description', 'Accessor']}
      rows=${Object.entries(table).map(([path, mount]) => [
        html`<a href=${to('mounts', kind, path.replace(/\/$/, ''))}><code>${prefix}${path}</code></a>`,
        mount.type + (mount.options && mount.options.version ? ` ${mount.options.version}` : ''),
        html`<${Name} of=${mount.description} />`,
        html`<code>${mount.accessor}</code>`,
      ])}
    />`}
  <//>`;
}
