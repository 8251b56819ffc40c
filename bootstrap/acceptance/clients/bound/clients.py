"""Uses tokens that are bound to a certificate with azimuth, bao, its agent and proxy, hvac, Go and curl.

The settings are those of docs/guides/bound-tokens.md. Each client is refused without its certificate.
"""

import os
import pathlib
import subprocess
import sys
import time
import urllib.error

import hvac
from lab import ADDRESS, Commands, answer, check, environment, opened

work = pathlib.Path(sys.argv[1])
azimuth, bao, go = sys.argv[2:5]
ca = os.environ["VAULT_CACERT"]
cert, key = str(work / "client.pem"), str(work / "client.key")
kept = str(work / "home/.vault-token.pem")
REFUSED = "binding_not_proved"


def prepared():
    server = opened()
    server.write("sys/mounts/secret", type="kv", options={"version": "2"})
    server.write("secret/data/web/db", data={"password": "example"})
    server.write("sys/policies/acl/web", policy='path "secret/data/web/*" { capabilities = ["read"] }')
    server.write("sys/auth/approle", type="approle")
    server.write("auth/approle/role/web", bind_token="required", token_policies="web", secret_id_ttl="1h")
    server.write("sys/auth/azure", type="azure")
    server.write(
        "auth/azure/config",
        tenant_id="11111111-1111-1111-1111-111111111111",
        resource="https://management.azure.com/",
        environment="lab",
    )
    machine = "bbbbbbbb-0000-4000-8000-000000000001"
    server.write(
        "auth/azure/role/web",
        bound_service_principal_ids=machine,
        token_policies="web",
        bind_token="required",
        require_bound_token=True,
    )
    role = server.get("auth/approle/role/web/role-id")["role_id"]
    secret = server.write("auth/approle/role/web/secret-id")["data"]["secret_id"]
    return server, role, secret


def azimuth_and_copies():
    """A machine logs in; its token is of use with the kept key, in other clients, too."""
    home = work / "home"
    home.mkdir()
    mine = dict(HOME=str(home), VAULT_CACERT=ca, VAULT_TOKEN="")
    command = Commands(azimuth)
    imds = f"http://{os.environ['AZIMUTH_METADATA_ADDRESS']}"
    command.does(
        f"login --role=web --source=imdsv2 --metadata-address={imds} --azure-ca-cert={work}/ca.pem --no-print", **mine
    )
    command.does("kv get -field=password secret/web/db", "example", **mine)
    token = (home / ".vault-token").read_text()
    shown = dict(HOME=str(home), VAULT_CACERT=ca, VAULT_CLIENT_CERT=kept, VAULT_CLIENT_KEY=kept)
    Commands(bao).does("kv get -field=password secret/web/db", "example", token="", **shown)
    Commands(bao).does("token lookup", REFUSED, code=2, token=token, HOME=str(work), VAULT_CACERT=ca)
    client = hvac.Client(url=ADDRESS, token=token, verify=ca, cert=kept)
    check("hvac takes the kept file for both", client.lookup_token()["data"]["bound_certificate"])
    curl = ["curl", "-s", "--cacert", ca, "-H", f"X-Vault-Token: {token}", f"{ADDRESS}/v1/secret/data/web/db"]
    check("curl takes the kept file for both", "example" in output(*curl, "--cert", kept))
    check("curl without it is refused", REFUSED in output(*curl))


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def python(role, secret):
    client = hvac.Client(url=ADDRESS, verify=ca, cert=(cert, key))
    client.auth.approle.login(role_id=role, secret_id=secret)
    read = client.secrets.kv.v2.read_secret_version(path="web/db", raise_on_deleted_version=True)
    check("hvac reads a secret", read["data"]["data"]["password"] == "example")
    for other in (None, kept):
        try:
            hvac.Client(url=ADDRESS, token=client.token, verify=ca, cert=other).lookup_token()
        except hvac.exceptions.Forbidden as refusal:
            check("hvac with another certificate, or none, is refused", REFUSED in str(refusal))
        else:
            raise AssertionError("hvac was not refused")


