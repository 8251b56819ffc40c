// Work that is not saved yet. Whoever leaves it is asked first.
import { useEffect } from '../html.js';

const unsaved = new Set();

addEventListener('beforeunload', (event) => {
  if (isUnsaved()) {
    event.preventDefault();
  }
});

/** Whether anything on the page is not saved. */
export function isUnsaved() {
  return unsaved.size > 0;
}

/** Says that nothing of the page is to be kept: it is saved, deleted or given up. */
export function giveUp() {
  unsaved.clear();
}

/** Notes whether the work of a form is not saved. */
export function useUnsaved(changed) {
  useEffect(() => {
    if (!changed) {
      return undefined;
    }
    const mark = {};
    unsaved.add(mark);
    return () => unsaved.delete(mark);
  }, [changed]);
}
