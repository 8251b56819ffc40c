"""Logs in and reads a secret with the generated client."""

import os

import generated
from generated.exceptions import ForbiddenException


def check(what, holds):
    if not holds:
        raise AssertionError("does not hold: " + what)
    print("ok:", what)


def login(client):
    request = generated.AzureLoginWriteRequest(role="app", jwt=os.environ["LOGIN_JWT"])
    return (
        generated.AuthApi(client)
        .write_auth_azure_login(
            azure_mount_path=os.environ["LOGIN_MOUNT"], azure_login_write_request=request
        )
        .auth
    )


def refused(client):
    try:
        generated.SystemApi(client).read_sys_mounts()
    except ForbiddenException as error:
        check("refused", len(error.data.errors) == 1)
        return
    raise AssertionError("a machine read the mounts")


def main():
    configuration = generated.Configuration(host=os.environ["VAULT_ADDR"] + "/v1")
    client = generated.ApiClient(configuration)
    auth = login(client)
    check("policies", auth.policies == ["default", "readers"])
    check("lifetime", auth.lease_duration == 3600 and auth.renewable)
    configuration.api_key["token"] = auth.client_token
    secret = (
        generated.SecretsApi(client)
        .read_kv_data_path(kv_mount_path=os.environ["SECRETS_MOUNT"], path="dir/db")
        .data
    )
    check("secret", secret.data == {"user": "x", "port": 5432})
    check("metadata", secret.metadata.version == 1)
    check("time", secret.metadata.created_time.year > 2000)
    refused(client)


if __name__ == "__main__":
    main()
