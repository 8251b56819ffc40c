"""Watches real servers with a real Prometheus and the rules of the distribution.

observe.py page    the page of a server is clean, and the dashboards show something
observe.py chaos   the same, then breaks things: the alert that should fire does, and no other
observe.py picture FILE SECONDS   draws the first dashboard after that much load

DATABASE is the URL of a PostgreSQL, for two servers on one store.
"""

import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from lab import (DASHBOARDS, RULES, Azure, Collector, Load, Process, Prometheus, Server, expressions,
                 substituted, until)

# What the field has fixed: Vault calls a gauge so.
FIXED_NAMES = {'vault_token_count non-histogram and non-summary metrics should not have "_count" suffix'}

# Panels that may show nothing on a healthy server that started a moment ago.
EMPTY_WHEN_HEALTHY = {"Alerts", "Rotations", "Commits that failed", "Quotas", "Leftover passwords",
                      "Running rotation", "Next rotation",
                      # what is looked up now and then
                      "Room for audit files", "Credential ends", "Credentials end"}


def hurried(rules):
    """The rules for a run of minutes: short waits and ranges, and bounds for a small volume.

    What depends on the speed of a machine that does other things, too, is more patient.
    """
    for pattern, replacement in (
            (r"\bfor: 6m", "for: 18s"),
            (r"\bfor: (?!18s)\w+", "for: 5s"),
            (r"\[1d\] offset 15m", "[60s] offset 20s"),
            (r"offset 1h", "offset 20s"),
            (r"\[(5m|6h)\]", "[15s]"),
            (r"\[10m\]", "[30s]"),
            (r"\[1h\]", "[20s]"),
            (r"\[2h\]", "[60s]"),
            (r"\b24 \* 3600\b", "30"),
            (r"> 3600\b", "> 20"),
            (r"\b67108864\b", "8388608"),
            (r"\b536870912\b", "50331648"),
            (r"> 0\.02\b", "> 0.3"),
            (r"> 2\.5\b", "> 9"),
            (r"\)\)\) > 0\.25$", "))) > 2")):
        rules, count = re.subn(pattern, replacement, rules, flags=re.M)
        if not count:
            raise SystemExit(f"prometheus: the rules have no {pattern} any more")
    return rules


class Lab:
    """A server alone, with its store on a small volume, and two on one database if there is one."""

    def __init__(self, directory):
        self.azure = Azure(directory)
        self.audit = Collector()
        seal_key = directory / "seal.key"
        seal_key.write_bytes(secrets.token_bytes(32))
        seal_key.chmod(0o600)
        self.volume = directory / "volume"
        self.volume.mkdir()
        self.is_small = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", self.volume],
                                       stderr=subprocess.DEVNULL).returncode == 0
        store = f'storage "mapdb" {{ path = "{self.volume / "store"}" }}'
        self.alone = Server("alone", directory, self.azure, store, seal_key)
        self.pair = []
        database = os.environ.get("DATABASE", "embedded")
        if database != "embedded":
            shared = f'storage "postgresql" {{ connection_url = "{database}" }}'
            self.pair.append(Server("first", directory, self.azure, shared, seal_key))
        self.alone.initialise()
        self.alone.set_up()
        self.alone.must("sys/audit/collector", {
            "type": "socket", "options": {"address": f"127.0.0.1:{self.audit.port}"}})
        if self.pair:
            self.pair[0].initialise()
            self.pair[0].must("sys/audit/file", {"type": "file", "options": {"file_path": "audit.log"}})
            self.pair.append(Server("second", directory, self.azure, shared, seal_key))
            until("the second server is open", lambda: self.pair[1].call("sys/health")[0] == 200)
        self.jwt = self.azure.token("web-1")

    def jobs(self):
        jobs = {"azimuth-alone": [self.alone]}
        if self.pair:
            jobs["azimuth-pair"] = self.pair
        return jobs

    def close(self):
        Process.end_all()
        if self.is_small:
            subprocess.run(["umount", self.volume], check=False)


def usual_work(lab):
    """Logins, a few refusals, and secrets."""
    rounds = iter(range(10**9))

    def once():
        number = next(rounds)
        lab.alone.log_in(lab.jwt)
        if number % 20 == 0:
            lab.alone.log_in(lab.jwt[:-5] + "AAAAA")
        if number % 5 == 0:
            lab.alone.call("secret/data/app", {"data": {"n": number}})
            lab.alone.call("secret/data/app")
            lab.alone.call("secret/metadata/app", method="DELETE")
            for server in lab.pair:
                server.call("auth/token/lookup-self")
    return once


def check_page(server):
    """promtool finds nothing on the page but what is fixed."""
    page = server.must("sys/metrics?format=prometheus")
    found = subprocess.run(["promtool", "check", "metrics"], input=page, capture_output=True, text=True, check=False)
    lines = {line for line in (found.stdout + found.stderr).splitlines() if line.strip()}
    if lines - FIXED_NAMES:
        raise SystemExit("prometheus: promtool check metrics:\n" + "\n".join(sorted(lines - FIXED_NAMES)))
    print(f"== prometheus: {sum(not it.startswith('#') for it in page.splitlines())} series of {server.name} are clean")


