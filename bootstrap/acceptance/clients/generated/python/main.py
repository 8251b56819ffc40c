"""Logs in, reads a secret and the mounts, and is refused, with the generated client."""

import os

import generated
from generated.exceptions import ForbiddenException

SECRETS = os.environ["SECRETS_MOUNT"]


def check(what, holds):
    if not holds:
        raise AssertionError("does not hold: " + what)
    print("ok:", what)


def login(client):
    request = generated.AzureLoginWriteRequest(role="app", jwt=os.environ["LOGIN_JWT"])
    return generated.AuthApi(client).write_auth_azure_login(os.environ["LOGIN_MOUNT"], request).auth


def main():
    configuration = generated.Configuration(host=os.environ["VAULT_ADDR"] + "/v1")
    client = generated.ApiClient(configuration)
    auth = login(client)
    check("policies", auth.policies == ["default", "readers"])
    check("lifetime", auth.lease_duration == 3600 and auth.renewable)
    configuration.api_key["token"] = auth.client_token
    secrets = generated.SecretsApi(client)
    secret = secrets.read_kv_data_path(SECRETS, "dir/db").data
    check("secret", secret.data == {"user": "x", "port": 5432})
    check("metadata", secret.metadata.version == 1)
    check("time", secret.metadata.created_time.year > 2000)
    mounts = generated.SystemApi(client).read_sys_mounts().data
    check("mounts", mounts[SECRETS + "/"].type == "kv")
    try:
        secrets.read_kv_data_path(SECRETS, "other")
    except ForbiddenException as error:
        check("refused", len(error.data.errors) == 1)
    else:
        check("refused", False)


if __name__ == "__main__":
    main()
