// A role as commands.
import { address, hcl, label, shell } from './quote.js';

/**
 * The values that a role has of its own: what the server fills in is left out.
 *
 * @param {import('../fields.js').FieldSpec[]} fields
 * @param {Record<string, any>} values
 */
export function ownValues(fields, values) {
  const old = new Set(fields.filter((it) => it.old).map((it) => it.name));
  const fallback = new Map(fields.map((it) => [it.name, it.fallback]));
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) =>
        fallback.has(name) &&
        !old.has(name) &&
        !isEmpty(value) &&
        JSON.stringify(value) !== JSON.stringify(fallback.get(name)),
    ),
  );
}

function isEmpty(value) {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

const plain = (value) =>
  Array.isArray(value) && value.every((it) => typeof it === 'string' && !/[,\n]/.test(it));

/** The ways to write a role. */
export function roleAs(path, values) {
  const json = JSON.stringify(values, null, 2);
  const simple = Object.values(values).every((it) => typeof it !== 'object' || plain(it));
  const words = Object.entries(values).map(([name, it]) =>
    shell(`${name}=${Array.isArray(it) ? it.join(',') : it}`),
  );
  return [
    [
      'CLI',
      simple
        ? [`azimuth write ${shell(path)}`, ...words].join(' \\\n  ')
        : `azimuth write ${shell(path)} - <<'EOF'\n${json}\nEOF`,
    ],
    [
      'curl',
      `curl --fail -H "X-Vault-Token: $VAULT_TOKEN" -d @- ${shell(address(path))} <<'EOF'\n${json}\nEOF`,
    ],
    [
      'Terraform',
      `resource "vault_generic_endpoint" ${hcl(label(path.split('/').pop()))} {
  path                 = ${hcl(path)}
  ignore_absent_fields = true
  data_json            = ${hcl(JSON.stringify(values))}
}`,
    ],
  ];
}
