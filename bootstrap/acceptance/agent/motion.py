"""Hours of an agent in fast motion, with faults at random; the bash beside it starts this."""

import argparse
import contextlib
import pathlib
import random
import secrets
import signal
import sys
import threading
import time

from machine import Agent, Away, Clock, Database, Process, Server
from waiting import Failure, free_port, until
from watch import (
    BOUND, LONG_MAX_TTL, LONG_TTL, MAX_TTL, RENDER, TTL, AllCalm, Calm, Census, Findings, Listener, Programs,
    Reachability, Sink, Watcher, strangers)

ACTS_PER_HOUR = 1.62  # renewals and logins of a token that lives an hour: it is renewed after 37 minutes
HOURS = 8


class Motion:
    """A machine with a server and two agents, and what breaks them."""

    def __init__(self, options):
        self.random = random.Random(options.seed)
        self.findings = Findings()
        self.directory, self.disk = pathlib.Path(options.directory), pathlib.Path(options.disk)
        self.fillable, self.clock = options.fillable, Clock(options.clock, self.directory)
        self.database = Database(options.postgres, self.directory) if options.store == "postgresql" else None
        self.server = Server(options.azimuth, self.directory, self.database and self.database.storage(), self.clock)
        self.server.initialise()
        self.calm, self.agent_calm, self.disk_calm = Calm(), Calm(), Calm()
        self.sink_directory = self.directory / "sink"
        self.sink_directory.mkdir(mode=0o700)
        self.cleared = self.cut_writes = 0
        self.set_up()
        self.start_agents(options.azimuth, options.slow)
        self.counts = {}

    def set_up(self):
        must = self.server.must
        must("POST", "sys/auth/approle", {"type": "approle"})
        must("POST", "sys/mounts/secret", {"type": "kv", "options": {"version": "2"}})
        must("PUT", "sys/policies/acl/motion",
             {"policy": 'path "secret/data/motion" { capabilities = ["read"] }'})
        for name, ttl, most in ("hasty", TTL, MAX_TTL), ("calm", LONG_TTL, LONG_MAX_TTL):
            must("POST", f"auth/approle/role/{name}", {
                "bind_secret_id": False, "token_bound_cidrs": "127.0.0.0/8", "token_policies": "motion",
                "token_ttl": ttl, "token_max_ttl": most})

    def start_agents(self, azimuth, slow):
        port, first, second = free_port(), self.sink_directory / "token", self.disk / "token"
        secret = self.write_secret()
        self.agent = Agent(azimuth, "hasty", self.directory, self.server, self.clock, f"""
              sink "file" {{ config = {{ path = "{first}" }} }}
              sink "file" {{ config = {{ path = "{second}" }} }}
            }}
            listener "tcp" {{
              address     = "127.0.0.1:{port}"
              tls_disable = true
            }}
            api_proxy {{ use_auto_auth_token = true }}
            env_template "WORD" {{
              contents = "{{{{ with secret \\"secret/data/motion\\" }}}}{{{{ .Data.data.word }}}}{{{{ end }}}}"
            }}
            exec {{ command = ["/bin/sh", "-c", "sleep 100000 & wait"] }}
            template_config {{ static_secret_render_interval = "{RENDER:.0f}s" }}
            """, slow)
        self.agent.await_login()
        self.other = Agent(azimuth, "calm", self.directory, self.server, self.clock,
                           'sink "file" { config = { path = "token" } }\n            }\n            log_level = "debug"')
        self.other.await_login()
        # The sink on the disk that is filled depends on more than the other ones.
        found, agent_calm = self.findings, AllCalm(self.calm, self.agent_calm)
        self.sinks = [Sink(first, self.server, found, agent_calm),
                      Sink(second, self.server, found, AllCalm(agent_calm, self.disk_calm)),
                      Sink(self.directory / "calm/token", self.server, found, self.calm)]
        self.listener = Listener(port, found, agent_calm)
        self.programs = Programs(self.agent, found, agent_calm)
        self.programs.secret = secret
        self.census = Census(self.server, self.sinks, self.clock, found)
        until("all sinks have a token", lambda: all(it.content() for it in self.sinks))

    def watchers(self):
        reachability = Reachability(self.server, self.findings, self.calm)
        pairs = [(self.look_at_sinks, 0.003), (reachability.look, 0.3), (self.listener.look, 0.2),
                 (lambda: self.listener.count(self.agent.starts), 0.5), (self.programs.look, 0.5),
                 (self.census.look, 4.0)]
        pairs += [(it.ask, 0.1) for it in self.sinks]
        return [Watcher(self.findings, look, pause) for look, pause in pairs]

    def look_at_sinks(self):
        for sink in self.sinks:
            sink.look()

    def write_secret(self):
        word = secrets.token_hex(8)
        self.server.must("POST", "secret/data/motion", {"data": {"word": word}})
        return word.encode()

    # Faults. Each ends when what it broke serves again.

    def pause(self, least, most):
        time.sleep(self.random.uniform(least, most))

    def await_server(self):
        until("the server serves again", self.server.serves)

    def break_server(self, down, up, least, most):
        """The server is away for a while; the agent may be killed then, and started before or after its return."""
        killed, early = self.random.random() < 0.3, self.random.random() < 0.5
        with contextlib.ExitStack() as broken:
            broken.enter_context(self.calm)
            down()
            if killed:
                broken.enter_context(self.agent_calm)
                self.kill_agent()
            if killed and early:
                self.agent.start()
            self.pause(least, most)
            up()
            self.await_server()
            if killed and not early:
                self.agent.start()
            if killed:
                self.agent.await_login()

    def server_kill(self):
        self.break_server(self.server.process.kill, self.server.start, 0, 6)

    def server_restart(self):
        self.break_server(self.server.process.terminate, self.server.start, 0, 3)

    def server_hang(self):
        process = self.server.process
        self.break_server(lambda: process.send(signal.SIGSTOP), lambda: process.send(signal.SIGCONT), 1, 8)

    def database_failover(self):
        self.break_server(self.database.stop, self.database.start, 0, 6)

    def kill_agent(self):
        self.agent.process.kill()
        self.cut_writes += bool(strangers(self.sink_directory))
        self.cleared += len(self.agent.children())
        self.agent.process.clear()

    def agent_kill(self):
        with self.agent_calm:
            self.kill_agent()
            self.pause(0, 1.5)
            self.agent.start()
            self.agent.await_login()

    def agent_kill_while_it_writes(self):
        """As soon as a file is seen beside the sink."""
        self.revoke()
        end = time.monotonic() + TTL + BOUND
        while time.monotonic() < end and not strangers(self.sink_directory):
            pass
        self.agent_kill()

    def revoke(self):
        """The token in the sink is revoked: the agent learns it at the next renewal at the latest."""
        self.calm.disturbed(TTL * 2 / 3)
        with contextlib.suppress(Away):
            self.server.call("POST", "auth/token/revoke", {"token": self.sinks[0].content()})

    def disk_full(self):
        filler = self.disk / "filler"
        with self.disk_calm:
            if self.fillable:
                with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
                    while True:
                        out.write(bytes(4096))
            else:
                self.disk.chmod(0o500)
            self.pause(3, 20)
            filler.unlink(missing_ok=True)
            self.disk.chmod(0o700)

    def clock_step(self):
        by = self.random.choice([-20, -3, 0, 2, 20])
        if by > self.clock.ahead:  # a token may have expired by that, which the next renewal finds
            self.calm.disturbed(TTL * 2 / 3)
        self.clock.step(by)

    def secret_change(self):
        with self.calm:
            self.programs.secret = self.write_secret()

    def faults(self):
        found = [self.server_kill, self.server_kill, self.server_restart, self.server_hang, self.agent_kill,
                 self.agent_kill, self.agent_kill_while_it_writes, self.revoke, self.disk_full, self.secret_change]
        if self.clock.variables:
            found += [self.clock_step] * 2
        if self.database:
            found += [self.database_failover] * 3
        return found

    def run(self, seconds):
        watchers, end, faults = self.watchers(), time.monotonic() + seconds, self.faults()
        try:
            while time.monotonic() < end:
                self.pause(1, 2 * BOUND)
                fault = self.random.choice(faults)
                print(f"{time.monotonic() - self.findings.begin:6.1f} s: {fault.__name__}", flush=True)
                self.counts[fault.__name__] = self.counts.get(fault.__name__, 0) + 1
                # A disk may be full while something else breaks.
                if fault == self.disk_full and self.random.random() < 0.5:
                    thread = threading.Thread(target=self.disk_full)
                    thread.start()
                    self.agent_kill()
                    thread.join()
                else:
                    fault()
            time.sleep(2 * BOUND)
        finally:
            for it in watchers:
                it.stop()
        self.end()

    def end(self):
        """What is left when all has ended."""
        code = self.agent.process.terminate()
        if code != 128 + signal.SIGTERM:
            self.findings.add(f"the agent ended with {code}, not with the code of its program")
        if self.agent.children():
            self.findings.add(f"processes below an agent that was stopped: {list(self.agent.children())}")
        if self.other.process.terminate() != 0:
            self.findings.add("the other agent did not end with 0")
        for directory in self.sink_directory, self.disk:
            if strangers(directory):
                self.findings.add(f"beside the sink in {directory}: {strangers(directory)}")
        until("the tokens of the agent that was killed have ended",
              lambda: all(it["creation_ttl"] == LONG_TTL for it in self.census.living().values()),
              TTL + MAX_TTL + 2 * self.clock.most)
        self.server.process.terminate()

    def report(self):
        log = self.other.process.log.read_text()
        revoked, tried = log.count("the replaced token was revoked"), log.count("the replaced token was ")
        acts = self.listener.total("renewals") + self.listener.total("logins")
        hours = acts / ACTS_PER_HOUR
        print(f"faults: {', '.join(f'{name} {count}' for name, count in sorted(self.counts.items()))}")
        print(f"{self.listener.total('renewals')} renewals and {self.listener.total('logins')} logins, as in "
              f"{hours:.0f} hours with a TTL of an hour; {self.agent.starts} starts of the agent")
        print(f"{sum(it.reads for it in self.sinks)} reads of sinks, {sum(len(it.contents) for it in self.sinks)} "
              f"tokens in them, {sum(it.asked for it in self.sinks)} look-ups; the longest time with an expired "
              f"one after a fault: {max(it.longest for it in self.sinks):.1f} s of {BOUND:.0f} s")
        print(f"{self.listener.answers} answers through the listener; {self.programs.looks} looks at programs; "
              f"{len(self.census.accessors)} tokens in the census, {revoked} of {tried} revoked a minute after a "
              f"login replaced them; {self.cleared} processes of killed agents that the supervisor ended, "
              f"{self.cut_writes} kills within a write")
        if hours < HOURS:
            self.findings.add(f"only {hours:.1f} hours went by")


def main():
    parser = argparse.ArgumentParser()
    for name in "azimuth", "directory", "store", "postgres", "clock", "slow", "disk":
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--fillable", action="store_true")
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends, too
    sys.setswitchinterval(0.0005)  # one thread looks for a file that lives for a millisecond
    print(f"== motion: {options.seconds} s on {options.store}, seed {options.seed}", flush=True)
    try:
        motion = Motion(options)
        try:
            motion.run(options.seconds)
        except Failure as e:
            motion.findings.add(str(e))
    finally:
        for one in Process.all:
            one.clear()
        Database.end_all()
    motion.report()
    print(f"== motion: {len(motion.findings.lines)} findings" if motion.findings.lines else "== motion: all good")
    sys.exit(1 if motion.findings.lines else 0)


main()
