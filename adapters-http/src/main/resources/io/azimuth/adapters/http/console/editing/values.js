// The editor of the values of a secret: rows, or JSON on the second tab.
import { html } from '../html.js';
import { TextArea, TextField } from '../parts/form.js';
import { Icon } from '../parts/icons.js';
import { nameField, row, rowsOf, rowsOfEnv, valueField, valuesOf, valuesOfJson } from './rows.js';

/**
 * What is in the editor: rows, or a text of JSON.
 *
 * @typedef {{rows: import('./rows.js').Row[] | null, json: string}} Draft
 */

/** The draft of values. @returns {Draft} */
export const draftOf = (data) => ({ rows: rowsOf(data), json: '' });

/** The values of a draft. @throws {import('./fielderrors.js').FieldError} */
export const draftValues = (draft) =>
  draft.rows ? valuesOf(draft.rows) : valuesOfJson(draft.json);

const written = (data) => JSON.stringify(data, null, 2);

/**
 * The editor.
 *
 * @param {{draft: Draft, errors: Record<string, string>, help: string,
 *     onDraft: (draft: Draft) => void, onError: (error: Error) => void}} props
 */
export function ValuesEditor({ draft, errors, help, onDraft, onError }) {
  const turn = (make) => () => {
    try {
      onDraft(make(draftValues(draft)));
    } catch (error) {
      onError(error);
    }
  };
  const toRows = turn(draftOf);
  const toJson = turn((data) => ({ rows: null, json: written(data) }));
  return html`<div class="buttons tabs" role="group" aria-label="How to edit">
      <button type="button" aria-pressed=${String(Boolean(draft.rows))} onClick=${draft.rows ? undefined : toRows}>
        Names and values
      </button>
      <button type="button" aria-pressed=${String(!draft.rows)} onClick=${draft.rows ? toJson : undefined}>
        JSON
      </button>
    </div>
    ${
      draft.rows
        ? html`<${Rows}
            rows=${draft.rows}
            errors=${errors}
            onRows=${(rows) => onDraft({ rows, json: '' })}
          />`
        : html`<${TextArea}
            label="Values as JSON"
            class="mono"
            rows=${Math.max(6, draft.json.split('\n').length + 1)}
            value=${draft.json}
            error=${errors.json}
            onValue=${(json) => onDraft({ rows: null, json })}
          />`
    }
    <p class="help">${help}</p>`;
}

function Rows({ rows, errors, onRows }) {
  const change = (id, what) => onRows(rows.map((it) => (it.id === id ? { ...it, ...what } : it)));
  const paste = (event) => {
    const pasted = rowsOfEnv(event.clipboardData.getData('text'));
    if (pasted) {
      event.preventDefault();
      onRows([...rows.filter((it) => it.name !== '' || it.text !== ''), ...pasted]);
    }
  };
  return html`<ul class="pairs">
      ${rows.map(
        (it, i) => html`<li key=${it.id}>
          <${TextField}
            label=${`Name ${i + 1}`}
            class="mono"
            value=${it.name}
            error=${errors[nameField(it)]}
            onPaste=${paste}
            onValue=${(name) => change(it.id, { name })}
          />
          <${TextArea}
            label=${`Value ${i + 1}`}
            class="mono"
            rows=${Math.min(12, it.text.split('\n').length)}
            value=${it.text}
            error=${errors[valueField(it)]}
            onValue=${(text) => change(it.id, { text })}
          />
          <button
            type="button"
            class="small quiet"
            aria-pressed=${String(it.json)}
            title="The value is JSON: a number, a list, an object, true, false or null"
            onClick=${() => change(it.id, { json: !it.json })}
          >
            as JSON<span class="hidden"> ${i + 1}</span>
          </button>
          <button
            type="button"
            class="small quiet"
            title="Remove"
            onClick=${() => onRows(rows.filter(({ id }) => id !== it.id))}
          >
            <${Icon} name="cross" /><span class="hidden">Remove ${it.name || `row ${i + 1}`}</span>
          </button>
        </li>`,
      )}
    </ul>
    <div class="buttons">
      <button type="button" onClick=${() => onRows([...rows, row()])}>Add a value</button>
      <span class="muted">Lines of NAME=value can be pasted into a name.</span>
    </div>`;
}
