// An editor of the fields of a path of the API: it sends those that changed.
import { write } from '../api.js';
import { forgetFields, sent, shown } from '../fields.js';
import { html, useState } from '../html.js';
import { Control } from '../parts/control.js';
import { Form } from '../parts/form.js';
import { Problem } from '../parts/notice.js';
import { errorsByField } from './fielderrors.js';
import { useUnsaved } from './unsaved.js';

/** One group without a title. */
const ALL = [['', /^/]];

/**
 * The editor.
 *
 * @param {{path: string, fields: import('../fields.js').FieldSpec[], values: Record<string, any>,
 *     isNew?: boolean, draft: Record<string, any>, groups?: [string, RegExp][], at?: string,
 *     onDraft: (draft: Record<string, any>) => void, onSaved: (answer: any) => void}} props
 *     `groups`: titles, and which names belong there; the first that fits counts; `at`: the name of
 *     the field that has the focus at first
 */
export function FieldsEditor({ path, fields, values, isNew, draft, groups = ALL, at, onDraft, onSaved }) {
  const [state, setState] = useState({ busy: false, error: null });
  const before = (field) => shown(field, values[field.name] ?? field.fallback);
  const changed = fields.filter(
    (field) => field.name in draft && draft[field.name] !== before(field),
  );
  useUnsaved(changed.length > 0);
  const errors = errorsByField(
    state.error,
    fields.map((it) => it.name),
  );
  const save = async () => {
    setState({ busy: true, error: null });
    try {
      const body = Object.fromEntries(
        changed.map((field) => [field.name, sent(field, draft[field.name])]),
      );
      const answer = await write(path, body);
      setState({ busy: false, error: null });
      onSaved(answer);
    } catch (error) {
      forgetFields();
      setState({ busy: false, error });
    }
  };
  const visible = fields.filter((field) => !field.old || values[field.name]);
  const members = (i) =>
    visible.filter((field) => groups.findIndex(([, names]) => names.test(field.name)) === i);
  return html`<${Form} onSubmit=${save}>
    ${groups.map(
      ([title], i) =>
        members(i).length > 0 &&
        html`<fieldset class="group">
          ${title && html`<legend>${title}</legend>`}
          <div class="fields">
            ${members(i).map(
              (field) => html`<${Control}
                key=${field.name}
                field=${field}
                changed=${changed.includes(field)}
                focused=${field.name === at}
                error=${errors.of[field.name]}
                value=${draft[field.name] ?? before(field)}
                onValue=${(value) => onDraft({ ...draft, [field.name]: value })}
              />`,
            )}
          </div>
        </fieldset>`,
    )}
    ${errors.rest && html`<${Problem} error=${errors.rest} />`}
    <div class="buttons sticky">
      <button
        type="submit"
        class="primary"
        disabled=${state.busy || (changed.length === 0 && !isNew)}
      >
        Save
      </button>
      <button type="button" disabled=${changed.length === 0} onClick=${() => onDraft({})}>
        Undo the changes
      </button>
      <span class="muted">
        ${changed.length === 0 ? 'Nothing is changed.' : `${changed.length} changed`}
      </span>
    </div>
  <//>`;
}
