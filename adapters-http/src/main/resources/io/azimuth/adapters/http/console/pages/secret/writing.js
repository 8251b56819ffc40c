// Writing a secret without losing somebody else's write.
import { write } from '../../api.js';
import { errorsByField } from '../../editing/fielderrors.js';
import { useUnsaved } from '../../editing/unsaved.js';
import { draftOf, draftValues, ValuesEditor } from '../../editing/values.js';
import { html, useEffect, useState } from '../../html.js';
import { announce } from '../../parts/announce.js';
import { Form } from '../../parts/form.js';
import { Problem } from '../../parts/notice.js';
import { Conflict } from './conflict.js';
import { readV2 } from './read.js';

const CALM = { busy: false, error: null, newer: null };

/**
 * The editor, behind a button.
 *
 * @param {{at: string, isV2: boolean, of: import('./read.js').Shown, latest: number,
 *     again: () => Promise<void>}} props
 *     `latest`: the version that a write expects to be the latest one
 */
export function Writing({ at, isV2, of, latest, again }) {
  const [begun, setBegun] = useState(null);
  useEffect(() => setBegun(null), [of]);
  if (begun) {
    return html`<${Editor}
      at=${at}
      isV2=${isV2}
      begun=${begun}
      latest=${latest}
      again=${again}
      onClose=${() => setBegun(null)}
    />`;
  }
  return html`<div class="buttons">
    <button type="button" onClick=${() => setBegun(draftOf(of.data || {}))}>
      ${of.data ? 'Write a new version' : 'Create'}
    </button>
  </div>`;
}

function Editor({ at, isV2, begun, latest, again, onClose }) {
  const [draft, setDraft] = useState(begun);
  const [state, setState] = useState(CALM);
  useUnsaved(draft !== begun);
  const errors = errorsByField(state.error, []);
  const save = async (expected) => {
    setState({ ...state, busy: true, error: null });
    try {
      const data = draftValues(draft);
      await write(at, isV2 ? { data, options: { cas: expected } } : data);
      announce('The secret is written');
      await again();
    } catch (error) {
      setState({ busy: false, error, newer: isV2 ? await newerOf(at, expected, error) : null });
    }
  };
  return html`<${Form} onSubmit=${() => save(latest)}>
    <${ValuesEditor}
      draft=${draft}
      errors=${errors.of}
      onDraft=${setDraft}
      onError=${(error) => setState({ ...state, error })}
      help=${
        isV2
          ? `Written only if version ${latest} is still the latest, so that no other write is lost.`
          : 'This engine keeps no versions: the values that are there now are replaced.'
      }
    />
    ${errors.rest && html`<${Problem} error=${errors.rest} />`}
    ${
      state.newer &&
      html`<${Conflict}
        newer=${state.newer}
        mine=${draftOrNothing(draft)}
        onWrite=${() => save(state.newer.version)}
        onGiveUp=${again}
      />`
    }
    <div class="buttons">
      <button type="submit" class="primary" disabled=${state.busy}>Write</button>
      <button type="button" onClick=${onClose}>Cancel</button>
    </div>
  <//>`;
}

/** The version that was written meanwhile, if that is why a write failed and it can be read. */
async function newerOf(at, expected, error) {
  if (!(error.errors || []).some((it) => it.includes('check-and-set'))) {
    return null;
  }
  const newer = await readV2(at, 0).catch(() => null);
  return newer && newer.version && newer.version !== expected ? newer : null;
}

function draftOrNothing(draft) {
  try {
    return draftValues(draft);
  } catch {
    return {};
  }
}
