"""Drives a fresh server with the real bao command line: exit codes and what matters of the output."""

import json
import os
import sys
import tempfile

from lab import Commands, check

bao = Commands(os.environ["BAO"])


def open_server():
    bao.does("status", r"Initialized +false", code=2)
    bao.does("operator init -status", code=2)
    keys = bao.json("operator init -key-shares=3 -key-threshold=2")
    bao.does("operator init -status")
    bao.does("status", r"Sealed +true", code=2)
    shares = keys["unseal_keys_b64"]
    bao.does(f"operator unseal {shares[0]}", r"Unseal Progress +1/2")
    bao.does(f"operator unseal {shares[1]}", r"Sealed +false")
    bao.does("status", r"Sealed +false", r"Total Shares +3")
    bao.token = keys["root_token"]
    return shares


def mounts_and_secrets():
    bao.does("secrets enable -path=secret -version=2 kv", "Success! Enabled the kv secrets engine")
    bao.does("secrets enable -path=plain kv")
    bao.does("secrets enable pki", "plugin not found in the catalog: pki", code=2)
    bao.does("secrets tune -description=old plain", "Success! Tuned")
    bao.does("secrets list", r"plain/ +kv", r"secret/ +kv")
    bao.does("kv put secret/app user=ada password=-", r"version +1", text="first")
    bao.does("kv put -cas=1 secret/app user=ada", r"version +2")
    bao.does("kv put -cas=1 secret/app user=ada", "did not match", code=2)
    check("the field alone", bao.does("kv get -version=1 -field=password secret/app") == "first")
    bao.does("kv patch secret/app port=5432", r"version +3")
    bao.does("kv get secret/app", r"port +5432", r"user +ada")
    bao.does("kv delete -versions=2 secret/app", "Success! Data deleted")
    bao.does("kv get -version=2 secret/app", r"deletion_time +2")
    bao.does("kv undelete -versions=2 secret/app")
    bao.does("kv destroy -versions=1 secret/app")
    bao.does("kv metadata put -max-versions=4 -custom-metadata=team=web secret/app")
    bao.does("kv metadata get secret/app", r"max_versions +4", r"destroyed +true")
    bao.does("kv rollback -version=2 secret/app", r"version +4")
    bao.does("kv list secret", "app")
    bao.does("list secret/metadata", "app")
    bao.does("kv get secret/none", "No value found", code=2)
    bao.does("kv put plain/app a=1")
    bao.does("kv get -field=a plain/app", "1")
    bao.does("read plain/app", r"a +1")
    bao.does("write cubbyhole/own a=1")
    bao.does("delete cubbyhole/own")
    bao.does("secrets disable plain", "Success! Disabled")


def plugins():
    bao.does("plugin list", r"azure +auth +v\S+builtin.azimuth", r"kv +secret +v")
    bao.does("plugin list -detailed auth", r"azure +auth +v\S+ +supported")
    bao.does("plugin list secret", r"kv +v")
    bao.does("plugin info auth azure", r"builtin +true", r"name +azure", r"version +v")
    bao.does("plugin info secret none", "Error reading plugin", code=2)
    bao.does("plugin register -sha256=00 -command=x auth x", "plugins are files", code=2)
    bao.does("plugin deregister auth azure", "plugins are files", code=2)
    bao.does("plugin reload -plugin=azure", "plugins are files", code=2)


def policies_and_tokens():
    with tempfile.NamedTemporaryFile("w", suffix=".hcl") as policy:
        policy.write('path "secret/data/app" {\n  capabilities = ["read"]\n}\n')
        policy.flush()
        bao.does(f"policy write web {policy.name}", "Success! Uploaded policy: web")
    bao.does("policy read web", "secret/data/app")
    bao.does("policy list", "default", "web")
    bao.does("policy write bad -", "failed to parse policy", code=2, text="path {")
    made = bao.json("token create -policy=web -ttl=1h -metadata=a=b")["auth"]
    token, accessor = made["client_token"], made["accessor"]
    bao.does("token lookup", r"policies +\[default web\]", token=token)
    bao.does("token capabilities secret/data/app", "read", token=token)
    bao.does("kv get -field=user secret/app", "ada", token=token)
    bao.does("kv put secret/app a=1", "permission denied", code=2, token=token)
    bao.does(f"token lookup -accessor {accessor}", r"ttl +")
    bao.does("token renew -increment=30m", r"token_duration +30m", token=token)
    bao.does(f"token revoke -accessor {accessor}", "Success! Revoked")
    bao.does("token lookup", "permission denied", code=2, token=token)
    bao.does("policy delete web", "Success! Deleted policy: web")


