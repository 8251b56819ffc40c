// Modal dialogs. The browser keeps the focus inside and gives it back, and Escape closes.
import { html, useEffect, useRef, useState } from '../html.js';
import { Problem } from './notice.js';

/** A dialog that is open as long as it is shown. */
export function Dialog({ title, onClose, children }) {
  const element = useRef(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  const onCancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${element} aria-labelledby="dialog-title" onCancel=${onCancel}>
    <h2 id="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}

/**
 * Asks before something is done that cannot be undone, does it, and shows why it failed.
 *
 * @param {{title: string, action: string, danger?: boolean, onDo: () => Promise<any>,
 *     onClose: () => void}} props
 */
export function Confirm({ title, action, danger = true, onDo, onClose, children }) {
  const [state, setState] = useState({ busy: false, error: null });
  const act = async () => {
    setState({ busy: true, error: null });
    try {
      await onDo();
      onClose();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <div>${children}</div>
    ${state.error && html`<${Problem} error=${state.error} />`}
    <div class="dialog-actions">
      <button type="button" onClick=${onClose}>Cancel</button>
      <button
        type="button"
        class=${danger ? 'danger' : 'primary'}
        disabled=${state.busy}
        onClick=${act}
      >
        ${action}
      </button>
    </div>
  <//>`;
}
