"""What must hold while everything breaks, watched by threads."""

import http.client
import pathlib
import re
import threading
import time

from machine import Away

TTL, MAX_TTL = 9, 30  # seconds, of the tokens of the agent that is killed
# Of the other one's: the one renewal gives less, but more than three minutes; when a login replaces the
# token after two thirds of that, it has more than the minute left after which it is revoked.
LONG_TTL, LONG_MAX_TTL = 205, 318
TIME_LIMIT = 2.0      # of a request of the agent
MAX_BACKOFF = 1.0
RENDER = 1.0          # static_secret_render_interval
# docs/reference/agent.md: after a failure the agent tries again when a pause of max_backoff at most is
# over. The request that a fault caught may first run into its limit, and the next one may be a renewal
# that is refused, with a login behind it.
BOUND = TIME_LIMIT + MAX_BACKOFF + TIME_LIMIT

WHOLE = re.compile(r"azs\.[A-Za-z0-9_-]{24}")


class Findings:
    """What did not hold. A fault is told once for each kind and place."""

    def __init__(self):
        self.lines, self.begin, self.lock = [], time.monotonic(), threading.Lock()

    def add(self, what):
        with self.lock:
            self.lines.append(f"{time.monotonic() - self.begin:.1f} s: {what}")
            print("FOUND", self.lines[-1], flush=True)


class Calm:
    """Since when nothing is broken that a promise depends on."""

    def __init__(self):
        self.faults, self.since, self.lock = 0, time.monotonic(), threading.Lock()

    def __enter__(self):
        with self.lock:
            self.faults += 1

    def __exit__(self, *_):
        with self.lock:
            self.faults -= 1
            self.since = max(self.since, time.monotonic())

    def disturbed(self, more=0.0):
        """Something ended just now, or is excused for so many seconds more."""
        with self.lock:
            self.since = max(self.since, time.monotonic() + more)

    def lasts(self):
        """For how many seconds; less than nothing while a fault lasts."""
        with self.lock:
            return -1.0 if self.faults else time.monotonic() - self.since


class AllCalm:
    """Several at once."""

    def __init__(self, *calms):
        self.calms = calms

    def lasts(self):
        return min(it.lasts() for it in self.calms)


class Watcher(threading.Thread):
    """Looks again and again until the run ends; an end by an exception is a finding."""

    def __init__(self, findings, look, pause):
        super().__init__(daemon=True)
        self.findings, self.look, self.pause, self.ended = findings, look, pause, threading.Event()
        self.start()

    def run(self):
        try:
            while not self.ended.wait(self.pause):
                self.look()
        except Exception as e:
            self.findings.add(f"a watcher broke: {e!r}")
            raise

    def stop(self):
        self.ended.set()
        self.join()


class Sink:
    """A file with a token, read every few milliseconds, and asked about at the server."""

    def __init__(self, path, server, findings, calm):
        self.path, self.server, self.findings, self.calm = path, server, findings, calm
        self.contents, self.reads, self.asked = set(), 0, 0
        self.bad_since = None
        self.longest = 0.0  # that it had an expired token while the server could be reached

    def content(self):
        try:
            return self.path.read_text()
        except FileNotFoundError:
            return ""

    def look(self):
        text = self.content()
        self.reads += 1
        if text in self.contents or (not text and not self.contents):
            return
        if not WHOLE.fullmatch(text):
            self.findings.add(f"{self.path} has {len(text)} characters that are no token")
        self.contents.add(text)

    def ask(self):
        token = self.content()
        if not token:
            return
        try:
            status, _ = self.server.call("GET", "auth/token/lookup-self", token=token)
        except Away:
            self.bad_since = None
            return
        self.asked += 1
        calm = self.calm.lasts()
        if status == 200 or token != self.content() or calm < 0:
            self.bad_since = None
            return
        now = time.monotonic()
        self.bad_since = self.bad_since or now
        bad = min(now - self.bad_since, calm)
        self.longest = max(self.longest, bad)
        if bad > BOUND:
            self.findings.add(f"{self.path} has an expired token {calm:.1f} s after the last fault ({status})")
            self.bad_since = None


