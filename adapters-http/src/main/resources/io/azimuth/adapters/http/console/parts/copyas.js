// The same as what the page shows, for other tools.
import { html, useState } from '../html.js';
import { Copy } from './copy.js';

/**
 * The forms of something, one at a time.
 *
 * @param {{ways: [string, string][]}} props the name of each tool, and the text for it
 */
export function CopyAs({ ways }) {
  const [chosen, setChosen] = useState(ways[0][0]);
  const text = ways.find(([name]) => name === chosen)[1];
  return html`<details class="copy-as">
    <summary>Copy as</summary>
    <div class="buttons" role="group" aria-label="Tool">
      ${ways.map(
        ([name]) => html`<button
          type="button"
          class="small"
          aria-pressed=${String(name === chosen)}
          onClick=${() => setChosen(name)}
        >
          ${name}
        </button>`,
      )}
      <${Copy} text=${text} name=${`the text for ${chosen}`} />
    </div>
    <pre class="code" role="region" tabindex="0" aria-label=${`Text for ${chosen}`}>${text}</pre>
  </details>`;
}
