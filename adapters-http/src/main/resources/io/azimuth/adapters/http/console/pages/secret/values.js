// Names and values of a secret, hidden until one asks for them.
import { html, useState } from '../../html.js';
import { Copy } from '../../parts/copy.js';
import { Icon } from '../../parts/icons.js';
import { Name } from '../../parts/name.js';
import { Table } from '../../parts/table.js';

function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The table. */
export function Values({ of }) {
  const [open, setOpen] = useState(() => new Set());
  const toggle = (name) => {
    const next = new Set(open);
    if (!next.delete(name)) {
      next.add(name);
    }
    setOpen(next);
  };
  return html`<${Table}
    caption="Values"
    columns=${['Name', 'Value', '']}
    empty="The secret has no values."
    rows=${Object.entries(of).map(([name, value]) => [
      html`<code><${Name} of=${name} /></code>`,
      open.has(name)
        ? html`<pre>${text(value)}</pre>`
        : html`<span class="masked" aria-label="hidden">••••••••</span>`,
      html`<div class="right">
        <button
          type="button"
          class="small quiet"
          aria-pressed=${String(open.has(name))}
          title=${`Show ${name}`}
          onClick=${() => toggle(name)}
        >
          <${Icon} name="eye" /><span class="hidden">Show ${name}</span>
        </button>
        <${Copy} text=${text(value)} name=${name} />
      </div>`,
    ])}
  />`;
}