class Reachability:
    """Whether the server serves: an outage that no fault explains is a finding, too."""

    def __init__(self, server, findings, calm):
        self.server, self.findings, self.calm, self.away_since = server, findings, calm, None

    def look(self):
        if self.server.serves() or self.calm.lasts() < 0:
            self.away_since = None
            return
        self.away_since = self.away_since or time.monotonic()
        if time.monotonic() - self.away_since > BOUND:
            self.findings.add("the server is away without a fault")
            self.away_since = None


class Listener:
    """A program that uses the agent's listener without a token of its own, and its metrics."""

    def __init__(self, port, findings, calm):
        self.port, self.findings, self.calm = port, findings, calm
        self.answers, self.refusals, self.bad_since = 0, 0, None
        self.counts = {}  # of each start of the agent

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2 * TIME_LIMIT)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def look(self):
        status, _ = self.get("/v1/secret/data/motion")
        if status == 200:
            self.answers, self.bad_since = self.answers + 1, None
            return
        self.refusals += 1
        now = time.monotonic()
        self.bad_since = self.bad_since or now
        calm = self.calm.lasts()
        if min(now - self.bad_since, calm) > BOUND:
            self.findings.add(f"the listener answers {status} {calm:.1f} s after the last fault")
            self.bad_since = None

    def count(self, start):
        status, text = self.get("/agent/v1/metrics")
        if status == 200:
            self.counts[start] = {name: int(value) for name, value in
                                  re.findall(r"^azimuth_agent_(\w+)_total (\d+)$", text, re.M)}

    def total(self, name):
        return sum(it.get(name, 0) for it in self.counts.values())


class Programs:
    """The programs of exec: one at a time, with the secret that is stored, and none of a former agent."""

    def __init__(self, agent, findings, calm):
        self.agent, self.findings, self.calm, self.secret = agent, findings, calm, b""
        self.looks, self.wrong = 0, 0

    def look(self):
        if self.calm.lasts() < BOUND + RENDER:
            return
        mains = [it for it in self.agent.children().values() if any(one.startswith(b"WORD=") for one in it)]
        right = [it for it in mains if b"WORD=" + self.secret in it]
        self.looks += 1
        # A program is two processes: a shell, and what it waits for.
        self.wrong = 0 if len(mains) == len(right) == 2 else self.wrong + 1
        if self.wrong == 3 and self.calm.lasts() > BOUND + RENDER:
            self.findings.add(f"{len(mains)} processes below the agent, {len(right)} with the secret; 2 are right")


class Census:
    """All tokens of the roles: each is in a sink, or ends within its TTL after another one took its place."""

    def __init__(self, server, sinks, clock, findings):
        self.server, self.sinks, self.clock, self.findings = server, sinks, clock, findings
        self.replaced = {}  # accessor -> when it was first seen to be in no sink
        self.accessors = set()

    def living(self):
        """The accessors of tokens that a login gave, with what is known of them."""
        _, body = self.server.call("LIST", "auth/token/accessors", limit=10.0)
        found = {}
        for accessor in body.get("data", {}).get("keys", []):
            status, known = self.server.call(
                "POST", "auth/token/lookup-accessor", {"accessor": accessor}, limit=10.0)
            if status == 200 and known["data"]["path"] == "auth/approle/login":
                found[accessor] = known["data"]
        return found

    def current(self):
        for sink in self.sinks:
            token = sink.content()
            if token:
                status, body = self.server.call("GET", "auth/token/lookup-self", token=token)
                if status == 200:
                    yield body["data"]["accessor"]

    def look(self):
        try:
            before = set(self.current())
            living = self.living()
            current = before | set(self.current())
        except Away:
            return
        now = time.monotonic()
        self.accessors.update(living)
        for accessor, known in living.items():
            if accessor in current:
                self.replaced.pop(accessor, None)
                continue
            since = self.replaced.setdefault(accessor, now)
            # A clock that was set back lets tokens live longer; the census itself is not instant.
            if now - since > known["creation_ttl"] + 2 * self.clock.most + 15:
                self.findings.add(f"the token {accessor} lives on in no sink for {now - since:.0f} s: {known}")
                self.replaced[accessor] = now
        self.replaced = {it: since for it, since in self.replaced.items() if it in living}


def strangers(directory):
    """Files beside a sink."""
    return [it.name for it in pathlib.Path(directory).iterdir() if it.name not in ("token", "filler")]
