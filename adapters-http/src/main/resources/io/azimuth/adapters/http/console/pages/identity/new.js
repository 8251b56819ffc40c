// The way to an entity or a group that does not exist yet.
import { html, useState } from '../../html.js';
import { Form, TextField } from '../../parts/form.js';
import { Card } from '../../parts/page.js';
import { go } from '../../parts/place.js';

/** The card. */
export function NewNamed({ kind }) {
  const [name, setName] = useState('');
  const open = () => name.trim() && go('identity', kind, name.trim());
  return html`<${Card} title=${`New ${kind}`}>
    <${Form} class="line-form" onSubmit=${open}>
      <${TextField} label=${`Name of the ${kind}`} value=${name} onValue=${setName} />
      <button type="submit" disabled=${!name.trim()}>Create ${kind}</button>
    <//>
  <//>`;
}
