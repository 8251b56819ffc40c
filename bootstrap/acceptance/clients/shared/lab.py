"""What the scripts share: commands and how they end, a server over its API, and checks."""

import json
import os
import re
import subprocess
import urllib.error
import urllib.request

# Shares, tokens and accessors, which a log need not have.
LONG = re.compile(r"az[sb]\.[\w.-]+|[A-Za-z0-9+/]{30,}=*|\b[A-Za-z0-9]{24}\b")
ADDRESS = os.environ["VAULT_ADDR"]


def check(what, holds, shown=""):
    if not holds:
        raise AssertionError(f"does not hold: {what} {shown}")
    print("ok:", what)


def environment(address, token, **more):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VAULT_", "BAO_", "AZIMUTH_"))
    }
    return {**kept, "VAULT_ADDR": address, "VAULT_TOKEN": token, **more}


class Commands:
    """Runs one program against one server and checks how each command ends."""

    def __init__(self, program, address=ADDRESS, token=""):
        self.program = program
        self.address = address
        self.token = token
        self.count = 0

    def run(self, *arguments, text="", token=None, **more):
        self.count += 1
        return subprocess.run(
            [self.program, *arguments],
            input=text,
            env=environment(self.address, self.token if token is None else token, **more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def does(self, line, *expected, code=0, **how):
        """The command ends with the exit code and prints all that is expected."""
        end = self.run(*line.split(), **how)
        shown = end.stdout + end.stderr
        check(
            f"{os.path.basename(self.program)} {LONG.sub('…', line)} -> {code}",
            end.returncode == code and all(re.search(one, shown) for one in expected),
            f"{end.returncode}\n{shown}",
        )
        return end.stdout

    def json(self, line, **how):
        return json.loads(self.does(line, VAULT_FORMAT="json", **how))


class Server:
    """One server over its API."""

    def __init__(self, address, token):
        self.address = address
        self.token = token

    def get(self, path):
        """The data at a path; None if nothing is there."""
        try:
            return self.request(path)["data"]
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return json.load(error).get("data")
            raise AssertionError(f"{path}: {error.code} {error.read()}") from error

    def write(self, path, **fields):
        return self.request(path, fields)

    def request(self, path, fields=None):
        headers = {"X-Vault-Token": self.token} if self.token else {}
        return answer(f"{self.address}/v1/{path}", fields, headers)


def answer(url, fields=None, headers=None):
    """What the URL answers; None if it answers without a body."""
    body = None if fields is None else json.dumps(fields).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=30) as got:
        return json.loads(got.read() or "null")


def opened():
    """The fresh server, opened, with its root token; it writes an audit log."""
    server = Server(ADDRESS, "")
    keys = server.write("sys/init", secret_shares=1, secret_threshold=1)
    server.write("sys/unseal", key=keys["keys_base64"][0])
    server.token = keys["root_token"]
    server.write("sys/audit/record", type="file", options={"file_path": "record.log"})
    return server


def metadata(path):
    """What the metadata service tells a machine."""
    address = os.environ["AZIMUTH_METADATA_ADDRESS"]
    return answer(f"http://{address}/metadata/{path}", headers={"Metadata": "true"})


def jwt():
    resource = "https://management.azure.com/"
    return metadata(f"identity/oauth2/token?api-version=2018-02-01&resource={resource}")["access_token"]
