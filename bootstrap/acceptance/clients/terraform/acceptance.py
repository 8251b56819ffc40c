"""Runs acceptance tests of HashiCorp's provider against a fresh server, unmodified: those of mounts, KV,
approle, azure, jwt, kubernetes, identity, policies, tokens, quotas and audit. It knows which of them
fail, and why; others must pass."""

import collections
import json
import os
import subprocess
import sys

from lab import check, environment, opened

# The names of the tests of what is here begin so; those of the unit tests do, too.
TESTS = "^Test(Acc|DataSource|Resource)?(%s)" % "|".join(
    (
        "AppRole",
        "Audit",
        "AuthBackend",
        "AzureAuth",
        "ChildToken",
        "Generic",
        "IdentityEntity",
        "IdentityGroup",
        "IdentityO",
        "JWTAuth",
        "KV",
        "KubernetesAuth",
        "Mount",
        "Policy",
        "ProviderToken",
        "ProviderVaultAddr",
        "Quota",
        "Token",
    )
)

# This one takes a former provider from the registry.
SKIPPED = "^TestAccKVSecretV2_WriteOnlyMigration$"

KNOWN = {
    "mounts an engine or a method that is not here": (
        "TestAccAuthBackend",
        "TestAccAuthBackend_importBasic",
        "TestAccAuthBackend_importTune",
        "TestAccAuthBackend_remount",
        "TestAccAuthBackend_tuning",
        "TestAccIdentityEntityAlias",
        "TestAccIdentityEntityAliasDuplicateFlow",
        "TestAccIdentityEntityAlias_Metadata",
        "TestAccIdentityEntityAlias_Update",
        "TestAccIdentityGroupAlias",
        "TestAccIdentityGroupAliasUpdate",
        "TestDataSourceAuthBackend",
        "TestDataSourceAuthBackends",
        "TestDataSourceIdentityEntityAlias",
        "TestDataSourceIdentityGroupAlias",
        "TestResourceGenericEndpoint",
        "TestResourceMount_AllowedResponseHeaders_EmptySlice",
        "TestResourceMount_AllowedResponseHeaders_Removal",
        "TestResourceMount_ExternalEntropyAccess",
    ),
    "sends tokens of pods to another machine in clear": (
        "TestAccKubernetesAuthBackendConfigDataSource_basic",
        "TestAccKubernetesAuthBackendConfigDataSource_full",
        "TestAccKubernetesAuthBackendConfig_basic",
        "TestAccKubernetesAuthBackendConfig_full",
        "TestAccKubernetesAuthBackendConfig_fullInK8sCluster",
        "TestAccKubernetesAuthBackendConfig_fullUpdate",
        "TestAccKubernetesAuthBackendConfig_import",
        "TestAccKubernetesAuthBackendConfig_update",
        "TestAccKubernetesAuthBackendConfig_writeOnlyJWT",
    ),
    "makes the server a provider at which people sign in": (
        "TestAccIdentityOIDCAssignment",
        "TestAccIdentityOIDCClient",
        "TestAccIdentityOIDCProvider",
        "TestAccIdentityOIDCScope",
        "TestDataSourceIdentityOIDCClientCreds",
        "TestDataSourceIdentityOIDCOpenIDConfig",
        "TestDataSourceIdentityOIDCPublicKeys",
    ),
    "sets jwks_pairs or provider_config, which are refused": (
        "TestAccJWTAuthBackendJWKSPairs_expectedError",
        "TestAccJWTAuthBackendProviderConfig",
    ),
    "expects another issuer in tokens of people than their provider": ("TestAccJWTAuthBackend_OIDC",),
    "binds a role to places without a principal": ("TestAzureAuthBackendRole",),
    "expects a token of 60 s to end a moment earlier, as Vault's": ("TestResourceToken_full",),
}
REASONS = {name: reason for reason, names in KNOWN.items() for name in names}


def events(program, terraform, token):
    """What test2json says of the tests. Terraform asks no registry: the provider is in the program."""
    tests = subprocess.Popen(
        ["go", "tool", "test2json", program, "-test.v=test2json", "-test.timeout=90m"]
        + [f"-test.run={TESTS}", f"-test.skip={SKIPPED}"],
        env=environment(
            os.environ["VAULT_ADDR"],
            token,
            TF_ACC="1",
            TF_ACC_TERRAFORM_PATH=terraform,
            CHECKPOINT_DISABLE="1",
        ),
        stdout=subprocess.PIPE,
        text=True,
    )
    with tests:
        yield from map(json.loads, tests.stdout)


def main():
    program, terraform = sys.argv[1:]
    ends, printed = {}, collections.defaultdict(list)
    for event in events(program, terraform, opened().token):
        name = event.get("Test", "").partition("/")[0]
        printed[name].append(event.get("Output", ""))
        if event["Action"] in ("pass", "fail", "skip") and event.get("Test") == name:
            ends[name] = event["Action"]
            print(f"{ends[name]}: {name}", flush=True)
    wrong = [name for name, end in ends.items() if end == ("fail", "pass")[name in REASONS]]
    for name in wrong:
        print(f"== {name}, which {REASONS.get(name, 'must pass')}", "".join(printed[name]), sep="\n")
    counts = collections.Counter(ends.values())
    print(f"terraform's own tests: {counts['pass']} passed, {counts['fail']} failed, {counts['skip']} skipped")
    check("each test ends as it must", ends and not wrong and REASONS.keys() <= ends.keys(), wrong)


if __name__ == "__main__":
    main()
