// Fields of API paths, as the server's own OpenAPI document declares them.
import { call } from './api.js';
import { FieldError } from './editing/fielderrors.js';
import { duration } from './parts/time.js';
import { session } from './session.js';

/**
 * A field of a form.
 *
 * @typedef {{name: string, kind: 'list'|'map'|'flag'|'number'|'duration'|'choice'|'text',
 *     help: string, fallback: any, old: boolean, values?: string[]}} FieldSpec
 *     `values`: those of a choice
 */

// The document is large, so it is kept for the session. It is read anew when it lacks a path, which
// may be that of a mount that is new.
let kept = null;

const isKept = () => kept !== null && kept.age === session.age;

function openApi(anew) {
  if (anew || !isKept()) {
    const document = call('GET', 'sys/internal/specs/openapi');
    kept = { age: session.age, document };
    document.catch(forgetFields);
  }
  return kept.document;
}

/** Reads the fields anew next time: the server may be of another version than before. */
export function forgetFields() {
  kept = null;
}

/**
 * The fields that a write takes.
 *
 * @param {string} mount an auth method
 * @param {string} below a path of it, {} in the place of each parameter: role/{}
 * @returns {Promise<FieldSpec[]>} empty when the server does not describe the path
 */
export function fieldsAt(mount, below) {
  return fieldsOfPath(`/auth/${mount}/${below}`);
}

/**
 * The fields that a write to a path takes.
 *
 * @param {string} wanted as the document has it, {} in the place of each parameter
 * @returns {Promise<FieldSpec[]>} empty when the server does not describe the path
 */
export async function fieldsOfPath(wanted) {
  for (const anew of isKept() ? [false, true] : [true]) {
    const openapi = await openApi(anew).catch(() => ({ paths: {} }));
    const path = Object.keys(openapi.paths).find((it) => it.replace(/\{\w+\}/g, '{}') === wanted);
    if (path) {
      return fieldsOf(openapi, path);
    }
  }
  return [];
}

function fieldsOf(openapi, path) {
  const write = openapi.paths[path] && openapi.paths[path].post;
  const content = write && write.requestBody && write.requestBody.content['application/json'];
  if (!content) {
    return [];
  }
  const schema = resolved(openapi, content.schema);
  return Object.entries(schema.properties || {}).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    help: property.description || '',
    fallback: property.default,
    old: Boolean(property.deprecated),
    values: property.enum,
  }));
}

function resolved(openapi, schema) {
  const reference = schema.$ref;
  return reference ? openapi.components.schemas[reference.split('/').pop()] : schema;
}

function kindOf(property) {
  if (property.enum) {
    return 'choice';
  }
  switch (property.type) {
    case 'array':
      return 'list';
    case 'object':
      return 'map';
    case 'boolean':
      return 'flag';
    case 'integer':
      return property.format === 'seconds' ? 'duration' : 'number';
    default:
      return 'text';
  }
}

/**
 * Fields that are made up from values, for when there is no document.
 *
 * @param {Record<string, any>} values
 * @returns {FieldSpec[]}
 */
export function fieldsLike(values) {
  return Object.entries(values).map(([name, value]) => ({
    name,
    kind: Array.isArray(value)
      ? 'list'
      : typeof value === 'boolean'
        ? 'flag'
        : typeof value === 'number'
          ? 'number'
          : value && typeof value === 'object'
            ? 'map'
            : 'text',
    help: '',
    fallback: undefined,
    old: false,
  }));
}

/** A value of the API as it stands in the form: text, or true and false. */
export function shown(field, value) {
  switch (field.kind) {
    case 'list':
      return asLines(field, (value || []).map(asText), (it) => it.join('\n'));
    case 'map':
      return asLines(field, value || {}, pairs);
    case 'flag':
      return Boolean(value ?? field.fallback);
    case 'duration':
      return value ? duration(inSeconds(value)) : '';
    case 'number':
      return value ? String(value) : '';
    default:
      return value ?? '';
  }
}

/** Delays are shown in nanoseconds, and taken in both: from a billion on, which no API means in seconds. */
const inSeconds = (value) => (value >= 1e9 ? value / 1e9 : value);

function asText(item) {
  return typeof item === 'number' ? String(item) : item;
}

/** Lines, or JSON where lines would be read as something else: a value with a line break, say. */
function asLines(field, value, write) {
  const text = write(value);
  return isReadAs(field, text, value) ? text : JSON.stringify(value, null, 2);
}

function isReadAs(field, text, value) {
  try {
    return JSON.stringify(sent(field, text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}

function pairs(object) {
  return Object.entries(object)
    .map(([key, it]) => `${key}=${it}`)
    .join('\n');
}

/** What stands in the form, as the API takes it. */
export function sent(field, text) {
  switch (field.kind) {
    case 'list':
      return ofJson(field, text, '[') ?? lines(text);
    case 'map':
      return ofJson(field, text, '{') ?? object(text);
    case 'duration':
      return text.trim() || 0;
    case 'number':
      // What is no number is sent as it is, so that the server refuses it.
      return text.trim() === '' ? 0 : /^\d+$/.test(text.trim()) ? Number(text) : text;
    default:
      return text;
  }
}

function ofJson(field, text, begin) {
  if (!text.trim().startsWith(begin)) {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    const what = begin === '[' ? 'a list' : 'an object';
    throw new FieldError(field.name, `This is not JSON: ${what} that begins so must be complete.`);
  }
}

function object(text) {
  return Object.fromEntries(
    lines(text, '\n').map((line) => {
      const [key, ...rest] = line.split('=');
      return [key.trim(), rest.join('=').trim()];
    }),
  );
}

function lines(text, separator = /[\n,]/) {
  return text
    .split(separator)
    .map((it) => it.trim())
    .filter((it) => it !== '');
}
