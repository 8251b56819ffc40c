"""Processes of a run: simulated Azure, servers, Prometheus, and an audit collector. Loopback only."""

import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

from waiting import free_port, until

HERE = pathlib.Path(__file__).resolve().parent
AZIMUTH = HERE.parents[1] / "target/azimuth/bin/azimuth"
CHART = HERE.parent.parent / "launcher/src/main/distribution/packaging/helm/azimuth"
RULES = CHART / "files/azimuth.rules.yaml"
DASHBOARDS = CHART / "files/dashboards"
TENANT = "11111111-1111-1111-1111-111111111111"
SUBSCRIPTION = "22222222-2222-2222-2222-222222222222"
AUDIENCE = "https://management.azure.com/"


class Process:
    """A command whose output goes to a file; it ends with the run."""

    running = []

    def __init__(self, name, command, directory, environment=None):
        self.log = directory / f"{name}.log"
        with self.log.open("w") as log:
            self.child = subprocess.Popen(
                [str(it) for it in command], stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})})
        Process.running.append(self)

    def printed(self, pattern):
        return re.search(pattern, self.log.read_text(errors="replace"), re.M)

    def await_line(self, pattern):
        def found():
            if self.child.poll() is not None and not self.printed(pattern):
                raise SystemExit(f"prometheus: ended early:\n{self.log.read_text()}")
            return self.printed(pattern)
        return until(f"{pattern} in {self.log}", found)

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    @staticmethod
    def end_all():
        for one in Process.running:
            if one.child.poll() is None:
                one.child.terminate()
        for one in Process.running:
            try:
                one.child.wait(15)
            except subprocess.TimeoutExpired:
                one.kill()
        Process.running.clear()


class Azure:
    """The simulated Azure."""

    def __init__(self, directory):
        self.directory = directory / "azure"
        self.directory.mkdir(mode=0o700)
        process = Process("azure", [AZIMUTH, "azure-simulator", "--address", "127.0.0.1:0",
                                    "--metadata-address", "127.0.0.1:0", "--dir", self.directory], directory)
        process.await_line("simulator ready")
        self.cloud = (self.directory / "cloud.hcl").read_text()
        self.address = re.search(r'authority_host *= *"(https://[^/"]+)', self.cloud).group(1)
        self.trust = ssl.create_default_context(cafile=str(self.directory / "ca.pem"))

    def steer(self, path, **fields):
        request = urllib.request.Request(f"{self.address}/_simulator/{path}", json.dumps(fields).encode())
        with urllib.request.urlopen(request, context=self.trust, timeout=20) as answer:
            return json.loads(answer.read() or b"{}")

    def token(self, machine):
        return self.steer("mint", machine=machine)["access_token"]


