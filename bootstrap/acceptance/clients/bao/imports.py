"""Fills a real OpenBao, imports it into a fresh server, and compares both through their APIs.

The azure method is no part of OpenBao. A small server in front of it shows one of its mounts as
one of type azure, with the configuration and the roles that HashiCorp's server would show.
"""

import http.server
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from lab import ADDRESS, Commands, Server, check

PAGE = os.path.join(os.path.dirname(__file__), "../../../../docs/guides/coming-from-vault.md")

PLAIN = 'path "plain/*" { capabilities = ["read", "list"] }'

CONFIG = {
    "client_id": "6ab1f0a4-51f9-4b1e-9a55-0f6f8f3f1b77",
    "environment": "lab",
    "identity_token_audience": "",
    "identity_token_ttl": 0,
    "max_retries": 3,
    "max_retry_delay": 60000000000,
    "resource": "https://management.azure.com/",
    "retry_delay": 4000000000,
    "root_password_ttl": 15768000,
    "rotation_policy": "weekly",
    "tenant_id": "11111111-1111-1111-1111-111111111111",
}


def role(**settings):
    """A role as HashiCorp's server shows it: all lists, null where nothing was set."""
    lists = "group_ids locations resource_groups scale_sets service_principal_ids subscription_ids"
    shown = {f"bound_{name}": None for name in lists.split()}
    shown |= {
        "token_bound_cidrs": [],
        "token_explicit_max_ttl": 0,
        "token_max_ttl": 0,
        "token_no_default_policy": False,
        "token_num_uses": 0,
        "token_period": 0,
        "token_policies": [],
        "token_ttl": 0,
        "token_type": "default",
    }
    return shown | settings


ROLES = {
    "web": role(
        bound_service_principal_ids=["aaaa-2", "aaaa-1"],
        policies=["web"],
        token_policies=["web"],
        token_ttl=3600,
        ttl=3600,
    ),
    "place": role(bound_resource_groups=["rg-web"], token_policies=["web"], token_period=600),
}


