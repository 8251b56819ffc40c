// Drives a fresh server with node-vault, unmodified.
'use strict';

const vault = require('node-vault');

const MOUNT = 'azure';
const IDENTITY = 'bbbbbbbb-0000-4000-8000-000000000001';
const TENANT = '11111111-1111-1111-1111-111111111111';
const AUDIENCE = 'https://management.azure.com/';

function client(token) {
  return vault({ apiVersion: 'v1', endpoint: process.env.VAULT_ADDR, token });
}

function check(what, holds) {
  if (!holds) {
    throw new Error(`does not hold: ${what}`);
  }
  console.log(`ok: ${what}`);
}

async function refused(status, text, call) {
  try {
    await call();
  } catch (error) {
    check(`${status} says "${text}"`, error.response.statusCode === status && error.message.includes(text));
    return;
  }
  throw new Error(`not refused: ${call}`);
}

async function jwt() {
  const address = process.env.AZIMUTH_METADATA_ADDRESS;
  const query = `api-version=2018-02-01&resource=${encodeURIComponent(AUDIENCE)}`;
  const answer = await fetch(`http://${address}/metadata/identity/oauth2/token?${query}`, {
    headers: { Metadata: 'true' },
  });
  return (await answer.json()).access_token;
}

async function open() {
  const stranger = client();
  check('not initialised at first', !(await stranger.initialized()).initialized);
  check('health says so too', (await stranger.health()).initialized === false);
  const made = await stranger.init({ secret_shares: 1, secret_threshold: 1 });
  check('sealed after init', (await stranger.status()).sealed);
  check('unsealed', !(await stranger.unseal({ key: made.keys[0] })).sealed);
  check('healthy', (await stranger.health()).initialized);
  check('leader', (await stranger.leader()).ha_enabled === false);
  return { root: client(made.root_token), key: made.keys[0] };
}

async function azure(root) {
  await root.enableAuth({ mount_point: MOUNT, type: 'azure', description: 'the fleet' });
  check('listed', (await root.auths())[`${MOUNT}/`].type === 'azure');
  await root.write(`auth/${MOUNT}/config`, { tenant_id: TENANT, resource: AUDIENCE, environment: 'lab' });
  await root.write(`auth/${MOUNT}/role/web`, {
    bound_service_principal_ids: [IDENTITY],
    token_policies: ['readers'],
    token_ttl: '1h',
  });
  check('roles', (await root.list(`auth/${MOUNT}/role`)).data.keys[0] === 'web');
  const login = await client().write(`auth/${MOUNT}/login`, { role: 'web', jwt: await jwt() });
  const workload = client(login.auth.client_token);
  check('logged in', (await workload.tokenLookupSelf()).data.policies.includes('readers'));
  check('renewed', (await workload.tokenRenewSelf({ increment: '30m' })).auth.lease_duration === 1800);
  await refused(403, 'permission denied', () => workload.policies());
  const stale = client('azs.stale');
  const again = await stale.write(`auth/${MOUNT}/login`, { role: 'web', jwt: await jwt() });
  check('a stale token does not hinder a login', again.auth.client_token.startsWith('azs.'));
  await workload.tokenRevokeSelf();
  await refused(403, '', () => workload.tokenLookupSelf());
  await root.delete(`auth/${MOUNT}/role/web`);
  await refused(404, '', () => root.read(`auth/${MOUNT}/role/web`));
}

async function policies(root) {
  await root.addPolicy({ name: 'readers', rules: 'path "x/*" { capabilities = ["read"] }' });
  check('read', (await root.getPolicy({ name: 'readers' })).rules.includes('x/*'));
  check('listed', (await root.policies()).policies.includes('readers'));
  await root.addPolicy({ name: 'passing', rules: 'path "y" { capabilities = ["read"] }' });
  await root.removePolicy({ name: 'passing' });
  check('removed', !(await root.policies()).policies.includes('passing'));
}

// This client continues with the token that it creates, so each token is created by a new client.
async function tokens(root) {
  const made = (await client(root.token).tokenCreate({ policies: ['readers'], ttl: '10m' })).auth;
  check('looked up', (await root.tokenLookup({ token: made.client_token })).data.ttl <= 600);
  check('by accessor', (await root.tokenLookupAccessor({ accessor: made.accessor })).data.id === '');
  check('accessors', (await root.tokenAccessors()).data.keys.includes(made.accessor));
  await client(root.token).tokenRenew({ token: made.client_token, increment: '5m' });
  await root.tokenRevokeAccessor({ accessor: made.accessor });
  await refused(403, 'bad token', () => root.tokenLookup({ token: made.client_token }));
  const orphan = (await client(root.token).tokenCreateOrphan({ policies: ['readers'] })).auth;
  await root.tokenRevokeOrphan({ token: orphan.client_token });
  await root.addTokenRole({ role_name: 'short', allowed_policies: 'readers' });
  check('by role', (await client(root.token).tokenCreateRole({ role_name: 'short' })).auth.policies.includes('readers'));
  await root.removeTokenRole({ role_name: 'short' });
}

