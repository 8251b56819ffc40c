// A policy as commands.
import { address, hcl, label, shell } from './quote.js';

/** A mark that no line of the text is. */
function mark(text) {
  let found = 'EOF';
  while (text.split('\n').includes(found)) {
    found += 'F';
  }
  return found;
}

/** The ways to write a policy. */
export function policyAs(name, text) {
  const end = mark(text);
  const lines = text.endsWith('\n') ? text : `${text}\n`;
  const path = `sys/policies/acl/${name}`;
  return [
    ['CLI', `azimuth policy write ${shell(name)} - <<'${end}'\n${lines}${end}`],
    [
      'curl',
      `curl --fail -H "X-Vault-Token: $VAULT_TOKEN" -d @- ${shell(address(path))} <<'${end}'\n${JSON.stringify({ policy: text })}\n${end}`,
    ],
    [
      'Terraform',
      `resource "vault_policy" ${hcl(label(name))} {
  name   = ${hcl(name)}
  policy = ${hcl(text)}
}`,
    ],
  ];
}
