"""Logs a person in at a real Keycloak: with a browser, and with a code to type (RFC 8628)."""

import html
import http.cookiejar
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from lab import ADDRESS, check, environment, opened

AZIMUTH = os.environ["AZIMUTH"]
KEYCLOAK, AUTHORITY = sys.argv[1:]
ISSUER = f"{KEYCLOAK}/realms/people"
REDIRECT = "http://localhost:8250/oidc/callback"
NONCE = "a-secret-of-the-client"
TRUST = ssl.create_default_context(cafile=AUTHORITY)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows the provider, and stops where it sends the browser elsewhere."""

    def redirect_request(self, request, answer, code, message, headers, url):
        if not url.startswith(KEYCLOAK):
            raise Left(url)
        return super().redirect_request(request, answer, code, message, headers, url)


class Left(Exception):
    pass


class Browser:
    """A browser as far as the pages of Keycloak need one: it fills forms in, and has cookies."""

    def __init__(self):
        self.web = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
            urllib.request.HTTPSHandler(context=TRUST),
            Stay(),
        )

    def open(self, url, fields=None):
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        with self.web.open(url, body, timeout=60) as page:
            return page.geturl(), page.read().decode()

    def submit(self, page, **fields):
        """Sends the form of the page, with its hidden fields."""
        url, text = page
        action = re.search(r'<form[^>]*\baction="([^"]*)"', text)
        check("the page has a form", action, text[:300])
        hidden = {}
        for tag in re.findall(r"<input\b[^>]*>", text):
            named = re.search(r'\bname="([^"]*)"', tag)
            value = re.search(r'\bvalue="([^"]*)"', tag)
            if named and 'type="hidden"' in tag:
                hidden[named[1]] = html.unescape(value[1]) if value else ""
        target = urllib.parse.urljoin(url, html.unescape(action[1]))
        return self.open(target, {**hidden, **fields})

    def log_in(self, url):
        return self.submit(self.open(url), username="alice", password="alices-password")


def refused(status, path, **fields):
    """The error of a request that is refused with that status."""
    try:
        server.request(path, fields)
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        check(f"{path} is refused with {status}", error.code == status, f"{error.code} {text}")
        return text
    raise AssertionError(f"{path} was not refused")


def begin(role):
    sent = {"role": role, "client_nonce": NONCE}
    if role == "ops":
        sent["redirect_uri"] = REDIRECT
    return server.write("auth/people/oidc/auth_url", **sent)["data"]


def returned(auth_url):
    """What Keycloak sends the browser of Alice back with."""
    try:
        Browser().log_in(auth_url)
    except Left as left:
        query = urllib.parse.urlsplit(str(left)).query
        return {name: values[0] for name, values in urllib.parse.parse_qs(query).items()}
    raise AssertionError("Keycloak did not send the browser back")


def end(brought):
    return server.write(
        "auth/people/oidc/callback",
        state=brought["state"],
        code=brought["code"],
        iss=brought.get("iss", ""),
        client_nonce=NONCE,
    )["auth"]


def with_a_browser():
    brought = returned(begin("ops")["auth_url"])
    check("Keycloak names itself (RFC 9207)", brought.get("iss") == ISSUER, brought.keys())
    auth = end(brought)
    check("Alice has the policy of the role", "ops" in auth["token_policies"], auth["token_policies"])
    check("the metadata has the name", auth["metadata"].get("mail") == "alice@example.com")
    check("the group is an alias", "by-group" in auth["identity_policies"], auth["policies"])
    refused(403, "auth/people/oidc/callback", **brought, client_nonce=NONCE)


def rolled_keys():
    """Keycloak signs with a key that it did not have before."""
    form = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": "admin"}
    url = f"{KEYCLOAK}/realms/master/protocol/openid-connect/token"
    token = json.loads(Browser().open(url, form)[1])["access_token"]
    new = {
        "name": "newer",
        "providerId": "rsa-generated",
        "providerType": "org.keycloak.keys.KeyProvider",
        "config": {"priority": ["1000"], "enabled": ["true"], "active": ["true"]},
    }
    request = urllib.request.Request(
        f"{KEYCLOAK}/admin/realms/people/components",
        json.dumps(new).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60, context=TRUST) as made:
        check("Keycloak has a newer key", made.status == 201)
    auth = end(returned(begin("ops")["auth_url"]))
    check("a token of the newer key logs in", "ops" in auth["token_policies"])


def with_a_code():
    """The command line shows the code; Alice types it in a browser that it does not know."""
    home = os.path.dirname(os.path.abspath(AUTHORITY))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = subprocess.Popen(
        [AZIMUTH, "login", "--method=oidc", "--mount=people", "--role=typed", "--format=json"]
        + ["--no-browser", f"--port={port}"],
        env=environment(ADDRESS, "", HOME=home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    late = threading.Timer(120, command.kill)
    late.start()
    try:
        shown = ""
        page = None
        while not page:
            line = command.stderr.readline()
            if not line:
                raise AssertionError(f"no address: {shown}")
            shown += line
            page = re.search(r"https://\S+", line)
        browser = Browser()
        grant(browser, browser.log_in(page[0]), "accept")
        out, more = command.communicate(timeout=60)
    finally:
        late.cancel()
        command.kill()
    check("azimuth login ends well", command.returncode == 0, f"{command.returncode} {shown}{more}")
    check("it prints the login", "ops" in json.loads(out)["auth"]["token_policies"])


def grant(browser, page, answer):
    """Alice says yes or no to the client."""
    return browser.submit(page, **{answer: "Yes"})


def denied():
    begun = begin("typed")
    poll = {"state": begun["state"], "client_nonce": NONCE}
    check("nobody typed it", "authorization_pending" in refused(400, "auth/people/oidc/poll", **poll))
    browser = Browser()
    grant(browser, browser.log_in(begun["auth_url"]), "cancel")
    time.sleep(float(begun["poll_interval"]))
    text = refused(403, "auth/people/oidc/poll", **poll)
    check("Alice said no", "code_refused" in text, text)
    refused(403, "auth/people/oidc/poll", **poll)


server = opened()
server.write("sys/auth/people", type="oidc")
with open(AUTHORITY, encoding="ascii") as pem:
    server.write(
        "auth/people/config",
        oidc_discovery_url=ISSUER,
        oidc_discovery_ca_pem=pem.read(),
        oidc_client_id="azimuth",
        oidc_client_secret="of-the-client",
        default_role="ops",
    )
common = {
    "role_type": "oidc",
    "user_claim": "sub",
    "groups_claim": "groups",
    "claim_mappings": {"email": "mail"},
    "token_policies": ["ops"],
    "oidc_scopes": ["email"],
}
server.write("auth/people/role/ops", allowed_redirect_uris=[REDIRECT], **common)
server.write("auth/people/role/typed", callback_mode="device", **common)
group = server.write("identity/group", name="operators", type="external", policies=["by-group"])["data"]
mounts = server.get("sys/auth")
server.write(
    "identity/group-alias",
    name="operators",
    canonical_id=group["id"],
    mount_accessor=mounts["people/"]["accessor"],
)
with_a_browser()
rolled_keys()
with_a_code()
denied()
