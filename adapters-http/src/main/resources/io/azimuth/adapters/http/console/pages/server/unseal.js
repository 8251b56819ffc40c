// Unsealing by key shares. A web page may do so only with a token, though the server does not ask whose.
import { call } from '../../api.js';
import { html, useState } from '../../html.js';
import { Form, TextField } from '../../parts/form.js';
import { Problem } from '../../parts/notice.js';

/** The form; `onEntered` is called after each share. */
export function Unseal({ seal, onEntered }) {
  const [key, setKey] = useState('');
  const [state, setState] = useState({ busy: false, error: null });
  const send = async (body) => {
    setState({ busy: true, error: null });
    try {
      await call('POST', 'sys/unseal', { body });
      setKey('');
      setState({ busy: false, error: null });
      await onEntered();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<${Form} class="unseal" onSubmit=${() => send({ key: key.trim() })}>
    <h2>Unseal</h2>
    <${TextField} label="Key share" type="password" value=${key} onValue=${setKey} />
    ${state.error && html`<${Problem} error=${state.error} />`}
    <div class="buttons">
      <button type="submit" class="primary" disabled=${state.busy || !key.trim()}>
        Enter the share
      </button>
      ${
        seal.progress > 0 &&
        html`<button type="button" disabled=${state.busy} onClick=${() => send({ reset: true })}>
          Begin again
        </button>`
      }
    </div>
  <//>`;
}
