"""Drives a fresh server with hvac, unmodified."""

import base64
import json
import os
import urllib.request

import hvac
from hvac import exceptions

MOUNT = "team-azure"
IDENTITY = "bbbbbbbb-0000-4000-8000-000000000001"
TENANT = "11111111-1111-1111-1111-111111111111"
AUDIENCE = "https://management.azure.com/"


def check(what, holds):
    if not holds:
        raise AssertionError("does not hold: " + what)
    print("ok:", what)


def refused(kind, text, call, *arguments, **named):
    """The client raises that very class, and shows what the server said."""
    try:
        call(*arguments, **named)
    except exceptions.VaultError as error:
        check(f"{kind.__name__} says {text!r}", type(error) is kind and text in str(error))
        return
    raise AssertionError(f"{call} was not refused")


def jwt():
    request = urllib.request.Request(
        f"http://{os.environ['AZIMUTH_METADATA_ADDRESS']}/metadata/identity/oauth2/token"
        f"?api-version=2018-02-01&resource={AUDIENCE}",
        headers={"Metadata": "true"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["access_token"]


def open_server(client):
    check("not initialised at first", not client.sys.is_initialized())
    answer = client.sys.initialize(secret_shares=3, secret_threshold=2)
    check("sealed after init", client.sys.is_sealed())
    refused(exceptions.VaultDown, "sealed", client.sys.list_auth_methods)
    client.sys.submit_unseal_keys(answer["keys_base64"][:2])
    check("unsealed", not client.sys.is_sealed())
    check("healthy", client.sys.read_health_status(method="GET")["initialized"])
    check("healthy by HEAD", client.sys.read_health_status(method="HEAD").status_code == 200)
    check("leader", client.sys.read_leader_status()["ha_enabled"] is False)
    client.token = answer["root_token"]
    check("authenticated", client.is_authenticated())
    return answer["keys"]


def azure(client):
    client.sys.enable_auth_method("azure", path=MOUNT, description="the fleet")
    check("listed", f"{MOUNT}/" in client.sys.list_auth_methods()["data"])
    client.auth.azure.configure(tenant_id=TENANT, resource=AUDIENCE, mount_point=MOUNT)
    # The client accepts only Azure's own environments; absent fields keep their values.
    client.write_data(f"auth/{MOUNT}/config", data={"environment": "lab"})
    check("configured", client.auth.azure.read_config(mount_point=MOUNT)["tenant_id"] == TENANT)
    client.auth.azure.create_role(
        name="web",
        policies=["readers"],
        ttl="1h",
        bound_service_principal_ids=[IDENTITY],
        mount_point=MOUNT,
    )
    role = client.auth.azure.read_role(name="web", mount_point=MOUNT)
    check("the old names of fields", role["token_policies"] == ["readers"] and role["token_ttl"] == 3600)
    check("roles", client.auth.azure.list_roles(mount_point=MOUNT)["keys"] == ["web"])
    refused(exceptions.InvalidPath, "", client.auth.azure.read_role, name="none", mount_point=MOUNT)

    workload = hvac.Client(url=os.environ["VAULT_ADDR"])
    login = workload.auth.azure.login(role="web", jwt=jwt(), mount_point=MOUNT)
    check("logged in", login["auth"]["token_policies"] == ["default", "readers"])
    check("authenticated by it", workload.is_authenticated())
    refused(exceptions.Forbidden, "permission denied", workload.sys.list_auth_methods)
    renewed = workload.auth.token.renew_self(increment="30m")
    check("renewed", renewed["auth"]["lease_duration"] == 1800)
    workload.auth.token.revoke_self()
    check("revoked", not workload.is_authenticated())
    client.auth.azure.delete_role(name="web", mount_point=MOUNT)


def policies(client):
    client.sys.create_or_update_policy("readers", {"path": {"x/*": {"capabilities": ["read"]}}})
    check("by the old path", "x/*" in client.sys.read_policy("readers")["data"]["rules"])
    check("policies", "readers" in client.sys.list_policies()["data"]["policies"])
    client.sys.create_or_update_acl_policy("writers", 'path "y" { capabilities = ["update"] }')
    check("by the new path", client.sys.list_acl_policies()["data"]["keys"][-1] == "root")
    token = client.auth.token.create(policies=["readers"], ttl="10m")["auth"]
    mine = client.sys.get_capabilities(["x/1"], token=token["client_token"])
    check("capabilities of a token", mine["data"]["x/1"] == ["read"])
    by_accessor = client.sys.get_capabilities(["x/1"], accessor=token["accessor"])
    check("of an accessor", by_accessor["data"]["x/1"] == ["read"])
    client.sys.delete_policy("writers")
    refused(exceptions.InvalidPath, "", client.sys.read_acl_policy, "writers")


def tokens(client):
    token = client.auth.token
    token.create_or_update_role("short", allowed_policies=["readers"], orphan=True)
    check("the role is listed", token.list_roles()["data"]["keys"] == ["short"])
    check("and read", token.read_role("short")["data"]["orphan"])
    made = token.create(role_name="short")["auth"]
    check("made by it", made["orphan"] and made["policies"] == ["default", "readers"])
    check("found by accessor", token.lookup_accessor(made["accessor"])["data"]["id"] == "")
    check("listed", made["accessor"] in token.list_accessors()["data"]["keys"])
    token.renew(made["client_token"], increment="5m")
    token.renew_accessor(made["accessor"], increment="6m")
    token.revoke_accessor(made["accessor"])
    refused(exceptions.Forbidden, "bad token", token.lookup, made["client_token"])
    orphan = token.create_orphan(policies=["readers"], ttl="5m")["auth"]
    token.revoke_and_orphan_children(orphan["client_token"])
    token.tidy()
    token.delete_role("short")
    refused(exceptions.InvalidRequest, "", token.create, role_name="short")
    refused(exceptions.InvalidRequest, "", client.sys.read_lease, "auth/token/create/none")
    client.sys.revoke_prefix("auth/token/create-none")


def keys_and_root(client, keys):
    term = client.sys.get_encryption_key_status()["data"]["term"]
    client.sys.rotate_encryption_key()
    check("rotated", client.sys.get_encryption_key_status()["data"]["term"] == term + 1)
    started = client.sys.start_root_token_generation()
    check("one attempt", client.sys.read_root_generation_progress()["started"])
    last = [client.sys.generate_root(key, started["nonce"]) for key in keys[:2]][-1]
    encoded = base64.b64decode(last["encoded_token"] + "==")
    root = bytes(a ^ b for a, b in zip(encoded, started["otp"].encode())).decode()
    check("a new root token", hvac.Client(url=os.environ["VAULT_ADDR"], token=root).is_authenticated())
    started = client.sys.start_rekey(secret_shares=5, secret_threshold=3)
    client.sys.cancel_rekey()
    check("cancelled", not client.sys.read_rekey_progress()["started"])
    started = client.sys.start_rekey(secret_shares=5, secret_threshold=3)
    renewed = client.sys.rekey_multi(keys[:2], nonce=started["nonce"])
    check("rekeyed", renewed["complete"] and len(renewed["keys"]) == 5)
    client.sys.seal()
    check("sealed", client.sys.is_sealed())
    client.sys.submit_unseal_keys(renewed["keys"][1:4])
    check("open with the new keys", not client.sys.is_sealed())


APP = """
path "kv-v2/data/app/*" { capabilities = ["create", "read", "update", "delete"] }
path "kv-v2/+/app/*" { capabilities = ["create", "read", "update", "list", "delete"] }
path "plain/app/*" { capabilities = ["create", "read", "update", "delete", "list"] }
"""


def workload_of(client):
    client.sys.create_or_update_acl_policy("app", APP)
    client.auth.azure.create_role(
        name="app", policies=["app"], bound_service_principal_ids=[IDENTITY], mount_point=MOUNT
    )
    workload = hvac.Client(url=os.environ["VAULT_ADDR"])
    workload.auth.azure.login(role="app", jwt=jwt(), mount_point=MOUNT)
    return workload


def versions(workload):
    kv = workload.secrets.kv.v2
    at = {"path": "app/db", "mount_point": "kv-v2"}
    first = kv.create_or_update_secret(secret={"user": "x", "port": 5432}, cas=0, **at)
    check("the first version", first["data"]["version"] == 1)
    stale = "check-and-set parameter did not match the current version"
    refused(exceptions.InvalidRequest, stale, kv.create_or_update_secret, secret={}, cas=0, **at)
    kv.patch(secret={"port": 5433}, **at)
    read = kv.read_secret_version(raise_on_deleted_version=True, **at)["data"]
    check("patched", read["data"] == {"user": "x", "port": 5433} and read["metadata"]["version"] == 2)
    before = kv.read_secret_version(version=1, raise_on_deleted_version=True, **at)
    check("the version before", before["data"]["data"]["port"] == 5432)
    kv.update_metadata(max_versions=5, cas_required=False, custom_metadata={"owner": "us"}, **at)
    known = kv.read_secret_metadata(**at)["data"]
    check("metadata", known["max_versions"] == 5 and known["custom_metadata"] == {"owner": "us"})
    check("listed", kv.list_secrets(path="app", mount_point="kv-v2")["data"]["keys"] == ["db"])
    kv.delete_latest_version_of_secret(**at)
    deleted = kv.read_secret_version(raise_on_deleted_version=False, **at)["data"]
    check("deleted, but known", deleted["data"] is None and deleted["metadata"]["deletion_time"] != "")
    refused(exceptions.InvalidPath, "", kv.read_secret_version, raise_on_deleted_version=True, **at)
    kv.undelete_secret_versions(versions=[2], **at)
    kv.delete_secret_versions(versions=[1], **at)
    kv.destroy_secret_versions(versions=[1], **at)
    check("destroyed", kv.read_secret_metadata(**at)["data"]["versions"]["1"]["destroyed"])
    kv.delete_metadata_and_all_versions(**at)
    refused(exceptions.InvalidPath, "", kv.read_secret_metadata, **at)


def plain(workload):
    kv = workload.secrets.kv.v1
    at = {"path": "app/db", "mount_point": "plain"}
    check("created", kv.create_or_update_secret(secret={"user": "x"}, **at).status_code == 204)
    check("updated", kv.create_or_update_secret(secret={"user": "y"}, **at).status_code == 204)
    check("read", kv.read_secret(**at)["data"] == {"user": "y"})
    check("listed", kv.list_secrets(path="app", mount_point="plain")["data"]["keys"] == ["db"])
    kv.delete_secret(**at)
    refused(exceptions.InvalidPath, "", kv.read_secret, **at)


def wrapping(client, workload):
    wrapped = workload.sys.wrap(payload={"a": "b"}, ttl=90)["wrap_info"]
    looked = client.write_data("sys/wrapping/lookup", data={"token": wrapped["token"]})
    check("looked up", looked["data"]["creation_ttl"] == 90)
    check("unwrapped", client.sys.unwrap(token=wrapped["token"])["data"] == {"a": "b"})
    gone = "wrapping token is not valid or does not exist"
    refused(exceptions.InvalidRequest, gone, client.sys.unwrap, token=wrapped["token"])
    handed = client.auth.token.create(policies=["app"], wrap_ttl="60s")["wrap_info"]["token"]
    other = hvac.Client(url=os.environ["VAULT_ADDR"])
    check("a token, unwrapped", other.auth_cubbyhole(handed)["auth"]["policies"] == ["app", "default"])
    check("authenticated by it", other.is_authenticated())


def secrets(client):
    client.sys.enable_secrets_engine("kv", path="kv-v2", options={"version": "2"})
    client.sys.enable_secrets_engine("kv", path="plain")
    workload = workload_of(client)
    versions(workload)
    plain(workload)
    wrapping(client, workload)
    workload.write_data("cubbyhole/mine", data={"a": "b"})
    check("a token keeps its own", workload.read("cubbyhole/mine")["data"] == {"a": "b"})
    check("and nobody else's", client.read("cubbyhole/mine") is None)
    kv = workload.secrets.kv.v2
    at = {"path": "other", "mount_point": "kv-v2"}
    refused(exceptions.Forbidden, "permission denied", kv.read_secret_version, raise_on_deleted_version=True, **at)
    refused(exceptions.Forbidden, "permission denied", kv.create_or_update_secret, secret={}, **at)
    refused(exceptions.Forbidden, "permission denied", kv.list_secrets, path="", mount_point="kv-v2")
    client.sys.disable_secrets_engine("plain")


def identity(client):
    known = client.secrets.identity
    accessor = client.sys.list_auth_methods()["data"][f"{MOUNT}/"]["accessor"]
    found = known.lookup_entity(alias_name=IDENTITY, alias_mount_accessor=accessor)["data"]
    check("the login made an entity", found["aliases"][0]["name"] == IDENTITY)
    group = known.create_or_update_group_by_name(
        "team", policies=["readers"], member_entity_ids=[found["id"]]
    )["data"]
    check("the group", known.read_group(group["id"])["data"]["member_entity_ids"] == [found["id"]])
    check("groups by name", known.list_groups_by_name()["data"]["keys"] == ["team"])
    check("looked up", known.lookup_group(name="team")["data"]["id"] == group["id"])
    workload = hvac.Client(url=os.environ["VAULT_ADDR"])
    login = workload.auth.azure.login(role="app", jwt=jwt(), mount_point=MOUNT)["auth"]
    check("the group adds its policies", login["identity_policies"] == ["readers"])
    known.update_entity(found["id"], name="web-1", policies=["writers"])
    check("by its name", known.read_entity_by_name("web-1")["data"]["policies"] == ["writers"])
    other = known.create_or_update_entity("other")["data"]["id"]
    alias = known.create_or_update_entity_alias("other", canonical_id=other, mount_accessor=accessor)
    check("its alias", known.read_entity_alias(alias["data"]["id"])["data"]["canonical_id"] == other)
    refused(
        exceptions.InvalidRequest,
        "same mount accessor",
        known.merge_entities,
        from_entity_ids=[other],
        to_entity_id=found["id"],
    )
    known.delete_entity_alias(alias["data"]["id"])
    known.merge_entities(from_entity_ids=[other], to_entity_id=found["id"])
    check("merged", other not in known.list_entities()["data"]["keys"])
    known.delete_group_by_name("team")
    known.delete_entity(found["id"])
    check("a token ends with its entity", not workload.is_authenticated())


def mounts(client):
    client.sys.tune_auth_method(MOUNT, default_lease_ttl="2h", description="tuned")
    check("tuned", client.sys.read_auth_method_tuning(MOUNT)["data"]["default_lease_ttl"] == 7200)
    client.sys.disable_auth_method(MOUNT)
    check("disabled", f"{MOUNT}/" not in client.sys.list_auth_methods()["data"])


def main():
    client = hvac.Client(url=os.environ["VAULT_ADDR"])
    keys = open_server(client)
    policies(client)
    azure(client)
    tokens(client)
    secrets(client)
    identity(client)
    mounts(client)
    keys_and_root(client, keys)


if __name__ == "__main__":
    main()