def wrapping():
    wrapped = bao.json("kv get -wrap-ttl=60s secret/app")["wrap_info"]["token"]
    bao.does(f"write sys/wrapping/lookup token={wrapped}", r"creation_ttl +1m")
    bao.does(f"unwrap {wrapped}", r"metadata ")
    bao.does(f"unwrap {wrapped}", "wrapping token is not valid or does not exist", code=2)


def auth_and_leases():
    bao.does("auth enable -path=fleet azure", "Success! Enabled azure auth method at: fleet/")
    bao.does("auth list", r"fleet/ +azure", r"token/ +token")
    bao.does("auth tune -max-lease-ttl=2h fleet", "Success! Tuned")
    bao.does(
        "write auth/fleet/config environment=lab"
        " tenant_id=11111111-1111-1111-1111-111111111111"
        " resource=https://management.azure.com/"
    )
    bao.does("write auth/fleet/role/web bound_service_principal_ids=* token_ttl=1h", code=2)
    bao.does("write auth/fleet/role/web bound_service_principal_ids=aaaa-1 token_ttl=1h")
    bao.does("read auth/fleet/role/web", r"token_ttl +1h|token_ttl +3600")
    bao.does("list auth/fleet/role", "web")
    bao.does("write auth/fleet/login role=web jwt=x", "Code: 4", code=2)
    bao.does("path-help auth/fleet/role/web", "bound_service_principal_ids")
    bao.does("lease lookup auth/fleet/login/none", code=2)
    bao.does("lease revoke -prefix auth/fleet", "Success!|All revocation operations queued")
    bao.does("auth disable fleet", "Success! Disabled")


def audit():
    bao.does("audit enable file file_path=stdout", "Success! Enabled the file audit device")
    bao.does("audit list", r"file/ +file")
    bao.does("audit disable file", "Success! Disabled audit device")


def inside():
    bao.does("write sys/loggers/core level=debug", "Success!")
    bao.does("read sys/loggers", r"core +debug", r"audit +info")
    bao.does("delete sys/loggers", "Success!")
    bao.does("read -field=timestamp sys/host-info", "20")
    bao.does("version-history", r"Version +")
    with tempfile.TemporaryDirectory() as directory:
        targets = "config host requests metrics replication-status server-status log".split()
        chosen = " ".join(f"-target={target}" for target in targets)
        bao.does(
            f"debug -duration=5s -interval=5s -metrics-interval=5s -compress=false"
            f" {chosen} -output={directory}/bundle",
            "Success! Bundle written",
        )
        with open(f"{directory}/bundle/index.json") as file:
            check("nothing that bao debug asks for is missing", not json.load(file)["errors"])


def operator(shares):
    bao.does("operator key-status", r"Key Term +1")
    bao.does("operator rotate", r"Key Term +2")
    bao.does("operator members", r"Active Node")
    begun = bao.json("operator generate-root -init")
    bao.does(f"operator generate-root -nonce={begun['nonce']} {shares[0]}", r"Progress +1/2")
    done = bao.json(f"operator generate-root -nonce={begun['nonce']} {shares[1]}")
    encoded = done.get("encoded_token") or done.get("encoded_root_token")
    root = bao.does(f"operator generate-root -decode={encoded} -otp={begun['otp']}").strip()
    bao.does("token lookup", r"policies +\[root\]", token=root)
    begun = bao.json("operator rotate-keys -init -key-shares=2 -key-threshold=2")
    bao.does("operator rotate-keys -status", r"Rotate Progress|Rekey Progress|Progress +0/2")
    bao.does(f"operator rotate-keys -nonce={begun['nonce']} {shares[0]}", r"1/2")
    rotated = bao.json(f"operator rotate-keys -nonce={begun['nonce']} {shares[1]}")
    bao.does("operator seal", "Success!")
    bao.does("secrets list", "sealed", code=2)
    for share in rotated["keys_base64"]:
        bao.does(f"operator unseal {share}")
    bao.does("status", r"Sealed +false", r"Total Shares +2")


shares = open_server()
mounts_and_secrets()
plugins()
policies_and_tokens()
wrapping()
auth_and_leases()
audit()
inside()
operator(shares)
with open(sys.argv[1], "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
    json.dump({"token": bao.token}, file)
print(f"bao: {bao.count} command lines")
