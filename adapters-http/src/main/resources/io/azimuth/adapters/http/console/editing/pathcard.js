// A card that shows and edits what a path of the API has.
import { read } from '../api.js';
import { fieldsLike, fieldsOfPath } from '../fields.js';
import { html, useState } from '../html.js';
import { announce } from '../parts/announce.js';
import { Loaded, useLoad } from '../parts/load.js';
import { Denied, Notice, Warnings } from '../parts/notice.js';
import { Card } from '../parts/page.js';
import { FieldsEditor } from './fieldseditor.js';

/** What a path has. `isNew`: nothing; `denied`: the token may not read it. */
export async function current(path) {
  try {
    return { of: await read(path) };
  } catch (error) {
    if (error.absent || error.status === 405) {
      return { of: {}, isNew: true };
    }
    if (error.denied) {
      return { of: {}, denied: true };
    }
    throw error;
  }
}

/**
 * The card.
 *
 * @param {{title: string, path: string, described: string, hint?: string, only?: RegExp,
 *     onSaved?: () => void}} props
 *     `described`: the path in the description of the API, {} in the place of each parameter;
 *     `only`: the fields that are shown
 */
export function PathCard({ title, path, described, hint, only = /^/, onSaved = () => {} }) {
  const [saved, setSaved] = useState(0);
  const [draft, setDraft] = useState({});
  const [warnings, setWarnings] = useState([]);
  const loaded = useLoad(async () => {
    const [values, fields] = await Promise.all([current(path), fieldsOfPath(described)]);
    const known = fields.length > 0 ? fields : fieldsLike(values.of);
    return { values, fields: known.filter((it) => only.test(it.name)) };
  }, [path, saved]);
  const done = (answer) => {
    setDraft({});
    setWarnings(answer.warnings || []);
    setSaved(saved + 1);
    announce(`${title}: saved`);
    onSaved();
  };
  return html`<${Card} title=${title} wide>
    <${Loaded} of=${loaded}>
      ${({ values, fields }) => html`
        ${values.denied && html`<${Denied} capability="read" path=${path} />`}
        ${values.isNew && hint && fields.length > 0 && html`<${Notice}>${hint}<//>`}
        ${
          fields.length === 0
            ? html`<p class="muted">There is nothing to set.</p>`
            : html`<${FieldsEditor}
                path=${path}
                fields=${fields}
                values=${values.of}
                draft=${draft}
                onDraft=${setDraft}
                onSaved=${done}
              />`
        }
        <${Warnings} of=${warnings} />
      `}
    <//>
  <//>`;
}
