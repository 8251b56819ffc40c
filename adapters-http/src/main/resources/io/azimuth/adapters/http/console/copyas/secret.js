// Reading a secret, as commands. Its values are in none of them.
import { address, hcl, label, shell } from './quote.js';

/** The ways to read a secret. */
export function secretAs({ path: mount, version }, path) {
  const name = label(path.split('/').pop());
  const at = version === 2 ? `${mount}/data/${path}` : `${mount}/${path}`;
  return [
    ['CLI', `azimuth kv get -mount=${shell(mount)} ${shell(path)}`],
    ['curl', `curl --fail -H "X-Vault-Token: $VAULT_TOKEN" ${shell(address(at))}`],
    [
      'Terraform',
      version === 2
        ? `data "vault_kv_secret_v2" ${hcl(name)} {\n  mount = ${hcl(mount)}\n  name  = ${hcl(path)}\n}`
        : `data "vault_kv_secret" ${hcl(name)} {\n  path = ${hcl(at)}\n}`,
    ],
  ];
}