def golang(role, secret):
    if not go:
        print("SKIPPED: the Go client was not run, since go is not installed", file=sys.stderr)
        return
    ids = dict(VAULT_CACERT=ca, ROLE_ID=role, SECRET_ID=secret)

    def end(*arguments, **more):
        return subprocess.run(
            [go, *arguments], env=environment(ADDRESS, "", **ids, **more), capture_output=True, text=True, check=False
        )

    check("Go reads a secret with TLSConfig", "example" in end(cert, key).stdout)
    check("Go reads the variables", "example" in end(VAULT_CLIENT_CERT=kept, VAULT_CLIENT_KEY=kept).stdout)
    check("Go without a certificate is refused", "certificate_missing" in end().stderr)


def agent_and_proxy(kind, role, secret):
    directory = work / kind
    directory.mkdir()
    (directory / "role").write_text(role)
    (directory / "secret").write_text(secret)
    template = """
template {
  contents    = "{{ with secret \\"secret/data/web/db\\" }}{{ .Data.data.password }}{{ end }}"
  destination = "DIR/rendered"
}
"""
    (directory / "config.hcl").write_text(
        f"""
vault {{
  address     = "{ADDRESS}"
  ca_cert     = "{ca}"
  client_cert = "{cert}"
  client_key  = "{key}"
}}
auto_auth {{
  method "approle" {{
    config = {{
      role_id_file_path                   = "{directory}/role"
      secret_id_file_path                 = "{directory}/secret"
      remove_secret_id_file_after_reading = false
    }}
  }}
  sink "file" {{
    config = {{ path = "{directory}/token" }}
  }}
}}
api_proxy {{
  use_auto_auth_token = true
}}
listener "unix" {{
  address     = "{directory}/socket"
  tls_disable = true
}}
"""
        + (template.replace("DIR", str(directory)) if kind == "agent" else "")
    )
    with open(directory / "log", "w") as log:
        process = subprocess.Popen(
            [bao, kind, f"-config={directory}/config.hcl"],
            env=environment(ADDRESS, "", HOME=str(work)),
            stdout=log,
            stderr=log,
        )
    try:
        wanted = directory / ("rendered" if kind == "agent" else "token")
        for _ in range(300):
            if wanted.exists() and (directory / "socket").exists():
                break
            time.sleep(0.1)
        else:
            raise AssertionError((directory / "log").read_text())
        if kind == "agent":
            check("the agent renders a template", wanted.read_text() == "example")
        socket = ["curl", "-s", "--unix-socket", f"{directory}/socket", "-H", "X-Vault-Request: true"]
        through = output(*socket, "http://localhost/v1/secret/data/web/db")
        check(f"the {kind} passes requests on", "example" in through, through)
        token = (directory / "token").read_text()
        Commands(bao).does("token lookup", REFUSED, code=2, token=token, HOME=str(work), VAULT_CACERT=ca)
        shown = dict(VAULT_CACERT=ca, VAULT_CLIENT_CERT=cert, VAULT_CLIENT_KEY=key)
        Commands(bao).does("token lookup", "bound_certificate", token=token, HOME=str(work), **shown)
        foreign = (work / "home/.vault-token").read_text()
        refused = output(*socket, "-H", f"X-Vault-Token: {foreign}", "http://localhost/v1/auth/token/lookup-self")
        check(f"a bound token of somebody else is refused through the {kind}", REFUSED in refused, refused)
    finally:
        process.terminate()
        process.wait(30)


def revoked(server):
    """Operators end a bound token without its certificate."""
    token = (work / "home/.vault-token").read_text()
    server.write("auth/token/revoke", token=token)
    try:
        answer(f"{ADDRESS}/v1/auth/token/lookup-self", headers={"X-Vault-Token": token})
    except urllib.error.HTTPError as refusal:
        check("a revoked token is no longer known", REFUSED not in refusal.read().decode())


subprocess.run(
    [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "3650", "-subj", "/CN=client", "-keyout", key, "-out", cert,
    ],
    check=True,
    capture_output=True,
)
root, role_id, secret_id = prepared()
azimuth_and_copies()
python(role_id, secret_id)
golang(role_id, secret_id)
agent_and_proxy("agent", role_id, secret_id)
agent_and_proxy("proxy", role_id, secret_id)
revoked(root)