class Server:
    """A packed server with a listener for clients and one that shows the metrics to everybody."""

    def __init__(self, name, directory, azure, storage, seal_key):
        self.name, self.directory = name, directory / name
        self.directory.mkdir(mode=0o700)
        self.port = free_port()  # the same after a restart: Prometheus knows it
        self.target = f"127.0.0.1:{self.port}"
        self.client_tls = self.directory / "server.pem"
        self.certificate(100)
        config = self.directory / "azimuth.hcl"
        config.write_text(f"""
            listener "tcp" {{
              address = "127.0.0.1:0"
              tls_cert_file = "{self.client_tls}"
              tls_key_file = "{self.client_tls}"
            }}
            listener "tcp" {{
              address = "{self.target}"
              tls_disable = true
              telemetry {{ unauthenticated_metrics_access = true }}
            }}
            {storage}
            audit_directory = "{self.directory}"
            seal "static" {{
              current_key_id = "lab"
              current_key = "file://{seal_key}"
            }}
            {azure.cloud}
            """)
        self.token = ""
        self.start()

    def start(self):
        self.process = Process(self.name, [AZIMUTH, "server", "--config", self.directory / "azimuth.hcl"],
                               self.directory, {"AZIMUTH_JAVA_OPTS": "-Xmx192m"})
        self.process.await_line(rf"listening on 127\.0\.0\.1:{self.port}$")

    def certificate(self, days):
        """Writes a certificate that ends in so many days; the server reads it by itself."""
        fresh = self.directory / "fresh.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                        "-nodes", "-days", str(days), "-subj", "/CN=localhost", "-keyout", fresh.with_suffix(".key"),
                        "-out", fresh], check=True, stderr=subprocess.DEVNULL)
        with fresh.open("a") as pem:
            pem.write(fresh.with_suffix(".key").read_text())
        fresh.chmod(0o600)
        fresh.rename(self.client_tls)

    def call(self, path, fields=None, anonymous=False, method=None):
        """The status and the body of a request; by default a POST when there are fields."""
        body = None if fields is None else json.dumps(fields).encode()
        request = urllib.request.Request(f"http://{self.target}/v1/{path}", body, method=method)
        if self.token and not anonymous:
            request.add_header("X-Vault-Token", self.token)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def must(self, path, fields=None):
        status, body = self.call(path, fields)
        if status >= 300:
            raise SystemExit(f"prometheus: {self.name}, {path}: {status} {body}")
        return body

    def initialise(self):
        self.token = json.loads(self.must("sys/init", {"recovery_shares": 1, "recovery_threshold": 1}))["root_token"]
        until(f"{self.name} is open", lambda: self.call("sys/health")[0] == 200)

    def set_up(self):
        """A mount that asks Resource Manager at each login, and a role for machines."""
        self.must("sys/auth/azure", {"type": "azure"})
        self.must("auth/azure/config", {
            "tenant_id": TENANT, "environment": "lab", "resource": AUDIENCE,
            "client_id": "aaaaaaaa-0000-4000-8000-000000000010",
            "client_secret": "lab-secret-of-azimuth-server",
            "resource_cache_ttl": "0", "max_retries": 0})
        self.must("auth/azure/config/status?probe=true")  # learns when the secret ends
        self.must("auth/azure/role/web", {
            "bound_resource_groups": ["rg-web"], "bound_service_principal_ids": ["*"], "token_ttl": "5m"})
        self.must("sys/mounts/secret", {"type": "kv", "options": {"version": "2"}})

    def log_in(self, jwt, machine="web-1"):
        return self.call("auth/azure/login", {
            "role": "web", "jwt": jwt, "subscription_id": SUBSCRIPTION, "resource_group_name": "rg-web",
            "vm_name": machine}, anonymous=True)


class Load(threading.Thread):
    """Does something again and again until it is told to stop."""

    def __init__(self, action, pause=0.1):
        super().__init__(daemon=True)
        self.action, self.pause, self.ended = action, pause, threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(self.pause):
            try:
                self.action()
            except OSError:
                pass  # the server is being broken

    def stop(self):
        self.ended.set()
        self.join()


class Collector(threading.Thread):
    """Takes audit records over TCP while it is open."""

    def __init__(self, port=0):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.connections = []
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self.read, args=(connection,), daemon=True).start()

    def read(self, connection):
        try:
            while connection.recv(65536):
                pass
        except OSError:
            pass

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for one in self.connections:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()


class Prometheus:
    """A real Prometheus that scrapes each second."""

    def __init__(self, directory, rules, jobs):
        (directory / "rules.yaml").write_text(rules)
        scrapes = "".join(f"""
  - job_name: {job}
    metrics_path: /v1/sys/metrics
    params: {{ format: [prometheus] }}
    static_configs: [{{ targets: {json.dumps([it.target for it in servers])} }}]""" for job, servers in jobs.items())
        config = directory / "prometheus.yaml"
        config.write_text("global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }\n"
                          f"rule_files: [rules.yaml]\nscrape_configs:{scrapes}\n")
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.process = Process("prometheus", [
            "prometheus", f"--config.file={config}", f"--storage.tsdb.path={directory / 'series'}",
            f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"], directory)
        until("Prometheus is ready", self.ready)

    def ready(self):
        try:
            with urllib.request.urlopen(f"{self.address}/-/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def get(self, path, **parameters):
        """The data of an answer, or what is wrong with the query."""
        try:
            query = urllib.parse.urlencode(parameters)
            with urllib.request.urlopen(f"{self.address}/api/v1/{path}?{query}", timeout=20) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"prometheus: {parameters}: {refused.read().decode()}") from refused

    def query(self, expression):
        return self.get("query", query=expression)["result"]

    def alerts(self, *states):
        return {it["labels"]["alertname"] for it in self.get("alerts")["alerts"] if it["state"] in states}


def expressions(dashboard):
    """The panels with queries of a dashboard, and the expressions of each."""
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel, target["expr"]


def substituted(expression):
    """An expression as Grafana sends it, with all jobs and instances."""
    for name, value in (("$__rate_interval", "30s"), ("$__range", "5m"), ("$job", ".+"), ("$instance", ".+")):
        expression = expression.replace(name, value)
    return expression
