// The editor of a role, which knows the fields from the server's OpenAPI document.
import { acknowledgements } from '../attention/acknowledged.js';
import { ownValues, roleAs } from '../copyas/role.js';
import { Deleting } from '../editing/deleting.js';
import { FieldsEditor } from '../editing/fieldseditor.js';
import { current } from '../editing/pathcard.js';
import { fieldsAt, fieldsLike, shown } from '../fields.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { CopyAs } from '../parts/copyas.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Denied, Notice, Warnings } from '../parts/notice.js';
import { Card, Page } from '../parts/page.js';
import { go, to } from '../parts/place.js';
import { AdviceList, useAdvice } from './advice.js';

const GROUPS = [
  [
    'Who may log in',
    /^(bound_(?!subscription|resource|location|scale|tag)|bind_(?!token)|require_bound|match|allow_|max_token|single_use|alias_)/,
  ],
  [
    'From which resource',
    /^(bound_(subscription|resource|location|scale|tag|attestation)|resource_proof|renew_|require_attested)/,
  ],
  ['What the token is', /^(token_|bind_token)/],
  ['Other', /^/],
];

/** The page of one role. `field`: the name of the one that the page is to show first. */
export function Role({ mount, name, field, triable }) {
  const path = `auth/${mount}/role/${name}`;
  const [saved, setSaved] = useState(0);
  const role = useLoad(async () => {
    const [values, fields] = await Promise.all([
      current(path),
      fieldsAt(mount, 'role/{}'),
    ]);
    return { values, fields: fields.length > 0 ? fields : fieldsLike(values.of) };
  }, [path, saved]);
  const [acknowledged] = useState(acknowledgements);
  const advice = useAdvice(mount, name, saved, acknowledged);
  const [draft, setDraft] = useState({});
  const [warnings, setWarnings] = useState([]);
  const apply = (change) => {
    const { fields } = role.value;
    const changed = Object.entries(change).map(([field, value]) => {
      const spec = fields.find((it) => it.name === field) || fieldsLike({ [field]: value })[0];
      return [field, shown(spec, value)];
    });
    setDraft({ ...draft, ...Object.fromEntries(changed) });
    announce('The change is in the form. Save to apply it.');
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
        ${values.isNew && html`<${Notice}>There is no such role yet. Save to create it.<//>`}
        ${
          !values.isNew &&
          html`<${Card} title="Advice"><${AdviceList} of=${advice} onApply=${apply} /><//>`
        }
        <${Card} title="Settings">
          <${FieldsEditor}
            path=${path}
            fields=${fields}
            values=${values.of}
            isNew=${values.isNew}
            groups=${GROUPS}
            at=${field}
            draft=${draft}
            onDraft=${setDraft}
            onSaved=${onSaved}
          />
        <//>
        <${Warnings} of=${warnings} />
        ${
          !values.isNew &&
          !values.denied &&
          html`<${CopyAs} ways=${roleAs(path, ownValues(fields, values.of))} />`
        }
        ${
          !values.isNew &&
          html`<${Deleting} path=${path} name=${name} what="the role" onDone=${() => go('roles', mount)}>
            Nobody can log in with it from then on. Tokens that it issued stay valid.
          <//>`
        }
      `}
    <//>
  <//>`;
}