const APP = `
path "kv-v2/data/app/*" { capabilities = ["create", "read", "update", "patch", "delete"] }
path "kv-v2/+/app/*" { capabilities = ["update", "list"] }
path "plain/app/*" { capabilities = ["create", "read", "update", "delete", "list"] }`;

// A workload of the role, with its own client.
async function workload(root) {
  await root.addPolicy({ name: 'app', rules: APP });
  await root.write(`auth/${MOUNT}/role/app`, { bound_service_principal_ids: IDENTITY, token_policies: 'app' });
  const login = await client().write(`auth/${MOUNT}/login`, { role: 'app', jwt: await jwt() });
  return client(login.auth.client_token);
}

async function versions(app) {
  const first = await app.write('kv-v2/data/app/db', { data: { user: 'x', port: 5432 }, options: { cas: 0 } });
  check('the first version', first.data.version === 1);
  await refused(400, 'check-and-set parameter did not match the current version', () =>
    app.write('kv-v2/data/app/db', { data: { user: 'z' }, options: { cas: 0 } }));
  await app.update('kv-v2/data/app/db', { data: { port: 5433 } });
  const read = (await app.read('kv-v2/data/app/db')).data;
  check('patched', read.data.user === 'x' && read.data.port === 5433 && read.metadata.version === 2);
  check('the version before', (await app.read('kv-v2/data/app/db?version=1')).data.data.port === 5432);
  await app.write('kv-v2/data/app/more/deep', { data: {} });
  check('listed', (await app.list('kv-v2/metadata/app')).data.keys.join() === 'db,more/');
  await refused(404, '', () => app.list('kv-v2/metadata/app/none'));
  await app.delete('kv-v2/data/app/db');
  await refused(404, '', () => app.read('kv-v2/data/app/db'));
  await app.write('kv-v2/undelete/app/db', { versions: [2] });
  check('undeleted', (await app.read('kv-v2/data/app/db')).data.data.port === 5433);
  await app.write('kv-v2/destroy/app/db', { versions: [1] });
  await refused(404, '', () => app.read('kv-v2/data/app/db?version=1'));
}

async function plain(app) {
  check('nothing is answered', (await app.write('plain/app/db', { user: 'x' })) === '');
  check('read', (await app.read('plain/app/db')).data.user === 'x');
  check('listed without versions', (await app.list('plain/app')).data.keys.join() === 'db');
  await app.delete('plain/app/db');
  await refused(404, '', () => app.read('plain/app/db'));
}

async function wrapping(root, app) {
  await app.write('kv-v2/data/app/wrapped', { data: { a: 'b' } });
  const wrapped = (await app.read('kv-v2/data/app/wrapped', { headers: { 'X-Vault-Wrap-TTL': '60s' } })).wrap_info;
  check('wrapped', wrapped.ttl === 60 && wrapped.creation_path === 'kv-v2/data/app/wrapped');
  check('unwrapped by another', (await root.unwrap({ token: wrapped.token })).data.data.a === 'b');
  await refused(400, 'wrapping token is not valid or does not exist', () => root.unwrap({ token: wrapped.token }));
  const login = await client().write(`auth/${MOUNT}/login`, { role: 'app', jwt: await jwt() },
    { headers: { 'X-Vault-Wrap-TTL': '1m' } });
  const opened = await client(login.wrap_info.token).unwrap();
  check('a login, unwrapped by its own token', opened.auth.metadata.role === 'app');
}

async function secrets(root) {
  await root.mount({ mount_point: 'kv-v2', type: 'kv', options: { version: '2' } });
  await root.mount({ mount_point: 'plain', type: 'kv' });
  check('mounted', (await root.mounts())['kv-v2/'].options.version === '2');
  const app = await workload(root);
  await versions(app);
  await plain(app);
  await wrapping(root, app);
  await app.write('cubbyhole/mine', { a: 'b' });
  check('a token keeps its own', (await app.read('cubbyhole/mine')).data.a === 'b');
  await refused(404, '', () => root.read('cubbyhole/mine'));
  await refused(403, 'permission denied', () => app.read('kv-v2/data/other'));
  await refused(403, 'permission denied', () => app.write('kv-v2/data/other', { data: {} }));
  await refused(403, 'permission denied', () => app.list('kv-v2/metadata'));
  await refused(403, 'permission denied', () => app.mounts());
  await root.unmount({ mount_point: 'plain' });
}

async function seal(root, key) {
  await root.rotate();
  check('rotated', (await root.read('sys/key-status')).data.term === 2);
  const rekey = await root.write('sys/rekey/init', { secret_shares: 1, secret_threshold: 1 });
  const renewed = await root.write('sys/rekey/update', { key, nonce: rekey.nonce });
  check('rekeyed', renewed.complete && renewed.keys.length === 1);
  await root.seal();
  check('sealed', (await root.status()).sealed);
  check('open with the new key', !(await root.unseal({ key: renewed.keys[0] })).sealed);
  // Without sync the answer is 202, which this client treats as a failure.
  await root.revokePrefix({ path_prefix: `auth/${MOUNT}`, sync: true });
  await root.disableAuth({ mount_point: MOUNT });
}

async function main() {
  const { root, key } = await open();
  await policies(root);
  await azure(root);
  await tokens(root);
  await secrets(root);
  await seal(root, key);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