def check_dashboards(prometheus):
    """Prometheus understands each expression, and finds something."""
    panels, empty = 0, []
    for file in sorted(DASHBOARDS.glob("*.json")):
        for panel, expression in expressions(json.loads(file.read_text())):
            panels += 1
            if not prometheus.query(substituted(expression)) and panel["title"] not in EMPTY_WHEN_HEALTHY:
                empty.append(f"{file.name}: {panel['title']}: {expression}")
    if empty:
        raise SystemExit("prometheus: nothing is shown by\n" + "\n".join(empty))
    print(f"== prometheus: {panels} expressions of dashboards show something")


def check_chaos(lab, prometheus):
    """Each fault fires its alert and no other, and all is quiet when it ended."""

    def quiet():
        try:
            until("no alert is left", lambda: not prometheus.alerts("pending", "firing"), 120)
        except SystemExit as late:
            left = [(it["labels"], it["value"]) for it in prometheus.get("alerts")["alerts"]]
            raise SystemExit(f"{late}: {left}") from late

    def seen(what, alert, begin, end=lambda: None):
        quiet()
        begun = time.monotonic()
        begin()
        fired = set()

        def fires():
            fired.update(prometheus.alerts("firing"))
            return alert in fired
        try:
            until(alert, fires, 120)
            took = time.monotonic() - begun
            # Longer than what others wait before they fire.
            for _ in range(14):
                time.sleep(0.5)
                fires()
        finally:
            print(f"== chaos: {what}: {', '.join(sorted(fired)) or 'nothing'}", flush=True)
        if fired != {alert}:
            raise SystemExit(f"prometheus: {alert} alone should fire")
        print(f"== chaos: {what}: after {took:.0f} s", flush=True)
        end()

    alone, azure = lab.alone, lab.azure
    filler = lab.volume / "filler"

    def fault(**fields):
        return lambda: azure.steer("faults", endpoint="resource_manager", **fields)

    def fill():
        room = shutil.disk_usage(lab.volume).free - 30 * 2**20
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, room)

    def reopen():
        lab.audit = Collector(lab.audit.port)

    seen("a certificate near its end", "AzimuthCertificateEndsSoon",
         lambda: alone.certificate(3), lambda: alone.certificate(100))
    if lab.is_small:
        seen("a disk nearly full", "AzimuthStoreRoomShort", fill, filler.unlink)
    else:
        print("SKIPPED: no disk was filled, since nothing can be mounted here", file=sys.stderr)
    seen("audit blocked", "AzimuthAuditBlocked", lambda: lab.audit.close(), reopen)
    if lab.pair:
        def other():
            return next(it for it in lab.pair if "azimuth_leader 0" in it.must("sys/metrics?format=prometheus"))
        gone = []

        def kill():
            gone.append(other())
            gone[0].process.kill()
        seen("one node gone", "AzimuthNodeGone", kill, lambda: gone[0].start())
    else:
        print("SKIPPED: no node was killed, since there is no PostgreSQL for two", file=sys.stderr)
    seen("Azure away", "AzimuthAzureUnavailable", fault(mode="outage"), fault(mode="none"))
    seen("Azure throttles", "AzimuthAzureThrottles",
         fault(mode="status", status=429, retry_after=1), fault(mode="none"))
    flood = []

    def bad_login():
        alone.log_in(lab.jwt[:-5] + "AAAAA")
    seen("a flood of refusals", "AzimuthRefusalsFlood",
         lambda: flood.append(Load(bad_login, 0.05)), lambda: flood[0].stop())

    def rotate():
        azure.steer("graph/spread", delay_ms=600_000)
        alone.must("auth/azure/rotate-root", {})
    seen("a rotation that is stuck", "AzimuthRotationStuck", rotate)


def main(mode, *arguments):
    directory = pathlib.Path(tempfile.mkdtemp(prefix="azimuth-prometheus-"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    lab = None
    try:
        lab = Lab(directory)
        rules = hurried(RULES.read_text()) if mode == "chaos" else RULES.read_text()
        prometheus = Prometheus(directory, rules, lab.jobs())
        work = Load(usual_work(lab))
        print(f"== prometheus: the lab runs after {time.monotonic() - begun:.0f} s", flush=True)
        if mode == "picture":
            import picture
            file, seconds = arguments
            picture.wait(lab, float(seconds))
            picture.draw(prometheus, float(seconds), file)
            return
        time.sleep(15)  # of load, for rates
        for servers in lab.jobs().values():
            for server in servers:
                check_page(server)
        check_dashboards(prometheus)
        if mode == "chaos":
            check_chaos(lab, prometheus)
        work.stop()
        print(f"== prometheus: all good after {time.monotonic() - begun:.0f} s")
    except BaseException:
        for log in sorted(it for it in directory.rglob("*.log") if it.name != "audit.log"):
            print(f"-- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-15:]), file=sys.stderr)
        raise
    finally:
        if lab:
            lab.close()
        else:
            Process.end_all()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
