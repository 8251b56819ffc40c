// Logs in and reads a secret with the generated client.
import { Auth, AuthApi, Configuration, ResponseError, SecretsApi, SystemApi } from './api/src';

declare const process: { env: Record<string, string>; exitCode: number };

const basePath = process.env.VAULT_ADDR + '/v1';

function check(what: string, holds: boolean | undefined): void {
  if (!holds) {
    throw new Error('does not hold: ' + what);
  }
  console.log('ok:', what);
}

async function login(): Promise<Auth> {
  const answer = await new AuthApi(new Configuration({ basePath })).writeAuthAzureLogin({
    azureMountPath: process.env.LOGIN_MOUNT,
    azureLoginWriteRequest: { role: 'app', jwt: process.env.LOGIN_JWT },
  });
  return answer.auth!;
}

async function refused(configuration: Configuration): Promise<void> {
  try {
    await new SystemApi(configuration).readSysMounts();
  } catch (error) {
    check('refused', error instanceof ResponseError && error.response.status === 403);
    return;
  }
  check('refused', false);
}

async function main(): Promise<void> {
  const auth = await login();
  check('policies', auth.policies?.join() === 'default,readers');
  check('lifetime', auth.leaseDuration === 3600 && auth.renewable);
  const configuration = new Configuration({ basePath, apiKey: auth.clientToken });
  const secret = await new SecretsApi(configuration).readKvDataPath({
    kvMountPath: process.env.SECRETS_MOUNT,
    path: 'dir/db',
  });
  check('secret', secret.data?.data?.['port'] === 5432);
  check('metadata', secret.data?.metadata?.version === 1);
  check('time', secret.data!.metadata!.createdTime!.getFullYear() > 2000);
  await refused(configuration);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
