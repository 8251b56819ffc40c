"""Sets up a fresh server for generated clients, and writes its document and what they need."""

import json
import sys

from lab import check, jwt, opened

TENANT = "11111111-1111-1111-1111-111111111111"
IDENTITY = "bbbbbbbb-0000-4000-8000-000000000001"
AUDIENCE = "https://management.azure.com/"
LOGIN = "team/azure"
SECRETS = "team/kv"
READS = f"""
path "{SECRETS}/data/dir/db" {{ capabilities = ["read"] }}
path "sys/mounts" {{ capabilities = ["read"] }}
"""


def prepare(server):
    server.write(f"sys/auth/{LOGIN}", type="azure")
    server.write(f"auth/{LOGIN}/config", tenant_id=TENANT, resource=AUDIENCE, environment="lab")
    server.write("sys/policies/acl/readers", policy=READS)
    server.write(
        f"auth/{LOGIN}/role/app",
        token_policies=["readers"],
        token_ttl="1h",
        bound_service_principal_ids=[IDENTITY],
    )
    server.write(f"sys/mounts/{SECRETS}", type="kv", options={"version": "2"})
    server.write(f"{SECRETS}/data/dir/db", data={"user": "x", "port": 5432})
    # Whose paths are much like those of azure.
    for method in ("approle", "jwt", "kubernetes"):
        server.write(f"sys/auth/{method}", type=method)
    server.write("sys/mounts/plain", type="kv", options={"version": "1"})


def main(document, environment):
    server = opened()
    prepare(server)
    described = server.request("sys/internal/specs/openapi?generic_mount_paths=true")
    check("the login of azure", "/auth/{azure_mount_path}/login" in described["paths"])
    with open(document, "w", encoding="utf-8") as file:
        json.dump(described, file)
    with open(environment, "w", encoding="utf-8") as file:
        file.write(f"LOGIN_MOUNT={LOGIN}\nSECRETS_MOUNT={SECRETS}\nLOGIN_JWT={jwt()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
