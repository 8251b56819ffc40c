// Calls of the server's public API, each with the token of the user.
import { session } from './session.js';

const BASE = new URL('../v1/', document.baseURI);

const CAPABILITIES = {
  GET: 'read',
  LIST: 'list',
  POST: 'update',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The sentences of an error; the server lists several as "2 errors occurred:" and points. */
function sentences(error) {
  const points = error.split(/\n\s*\*\s*/);
  return (/^\d+ errors? occurred:?$/.test(points[0].trim()) ? points.slice(1) : [error]).map((it) =>
    it.trim(),
  );
}

/** An answer that is no success, or no answer at all (status 0). */
export class ApiError extends Error {
  /**
   * @param {string} method
   * @param {string} path
   * @param {number} status
   * @param {object} body
   */
  constructor(method, path, status, body) {
    const errors = ((body && body.errors) || []).flatMap(sentences);
    super(errors.join('; ') || `${method} ${path} was answered ${status}`);
    this.path = path;
    this.status = status;
    this.errors = errors;
    this.data = (body && body.data) || null;
    this.capability = CAPABILITIES[method];
  }

  /** Whether the token may not do this, as far as the server says no more. */
  get denied() {
    return this.status === 403 && this.errors.every((it) => it === 'permission denied');
  }

  /** Whether there is no such token any more. */
  get unknownToken() {
    return this.status === 403 && this.errors.includes('invalid token');
  }

  /** Whether there is no such thing. */
  get absent() {
    return this.status === 404;
  }
}

/**
 * The address of an API path. Each segment is encoded by itself.
 *
 * @param {string} path
 * @param {Record<string, string>} query
 */
function address(path, query) {
  // Browsers would go up such a path, to another one of the API.
  const segments = path.split('/');
  if (segments.some((it, at) => it === '.' || it === '..' || (it === '' && at < segments.length - 1))) {
    throw new ApiError('', path, 0, { errors: [`"${path}" is no path of the API`] });
  }
  const url = new URL(segments.map(encodeURIComponent).join('/'), BASE);
  Object.entries(query || {}).forEach(([key, value]) => url.searchParams.set(key, value));
  return url;
}

async function answer(method, path, { body, query, token } = {}) {
  const headers = { 'X-Vault-Request': 'true' };
  const caller = token === undefined ? session.token : token;
  if (caller) {
    headers['X-Vault-Token'] = caller;
  }
  if (body !== undefined) {
    headers['Content-Type'] =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  const verb = method === 'LIST' ? 'GET' : method;
  const parameters = method === 'LIST' ? { ...query, list: 'true' } : query;
  const url = address(path, parameters);
  try {
    return await fetch(url, {
      method: verb,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
  } catch {
    throw new ApiError(method, path, 0, { errors: ['the server does not answer'] });
  }
}

/**
 * Parses JSON and keeps each number as it is written, as the server does: a browser rounds long ones
 * and shortens 1.0. Such a number becomes an object that JSON.stringify writes as it was.
 *
 * @param {string} text
 */
export function parseExactly(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && JSON.rawJSON && context && context.source !== String(value)
      ? JSON.rawJSON(context.source)
      : value,
  );
}

/**
 * Sends a request and returns the body of the answer.
 *
 * @param {string} method GET, LIST, POST, PUT, PATCH or DELETE
 * @param {string} path the path below /v1/
 * @param {{body?: object, query?: Record<string, string>, token?: string, accept?: number[],
 *     exact?: boolean}} options
 *     `token` instead of the user's own, "" for none; `accept`: statuses that are no failure here;
 *     `exact`: numbers are kept as they are written
 * @throws {ApiError} when the answer is no success
 */
export async function call(method, path, options = {}) {
  const response = await answer(method, path, options);
  const text = await response.text();
  let body = {};
  try {
    body = text ? (options.exact ? parseExactly(text) : JSON.parse(text)) : {};
  } catch {
    body = { errors: [text.slice(0, 200)] };
  }
  if (!response.ok && !(options.accept || []).includes(response.status)) {
    const error = new ApiError(method, path, response.status, body);
    if (error.unknownToken && options.token === undefined) {
      session.end('The token is no longer valid.');
    }
    throw error;
  }
  return body;
}

/** Reads a path and returns its data. */
export async function read(path, query) {
  return (await call('GET', path, { query })).data;
}

/**
 * Lists a path and returns its keys; none when there is nothing.
 *
 * @param {string} path
 * @param {Record<string, string>} query such as limit and after, where the path takes them
 */
export async function list(path, query) {
  try {
    return (await call('LIST', path, { query })).data.keys;
  } catch (error) {
    if (error.absent) {
      return [];
    }
    throw error;
  }
}

/** Writes to a path and returns the whole answer. */
export function write(path, body = {}) {
  return call('POST', path, { body });
}

/** Deletes a path. */
export function remove(path) {
  return call('DELETE', path);
}

/** Reads a path whose answer is text. */
export async function readText(path, query) {
  const response = await answer('GET', path, { query });
  const text = await response.text();
  if (!response.ok) {
    let body = {};
    try {
      body = JSON.parse(text);
    } catch {
      body = { errors: [text.slice(0, 200)] };
    }
    throw new ApiError('GET', path, response.status, body);
  }
  return text;
}
