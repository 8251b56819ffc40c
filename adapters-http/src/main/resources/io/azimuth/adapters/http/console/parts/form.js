// Controls of forms, each with its label, its help and its error.
import { html, useEffect, useRef } from '../html.js';

let count = 0;

function useId(prefix) {
  const id = useRef('');
  id.current = id.current || `${prefix}-${++count}`;
  return id.current;
}

/** Puts the focus on a control when it is shown first, if it is to have it. */
function useFocus(id, focused) {
  useEffect(() => {
    if (focused) {
      document.getElementById(id).focus();
    }
  }, []);
}

/**
 * A label, a control, and below it its error and a help. `control` gets the attributes that tie them
 * together; `focused`: whether the control has the focus at first.
 */
export function Field({ label, help, error, changed, focused, control }) {
  const id = useId('field');
  useFocus(id, focused);
  const said = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return html`<div class=${changed ? 'field changed' : 'field'}>
    <label for=${id}>${label}${changed && html`<span class="tag">changed</span>`}</label>
    ${control({
      id,
      'aria-describedby': said || undefined,
      'aria-invalid': error ? 'true' : undefined,
    })}
    ${error && html`<p class="error" id=${`${id}-error`} role="alert">${error}</p>`}
    ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
  </div>`;
}

/** A line of text. What is typed is sent to no service that checks spelling. */
export function TextField({ label, help, error, changed, focused, value, onValue, type = 'text', ...others }) {
  const control = (ids) =>
    html`<input
      ...${ids}
      ...${others}
      type=${type}
      value=${value}
      autocomplete="off"
      autocapitalize="off"
      spellcheck=${false}
      onInput=${(event) => onValue(event.target.value)}
    />`;
  return html`<${Field} label=${label} help=${help} error=${error} changed=${changed} focused=${focused} control=${control} />`;
}

/** Several lines of text. */
export function TextArea({ label, help, error, changed, focused, value, onValue, rows = 3, type, ...others }) {
  const control = (ids) =>
    html`<textarea
      ...${ids}
      ...${others}
      rows=${rows}
      value=${value}
      autocomplete="off"
      autocapitalize="off"
      spellcheck=${false}
      onInput=${(event) => onValue(event.target.value)}
    ></textarea>`;
  return html`<${Field} label=${label} help=${help} error=${error} changed=${changed} focused=${focused} control=${control} />`;
}

/** One of some values. */
export function Choice({ label, help, error, changed, focused, value, values, onValue }) {
  const control = (ids) =>
    html`<select ...${ids} value=${value} onChange=${(event) => onValue(event.target.value)}>
      ${values.map((it) => html`<option value=${it} selected=${it === value}>${it}</option>`)}
    </select>`;
  return html`<${Field} label=${label} help=${help} error=${error} changed=${changed} focused=${focused} control=${control} />`;
}

/** Yes or no. */
export function Check({ label, help, changed, focused, value, onValue }) {
  const id = useId('check');
  useFocus(id, focused);
  return html`<div class=${changed ? 'field check changed' : 'field check'}>
    <input
      id=${id}
      type="checkbox"
      checked=${value}
      aria-describedby=${help ? `${id}-help` : undefined}
      onChange=${(event) => onValue(event.target.checked)}
    />
    <label for=${id}>${label}${changed && html`<span class="tag">changed</span>`}</label>
    ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
  </div>`;
}

/** A form that sends nothing by itself. */
export function Form({ onSubmit, children, ...others }) {
  const submit = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return html`<form ...${others} onSubmit=${submit} novalidate>${children}</form>`;
}
