// A button that deletes what a path has, after a question, where the token may.
import { remove } from '../api.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Confirm } from '../parts/dialog.js';
import { useMay } from './may.js';
import { giveUp } from './unsaved.js';

/**
 * The button.
 *
 * @param {{path: string, name: string, what: string, action?: string, onDone: () => void}} props
 *     `what` and `name` say what is deleted: the role, web; the children say what follows from it
 */
export function Deleting({ path, name, what, action = 'Delete', onDone, children }) {
  const [asking, setAsking] = useState(false);
  const may = useMay(path);
  if (!may(path, 'delete')) {
    return '';
  }
  const act = async () => {
    await remove(path);
    giveUp();
    announce(`${what[0].toUpperCase()}${what.slice(1)} is ${action.toLowerCase()}d`);
    onDone();
  };
  return html`<div class="buttons end wide">
    <button type="button" class="danger" onClick=${() => setAsking(true)}>${action} ${what}</button>
    ${
      asking &&
      html`<${Confirm}
        title=${`${action} ${what} ${name}?`}
        action=${action}
        onDo=${act}
        onClose=${() => setAsking(false)}
      >
        <p>${children}</p>
      <//>`
    }
  </div>`;
}
