// Logs in, reads a secret and the mounts, and is refused, with the generated client.
import { AuthApi, Configuration, ErrorsFromJSON, ResponseError, SecretsApi, SystemApi } from './api';

declare const process: { env: Record<string, string>; exitCode: number };

const basePath = process.env.VAULT_ADDR + '/v1';
const mount = process.env.SECRETS_MOUNT;

function check(what: string, holds: boolean | undefined): void {
  if (!holds) {
    throw new Error('does not hold: ' + what);
  }
  console.log('ok:', what);
}

async function login() {
  const answer = await new AuthApi(new Configuration({ basePath })).writeAuthAzureLogin({
    azureMountPath: process.env.LOGIN_MOUNT,
    azureLoginWriteRequest: { role: 'app', jwt: process.env.LOGIN_JWT },
  });
  return answer.auth!;
}

async function refused(secrets: SecretsApi): Promise<void> {
  const error = await secrets.readKvDataPath({ kvMountPath: mount, path: 'other' }).catch((it) => it);
  check('refused', error instanceof ResponseError && error.response.status === 403);
  check('typed', ErrorsFromJSON(await error.response.json()).errors?.length === 1);
}

async function main(): Promise<void> {
  const auth = await login();
  check('policies', auth.policies?.join() === 'default,readers');
  check('lifetime', auth.leaseDuration === 3600 && auth.renewable);
  const configuration = new Configuration({ basePath, apiKey: auth.clientToken });
  const secrets = new SecretsApi(configuration);
  const secret = await secrets.readKvDataPath({ kvMountPath: mount, path: 'dir/db' });
  check('secret', secret.data?.data?.['port'] === 5432);
  check('metadata', secret.data?.metadata?.version === 1);
  check('time', secret.data!.metadata!.createdTime!.getFullYear() > 2000);
  const mounts = await new SystemApi(configuration).readSysMounts();
  check('mounts', mounts.data?.[mount + '/']?.type === 'kv');
  await refused(secrets);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
