// The question before work that is not saved is lost.
import { html } from '../html.js';
import { Confirm } from '../parts/dialog.js';
import { giveUp } from './unsaved.js';

/** Asks; `onLeave` is called when the work may be lost, `onStay` when not. */
export function Leaving({ onLeave, onStay }) {
  const leave = async () => {
    giveUp();
    onLeave();
  };
  return html`<${Confirm}
    title="Leave without saving?"
    action="Leave"
    onDo=${leave}
    onClose=${onStay}
  >
    <p>What you changed on this page is not saved and would be lost.</p>
  <//>`;
}
