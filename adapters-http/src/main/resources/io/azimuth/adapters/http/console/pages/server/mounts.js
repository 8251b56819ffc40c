// All mounts.
import { read } from '../../api.js';
import { html } from '../../html.js';
import { Loaded, useLoad } from '../../parts/load.js';
import { Card } from '../../parts/page.js';
import { Table } from '../../parts/table.js';

/** The card with the auth methods and the secrets engines. */
export function Mounts() {
  const auth = useLoad(() => read('sys/auth'), []);
  const engines = useLoad(() => read('sys/mounts'), []);
  const rows = (table, prefix) =>
    Object.entries(table).map(([path, mount]) => [
      html`<code>${prefix}${path}</code>`,
      mount.type + (mount.options && mount.options.version ? ` ${mount.options.version}` : ''),
      mount.description,
      html`<code>${mount.accessor}</code>`,
    ]);
  const columns = ['Path', 'Type', 'Description', 'Accessor'];
  return html`<${Card} title="Mounts" wide>
    <h3>Auth methods</h3>
    <${Loaded} of=${auth}>
      ${(table) =>
        html`<${Table} caption="Auth methods" columns=${columns} rows=${rows(table, 'auth/')} />`}
    <//>
    <h3>Secrets engines</h3>
    <${Loaded} of=${engines}>
      ${(table) =>
        html`<${Table} caption="Secrets engines" columns=${columns} rows=${rows(table, '')} />`}
    <//>
  <//>`;
}
