"""Drives a fresh server with Terraform and HashiCorp's provider for Vault, unmodified."""

import json
import os
import shutil
import sys

from lab import Commands, check, jwt, metadata, opened

TENANT = "11111111-1111-1111-1111-111111111111"
IDENTITY = "bbbbbbbb-0000-4000-8000-000000000001"
HERE = os.path.dirname(os.path.abspath(__file__))
CHANGES = 2


def machine():
    """The variables of a workload: its token, and what its machine is."""
    compute = metadata("instance?api-version=2018-02-01")["compute"]
    return {
        "TF_VAR_jwt": jwt(),
        "TF_VAR_subscription": compute["subscriptionId"],
        "TF_VAR_resource_group": compute["resourceGroupName"],
        "TF_VAR_machine": compute["name"],
    }


class Terraform(Commands):
    """Terraform in a copy of one directory; nobody edits files while it works."""

    def __init__(self, program, home, name, token):
        super().__init__(program, token=token)
        self.directory = shutil.copytree(os.path.join(HERE, name), os.path.join(home, name))

    def does(self, line, *expected, **how):
        return super().does(
            f"-chdir={self.directory} {line}",
            *expected,
            TF_CLI_CONFIG_FILE=os.environ["TF_CLI_CONFIG_FILE"],
            TF_IN_AUTOMATION="1",
            CHECKPOINT_DISABLE="1",
            TF_VAR_tenant=TENANT,
            TF_VAR_identity=IDENTITY,
            **how,
        )

    def holds(self, option="", **variables):
        """Applies, and a plan after it finds nothing to do."""
        self.does(f"apply -auto-approve -no-color {option}", "Apply complete", **variables)
        self.does("plan -detailed-exitcode -no-color", "No changes", **variables)

    def output(self, name):
        return json.loads(self.does(f"output -json {name}"))


def operate(terraform, server):
    terraform.holds()
    check("what the data source reads", terraform.output("port") == 5432)
    check("the list", terraform.output("names") == ["database"])
    check("the alias of the entity", terraform.output("aliases") == [IDENTITY])
    tuned = server.get("sys/mounts/auth/fleet/tune")
    check("the block tune holds", tuned["max_lease_ttl"] == 8 * 3600, tuned)

    changed = {"TF_VAR_changed": "true"}
    terraform.does("plan -detailed-exitcode -no-color", r"0 to add, \d+ to change, 0 to destroy", code=CHANGES, **changed)
    # The provider does not send a list of a role that becomes empty.
    terraform.holds("-replace=vault_azure_auth_backend_role.groups", **changed)
    check("what the data source reads then", terraform.output("port") == 5433)
    role = server.get("auth/fleet/role/groups")
    check("the lists are empty", not (role["bound_scale_sets"] or role["bound_subscription_ids"]), role)
    return changed


def notices_drift(terraform, server, changed):
    server.write("sys/policies/acl/readers", policy='path "other" { capabilities = ["read"] }')
    terraform.does("plan -detailed-exitcode -no-color", "vault_policy.readers will be updated", code=CHANGES, **changed)
    terraform.holds(**changed)


def federates(terraform, server, changed):
    terraform.holds()
    known = server.get("auth/rotated/config")
    check("the schedule of the rotation", known["rotation_schedule"] == "0 * * * SAT", known)
    terraform.holds(**changed)
    known = server.get("auth/federated/config")
    check("the life of identity tokens", known["identity_token_ttl"] == 1200, known)
    terraform.does("destroy -auto-approve -no-color", "Destroy complete", **changed)


def imports(terraform, changed):
    for address, name in IMPORTED.items():
        terraform.does(f"state rm {address}", "Successfully removed")
        terraform.does(f"import -no-color {address} {name}", "Import successful", **changed)
    terraform.does("plan -detailed-exitcode -no-color", "No changes", **changed)


IMPORTED = {
    "vault_policy.readers": "readers",
    "vault_azure_auth_backend_role.web": "auth/fleet/role/web",
    "vault_azure_auth_backend_role.groups": "auth/fleet/role/groups",
    "vault_auth_backend.fleet": "fleet",
    "vault_kubernetes_auth_backend_role.orders": "auth/cluster/role/orders",
    "vault_mount.secret": "secret",
    "vault_token_auth_backend_role.short": "auth/token/roles/short",
    "vault_quota_rate_limit.secret": "secret",
    "vault_identity_oidc_key.signing": "signing",
    "vault_identity_oidc_role.web": "web",
    "vault_audit.file": "terraform",
}


def main():
    program, home = sys.argv[1:]
    server = opened()
    terraform = Terraform(program, home, "fleet", server.token)
    terraform.does("version", "Terraform v")
    changed = operate(terraform, server)
    workload = Terraform(program, home, "workload", "")
    workload.does("apply -auto-approve -no-color", "Apply complete", **machine())
    check("what a workload reads", workload.output("user") == "ada")
    federation = Terraform(program, home, "federation", server.token)
    federates(federation, server, changed)
    notices_drift(terraform, server, changed)
    imports(terraform, changed)
    terraform.does("destroy -auto-approve -no-color", "Destroy complete", **changed)
    check("nothing is left of the mounts", not {"secret/", "plain/"} & set(server.get("sys/mounts")))
    check("nor of the method", "fleet/" not in server.get("sys/auth"))
    print(f"terraform: {terraform.count + workload.count + federation.count} command lines")


if __name__ == "__main__":
    main()