class Front(http.server.BaseHTTPRequestHandler):
    """Passes requests on, but for the mount cloud/, which looks like one of type azure."""

    protocol_version = "HTTP/1.1"
    behind = ""
    busy = {"left": 2}

    def log_message(self, *arguments):
        pass

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.removeprefix("/v1/")
        if path == "sys/policies/acl/web" and self.busy["left"]:
            self.busy["left"] -= 1
            return self.answer(429, b'{"errors":["busy"]}')
        if path == "auth/cloud/config":
            return self.data(CONFIG)
        if path == "auth/cloud/role?list=true":
            return self.data({"keys": sorted(ROLES)})
        if path.startswith("auth/cloud/role/"):
            return self.data(ROLES[path.rpartition("/")[2]])
        status, body = self.passed_on()
        if path == "sys/auth":
            shown = json.loads(body)
            for listing in (shown, shown["data"]):
                listing["cloud/"]["type"] = "azure"
            body = json.dumps(shown).encode()
        return self.answer(status, body)

    def data(self, data):
        self.answer(200, json.dumps({"request_id": "1", "data": data}).encode())

    def passed_on(self):
        headers = {"X-Vault-Token": self.headers.get("X-Vault-Token", "")}
        request = urllib.request.Request(self.behind + self.path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def free_ports():
    """A port of this machine that is free, and the next one: bao takes both."""
    for _ in range(50):
        with socket.socket() as one, socket.socket() as next_one:
            port = random.randrange(20_000, 30_000)  # those from 32,768 on go to whoever asks for any
            try:
                one.bind(("127.0.0.1", port))
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no two free ports")


def start_bao(directory):
    port = free_ports()
    process = subprocess.Popen(
        [
            os.environ["BAO"],
            "server",
            "-dev",
            "-dev-no-store-token",
            "-dev-root-token-id=only-in-this-lab",
            f"-dev-listen-address=127.0.0.1:{port}",
        ],
        env={**os.environ, "HOME": directory},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(address + "/v1/sys/health", timeout=5).close()
            return process, address
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError("bao does not start")


def fill(bao, accessor):
    """What the documentation says moves over, and some that does not."""
    bao.does("secrets enable -path=plain -version=1 kv")
    bao.does("secrets tune -description=notes -max-lease-ttl=48h plain")
    bao.does("secrets enable -path=ci pki")
    bao.does("kv put plain/deep/er/note a=1")
    for version in range(1, 6):
        bao.does(f"kv put secret/app/db user=ada password=hunter-{version}")
    bao.does("kv destroy -versions=1 secret/app/db")
    bao.does("kv delete -versions=3 secret/app/db")
    for version in range(1, 5):
        bao.does(f"kv put secret/short a={version}")
    bao.does("kv metadata put -max-versions=2 -custom-metadata=team=web secret/short")
    bao.does("kv put secret/short a=5")
    bao.does("kv metadata put -cas-required=true -delete-version-after=24h secret/bare")
    bao.does("write secret/data/numbers -", text='{"data":{"price":1.50,"id":123456789012345678901}}')
    bao.does("policy write web -", text='path "secret/data/app/*" { capabilities = ["read"] }\n')
    bao.does(
        "policy write own -",
        text='path "secret/data/{{identity.entity.aliases.%s.name}}" {\n'
        '  capabilities = ["read"]\n}\n' % accessor,
    )
    bao.does(
        "policy write sign -", text='path "ci/sign/web" { capabilities = ["update"] }\n'
    )
    bao.does(
        "policy write sloppy -",
        text='# a rule that matches nothing\npath "secret//x" { capabilities = ["read"] }\n',
    )
    bao.does("write identity/entity name=ada policies=web metadata=team=web")
    ada = bao.does("read -field=id identity/entity/name/ada").strip()
    bao.does(f"write identity/entity-alias name=aaaa-1 canonical_id={ada} mount_accessor={accessor}")
    bao.does(f"write identity/group name=team member_entity_ids={ada}")
    team = bao.does("read -field=id identity/group/name/team").strip()
    bao.does(f"write identity/group name=all policies=web member_group_ids={team}")
    bao.does("write identity/group name=entra type=external")
    entra = bao.does("read -field=id identity/group/name/entra").strip()
    bao.does(
        f"write identity/group-alias name=gggg-1 canonical_id={entra} mount_accessor={accessor}"
    )
    bao.does("write sys/quotas/rate-limit/app path=secret/ rate=5000 interval=2s")
    bao.does("write sys/config/auditing/request-headers/X-Trace hmac=true")


def source_token(bao):
    """A token with the rights that the documentation names, and no others."""
    with open(PAGE, encoding="utf-8") as page:
        policy = re.search(r"<<'EOF'\n(.*?)EOF\n", page.read(), re.DOTALL).group(1)
    bao.does("policy write import -", text=policy.replace("auth/azure/", "auth/cloud/") + PLAIN)
    return bao.json("token create -policy=import -ttl=1h")["auth"]["client_token"]


def same_secrets(there, here):
    for path, versions in (("app/db", (2, 4, 5)), ("short", (4, 5)), ("numbers", (1,))):
        for version in versions:
            one, other = (
                server.get(f"secret/data/{path}?version={version}")["data"]
                for server in (there, here)
            )
            check(f"secret/{path} version {version} is the same", one == other and one)
    for path in ("app/db", "short", "bare"):
        one, other = (server.get(f"secret/metadata/{path}") for server in (there, here))
        for name in ("cas_required", "max_versions", "delete_version_after"):
            check(f"secret/{path}: {name}", one[name] == other[name], f"{one} {other}")
        check(
            f"secret/{path}: custom metadata",
            (one["custom_metadata"] or {}) == (other["custom_metadata"] or {}),
        )
        check(f"secret/{path}: current", one["current_version"] == other["current_version"])
    gone = here.get("secret/metadata/app/db")["versions"]
    check("what could not be read is destroyed", gone["1"]["destroyed"] and gone["3"]["destroyed"])
    check("kv version 1", there.get("plain/deep/er/note") == here.get("plain/deep/er/note"))


def same_others(there, here):
    check(
        "a policy",
        there.get("sys/policies/acl/web")["policy"] == here.get("sys/policies/acl/web")["policy"],
    )
    accessor = here.get("sys/auth")["cloud/"]["accessor"]
    check("its accessor is ours", accessor in here.get("sys/policies/acl/own")["policy"])
    check("no sloppy policy", here.get("sys/policies/acl/sloppy") is None)
    tuned = here.get("sys/mounts/plain/tune")
    check("a tuned mount", tuned["description"] == "notes" and tuned["max_lease_ttl"] == 172800)
    ada = here.get("identity/entity/name/ada")
    check("an entity", ada["policies"] == ["web"] and ada["metadata"] == {"team": "web"})
    check(
        "its alias",
        [(one["name"], one["mount_accessor"]) for one in ada["aliases"]] == [("aaaa-1", accessor)],
    )
    team = here.get("identity/group/name/team")
    check("a group", team["member_entity_ids"] == [ada["id"]])
    check("a group of groups", here.get("identity/group/name/all")["member_group_ids"] == [team["id"]])
    check("an external group", here.get("identity/group/name/entra")["alias"]["name"] == "gggg-1")
    quota = here.get("sys/quotas/rate-limit/app")
    check("a quota", quota["rate"] == 5000 and quota["interval"] == 2)
    headers = here.get("sys/config/auditing/request-headers")["headers"]
    check("an audited header", headers == {"x-trace": {"hmac": True}})
    web = here.get("auth/cloud/role/web")
    check("a role", web["token_ttl"] == 3600 and web["token_policies"] == ["web"])
    check("its principals", sorted(web["bound_service_principal_ids"]) == ["aaaa-1", "aaaa-2"])
    config = here.get("auth/cloud/config")
    check("a configuration", config["client_id"] == CONFIG["client_id"])


def import_all(azimuth, arguments, secrets, code, *expected):
    out = azimuth.does(f"import {arguments}", *expected, code=code, **secrets)
    check("no secret is shown", "hunter" not in out)
    return out


def run(directory, bao_address, azimuth_token):
    bao = Commands(os.environ["BAO"], bao_address, "only-in-this-lab")
    azimuth = Commands(os.environ["AZIMUTH"], ADDRESS, azimuth_token)
    bao.does("auth enable -path=cloud userpass")
    accessor = Server(bao_address, bao.token).get("sys/auth")["cloud/"]["accessor"]
    fill(bao, accessor)
    Front.behind = bao_address
    front = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Front)
    threading.Thread(target=front.serve_forever, daemon=True).start()
    source = f"--from=http://127.0.0.1:{front.server_port}"
    secrets = {"AZIMUTH_IMPORT_TOKEN": source_token(bao), "HOME": directory}
    there, here = Server(bao_address, bao.token), Server(ADDRESS, azimuth_token)

    dry = import_all(
        azimuth,
        source,
        secrets,
        1,
        r"left out +mount ci/: the type pki is not served here",
        r"write +mount auth/cloud/: azure",
        r"note +auth/cloud/config: the setting rotation_policy is not taken over",
        r"azimuth write auth/cloud/config client_secret=-",
        r"refused +auth/cloud/role/place: it is bound by places alone",
        r"azimuth write auth/cloud/role/place bound_service_principal_ids='\*'"
        r" bound_resource_groups=rg-web token_period=600 token_policies=web\n",
        r"refused +policy sloppy: line 2, column 6: path \"secret//x\": no request",
        r"note +policy sign: a rule names ci/ \(pki\), which is not served here",
        r"write +secret secret/app/db: 5 versions, 2 of them without data",
        r"Nothing was written yet: add --apply\.",
    )
    check("nothing was written", here.get("identity/entity/name/ada") is None)
    written = import_all(azimuth, source + " --apply", secrets, 1, r"written \d+, changed \d+")
    for line in re.findall(r"^write .*$", dry, re.MULTILINE):
        check(f"announced and done: {line}", line in written)
    same_secrets(there, here)
    same_others(there, here)
    import_all(azimuth, source + " --apply", secrets, 1, r"Nothing to do; already here \d+, refused 2")

    # The lines that the report gives, and a policy written by hand, settle what was refused.
    azimuth.does(
        "write auth/cloud/role/place bound_service_principal_ids=*"
        " bound_resource_groups=rg-web token_period=600 token_policies=web"
    )
    azimuth.does("write auth/cloud/config client_secret=-", text="hunter-9")
    azimuth.does("policy write sloppy -", text='path "secret/data/x" { capabilities = ["read"] }')
    settled = import_all(
        azimuth, source + " --apply", secrets, 0, r"Nothing to do; already here \d+, refused 0"
    )
    check("no note on the secret", "client_secret" not in settled)

    bao.does("kv put secret/app/db user=ada password=hunter-6")
    bao.does("policy write web -", text='path "secret/data/app/db" { capabilities = ["read"] }\n')
    import_all(
        azimuth,
        source + " --apply --only=policies,kv",
        secrets,
        0,
        r"change +policy web: its text differs",
        r"change +secret secret/app/db: 1 version",
        r"written 0, changed 2",
    )
    newest = here.get("secret/data/app/db")
    check("the newest version", newest["data"]["password"] == "hunter-6")
    check("has its number", newest["metadata"]["version"] == 6)
    front.shutdown()


with open(sys.argv[1], encoding="utf-8") as file, tempfile.TemporaryDirectory() as home:
    bao_process, bao_server = start_bao(home)
    try:
        run(home, bao_server, json.load(file)["token"])
    finally:
        bao_process.kill()
        bao_process.wait()
