// The values of a secret as rows of a name and a value, and back.
import { parseExactly } from '../api.js';
import { FieldError } from './fielderrors.js';

/**
 * A row. `json`: the text is JSON, else it is the value itself.
 *
 * @typedef {{id: number, name: string, text: string, json: boolean}} Row
 */

let count = 0;

/** A row of its own identity. @returns {Row} */
export function row(name = '', text = '', json = false) {
  count += 1;
  return { id: count, name, text, json };
}

/** The rows of values; one empty row when there are none. */
export function rowsOf(data) {
  const rows = Object.entries(data).map(([name, value]) =>
    typeof value === 'string' ? row(name, value) : row(name, JSON.stringify(value), true),
  );
  return rows.length > 0 ? rows : [row()];
}

/** Names of the fields of a row, for errors. */
export const nameField = ({ id }) => `name-${id}`;
export const valueField = ({ id }) => `value-${id}`;

/**
 * The values of rows. A row without name and value is left out.
 *
 * @param {Row[]} rows
 * @throws {FieldError}
 */
export function valuesOf(rows) {
  const data = new Map();
  rows
    .filter(({ name, text }) => name !== '' || text !== '')
    .forEach((it) => {
      if (it.name === '') {
        throw new FieldError(nameField(it), 'Enter a name.');
      }
      if (data.has(it.name)) {
        throw new FieldError(nameField(it), 'Another row has this name.');
      }
      data.set(it.name, it.json ? ofJson(it) : it.text);
    });
  return Object.fromEntries(data);
}

function ofJson(of) {
  try {
    return parseExactly(of.text);
  } catch (error) {
    throw new FieldError(valueField(of), `This is not JSON: ${error.message}`);
  }
}

/**
 * The values of a text of JSON.
 *
 * @param {string} text
 * @throws {FieldError}
 */
export function valuesOfJson(text) {
  let data;
  try {
    data = parseExactly(text);
  } catch (error) {
    throw new FieldError('json', `This is not JSON: ${error.message}`);
  }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw new FieldError('json', 'Enter an object: {"name": "value"}');
  }
  return data;
}

const ASSIGNMENT = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/;

/**
 * The rows of a text with a NAME=value in each line, as .env files have them; nothing when it is
 * another text. Lines that are empty or begin with # are left out.
 *
 * @param {string} text
 * @returns {Row[] | null}
 */
export function rowsOfEnv(text) {
  const lines = text.split(/\r?\n/).filter((it) => !/^\s*(#|$)/.test(it));
  const found = lines.map((it) => ASSIGNMENT.exec(it));
  return lines.length > 1 && found.every(Boolean)
    ? found.map(([, name, value]) => row(name, value.replace(/^(["'])(.*)\1$/, '$2')))
    : null;
}
