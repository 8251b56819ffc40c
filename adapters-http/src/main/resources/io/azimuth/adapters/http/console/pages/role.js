// The editor of a role, which knows the fields from the server's OpenAPI document.
import { read, remove, write } from '../api.js';
import { ownValues, roleAs } from '../copyas/role.js';
import { errorsByField } from '../editing/fielderrors.js';
import { useMay } from '../editing/may.js';
import { giveUp, useUnsaved } from '../editing/unsaved.js';
import { fieldsAt, fieldsLike, forgetFields, sent, shown } from '../fields.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Control } from '../parts/control.js';
import { CopyAs } from '../parts/copyas.js';
import { Confirm } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Denied, Notice, Problem, Warnings } from '../parts/notice.js';
import { Card, Page } from '../parts/page.js';
import { go, to } from '../parts/place.js';
import { AdviceList, useAdvice } from './advice.js';

const GROUPS = [
  [
    'Who may log in',
    /^(bound_(?!subscription|resource|location|scale|tag)|bind_|match|allow_user|max_token|single_use|alias_)/,
  ],
  [
    'From which resource',
    /^(bound_(subscription|resource|location|scale|tag)|resource_proof|renew_|require_attested)/,
  ],
  ['What the token is', /^token_/],
  ['Other', /^/],
];

/** The page of one role. */
export function Role({ mount, name, triable }) {
  const path = `auth/${mount}/role/${name}`;
  const [saved, setSaved] = useState(0);
  const role = useLoad(async () => {
    const [values, fields] = await Promise.all([
      current(path),
      fieldsAt(mount, 'role/{}'),
    ]);
    return { values, fields: fields.length > 0 ? fields : fieldsLike(values.of) };
  }, [path, saved]);
  const advice = useAdvice(mount, name, saved);
  const [draft, setDraft] = useState({});
  const [warnings, setWarnings] = useState([]);
  const apply = (change) => {
    const { fields } = role.value;
    const changed = Object.entries(change).map(([field, value]) => {
      const spec = fields.find((it) => it.name === field) || fieldsLike({ [field]: value })[0];
      return [field, shown(spec, value)];
    });
    setDraft({ ...draft, ...Object.fromEntries(changed) });
    announce('The change is in the form. Save it to make it so.');
  };
  const onSaved = (answer) => {
    setDraft({});
    setWarnings(answer.warnings || []);
    setSaved(saved + 1);
    announce('The role is saved');
  };
  const actions =
    triable && html`<a class="button" href=${to('refusals', mount, name)}>Try a login</a>`;
  return html`<${Page} title=${name} actions=${actions}>
    <p class="trail"><a href=${to('roles', mount)}>Roles of ${mount}</a></p>
    <${Loaded} of=${role}>
      ${({ values, fields }) => html`
        ${values.denied && html`<${Denied} capability="read" path=${path} />`}
        ${values.isNew && html`<${Notice}>There is no such role yet. Saving it makes it.<//>`}
        ${
          !values.isNew &&
          html`<${Card} title="Advice"><${AdviceList} of=${advice} onApply=${apply} /><//>`
        }
        <${Editor}
          path=${path}
          fields=${fields}
          values=${values.of}
          isNew=${values.isNew}
          draft=${draft}
          onDraft=${setDraft}
          onSaved=${onSaved}
        />
        <${Warnings} of=${warnings} />
        ${
          !values.isNew &&
          !values.denied &&
          html`<${CopyAs} ways=${roleAs(path, ownValues(fields, values.of))} />`
        }
        ${!values.isNew && html`<${Delete} path=${path} name=${name} mount=${mount} />`}
      `}
    <//>
  <//>`;
}

async function current(path) {
  try {
    return { of: await read(path) };
  } catch (error) {
    if (error.absent) {
      return { of: {}, isNew: true };
    }
    if (error.denied) {
      return { of: {}, denied: true };
    }
    throw error;
  }
}

function Editor({ path, fields, values, isNew, draft, onDraft, onSaved }) {
  const [state, setState] = useState({ busy: false, error: null });
  const before = (field) => shown(field, values[field.name] ?? field.fallback);
  const changed = fields.filter(
    (field) => field.name in draft && draft[field.name] !== before(field),
  );
  useUnsaved(changed.length > 0);
  const errors = errorsByField(state.error, fields.map((it) => it.name));
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
  const groups = GROUPS.map(([title], i) => [
    title,
    visible.filter((field) => GROUPS.findIndex(([, names]) => names.test(field.name)) === i),
  ]);
  return html`<${Card} title="Settings">
    <${Form} onSubmit=${save}>
      ${groups
        .filter(([, members]) => members.length > 0)
        .map(
          ([title, members]) => html`<fieldset class="group">
            <legend>${title}</legend>
            <div class="fields">
              ${members.map(
                (field) => html`<${Control}
                  key=${field.name}
                  field=${field}
                  changed=${changed.includes(field)}
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
    <//>
  <//>`;
}

function Delete({ path, name, mount }) {
  const [asking, setAsking] = useState(false);
  const may = useMay(path);
  const act = async () => {
    await remove(path);
    giveUp();
    announce(`The role ${name} is deleted`);
    go('roles', mount);
  };
  if (!may(path, 'delete')) {
    return '';
  }
  return html`<div class="buttons end">
    <button type="button" class="danger" onClick=${() => setAsking(true)}>Delete the role</button>
    ${
      asking &&
      html`<${Confirm}
      title=${`Delete the role ${name}?`}
      action="Delete"
      onDo=${act}
      onClose=${() => setAsking(false)}
    >
      <p>Nobody can log in with it from then on. Tokens that it issued stay valid.</p>
    <//>`
    }
  </div>`;
}
