// The control of a field of an API path, by the kind of its value.
import { html } from '../html.js';
import { Check, Choice, TextArea, TextField } from './form.js';

/** Names of fields whose values nobody shall read over the shoulder. */
const SECRET = /(^|_)(secret|password|jwt|private_key)$/;

const HINTS = {
  list: 'one per line, or JSON',
  map: 'key=value, one per line, or JSON',
  duration: 'such as 90, 30m or 1h30m',
};

/** A control; `text` is the one for a field of plain text, a line unless said otherwise. */
export function Control({ field, label = field.name, text = TextField, value, ...others }) {
  const help = [field.help, HINTS[field.kind]].filter(Boolean).join('; ');
  const common = { ...others, label, value, help };
  switch (field.kind) {
    case 'flag':
      return html`<${Check} ...${common} />`;
    case 'choice':
      return html`<${Choice} ...${common} values=${choices(field, value)} />`;
    case 'list':
    case 'map':
      return html`<${TextArea} ...${common} rows=${Math.max(2, value.split('\n').length)} class="mono" />`;
    case 'duration':
      return html`<${TextField} ...${common} placeholder="0" />`;
    case 'number':
      return html`<${TextField} ...${common} inputmode="numeric" placeholder="0" />`;
    default:
      return html`<${text} ...${common} type=${SECRET.test(field.name) ? 'password' : 'text'} />`;
  }
}

/** The values of a field that has some, with the one that it has, whatever it is. */
function choices(field, value) {
  return field.values.includes(value) ? field.values : [value, ...field.values];
}
