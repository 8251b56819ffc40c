// Reading a secret of either engine.
import { call, read } from '../../api.js';
import { html } from '../../html.js';
import { moment } from '../../parts/time.js';

/**
 * What was read. `gone`: why there are no values.
 *
 * @typedef {{data?: Record<string, any>, version?: number, gone?: any, absent?: boolean,
 *     denied?: boolean}} Shown
 */

/** Reads one without versions. @returns {Promise<Shown>} */
export async function readV1(at) {
  try {
    return { data: (await call('GET', at, { exact: true })).data };
  } catch (error) {
    return withoutValues(error);
  }
}

/** Reads a version; 0 for the latest. @returns {Promise<Shown>} */
export async function readV2(at, version) {
  const query = version ? { version: String(version) } : undefined;
  const body = await call('GET', at, { query, accept: [404], exact: true }).catch((error) => {
    if (error.denied) {
      return { denied: true };
    }
    throw error;
  });
  if (body.denied) {
    return { denied: true, gone: html`This needs <code>read</code> on <code>${at}</code>.` };
  }
  if (!body.data) {
    return { gone: 'There is no such secret yet.', absent: true };
  }
  const { data, metadata } = body.data;
  if (data) {
    return { data, version: metadata.version };
  }
  const why = metadata.destroyed
    ? 'This version is destroyed.'
    : `This version was deleted on ${moment(metadata.deletion_time)}. It can be brought back.`;
  return { gone: why, version: metadata.version };
}

function withoutValues(error) {
  if (error.absent) {
    return { gone: 'There is no such secret yet.', absent: true };
  }
  if (error.denied) {
    return {
      denied: true,
      gone: html`This needs <code>${error.capability}</code> on <code>${error.path}</code>.`,
    };
  }
  throw error;
}

/** Reads the versions; an object without any when there are none. */
export async function readMetadata(mount, path) {
  try {
    return await read(`${mount.path}/metadata/${path}`);
  } catch (error) {
    if (error.absent) {
      return {};
    }
    throw error;
  }
}
