// The initialisation: it is done once, and its answer is shown once.
import { call } from '../../api.js';
import { html, useState } from '../../html.js';
import { Copy } from '../../parts/copy.js';
import { Form, TextField } from '../../parts/form.js';
import { Notice, Problem } from '../../parts/notice.js';

/**
 * The form.
 *
 * @param {{recovery: boolean, onKeys: (answer: any) => void}} props
 *     `recovery`: the seal opens the server by itself, and the shares are recovery keys
 */
export function Initialise({ recovery, onKeys }) {
  const [shares, setShares] = useState('5');
  const [threshold, setThreshold] = useState('3');
  const [state, setState] = useState({ busy: false, error: null });
  const kind = recovery ? 'recovery' : 'secret';
  const submit = async () => {
    setState({ busy: true, error: null });
    try {
      const body = {
        [`${kind}_shares`]: Number(shares),
        [`${kind}_threshold`]: Number(threshold),
      };
      onKeys(await call('POST', 'sys/init', { body, token: '' }));
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<${Form} class="initialise" onSubmit=${submit}>
    <h2>Initialise</h2>
    <p class="muted">
      ${
        recovery
          ? 'Recovery keys allow what a root token allows, when there is none. Give each to another person.'
          : 'Key shares open the server after each start. Give each to another person.'
      }
    </p>
    <div class="fields">
      <${TextField} label="Shares" inputmode="numeric" value=${shares} onValue=${setShares} />
      <${TextField}
        label="Needed together"
        inputmode="numeric"
        value=${threshold}
        onValue=${setThreshold}
      />
    </div>
    ${state.error && html`<${Problem} error=${state.error} />`}
    <button type="submit" class="primary" disabled=${state.busy}>Initialise</button>
  <//>`;
}

/** The keys of a new server; `onDone` is called when they are kept. */
export function Keys({ of, onDone }) {
  const keys = of.recovery_keys_base64 || of.keys_base64 || [];
  return html`<section aria-label="Keys">
    <h2>Keep these now</h2>
    <${Notice} kind="warning" live>
      They are shown this once. Nobody can find them out later, and the server does not keep them.
    <//>
    <ol class="shares">
      ${keys.map(
        (key, i) => html`<li>
          <code>${key}</code> <${Copy} text=${key} name=${`share ${i + 1}`} />
        </li>`,
      )}
    </ol>
    <p>
      Root token: <code>${of.root_token}</code>
      <${Copy} text=${of.root_token} name="the root token" />
    </p>
    <button type="button" class="primary" onClick=${onDone}>I have kept them</button>
  </section>`;
}
