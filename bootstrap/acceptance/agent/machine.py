"""What runs on the machine of a run: a database, a server, agents, a wall clock. Loopback only."""

import http.client
import json
import os
import pathlib
import pwd
import re
import secrets
import signal
import struct
import subprocess

from waiting import Failure, free_port, until

MARK = "AZIMUTH_MOTION"  # a variable that all processes below an agent inherit


class Clock:
    """The wall clock of the server and of the agents, which share a machine."""

    def __init__(self, library, directory):
        self.file, self.ahead = directory / "ahead", 0.0
        self.most = 0.0  # that it was ever off
        self.variables = {"LD_PRELOAD": library, "CLOCK_AHEAD_FILE": str(self.file)} if library else {}
        self.file.write_bytes(struct.pack("q", 0))

    def step(self, seconds):
        self.ahead, self.most = seconds, max(self.most, abs(seconds))
        with self.file.open("r+b") as it:  # the same file: processes have it in their memory
            it.write(struct.pack("q", int(seconds * 1000)))


class Process:
    """A command in a session of its own, whose output is added to a file."""

    all = []

    def __init__(self, command, log, variables):
        self.log = log
        self.begin = log.stat().st_size if log.exists() else 0
        with log.open("a") as out:
            self.child = subprocess.Popen(
                [str(it) for it in command], stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **variables}, start_new_session=True)
        Process.all.append(self)

    def printed(self, pattern):
        with self.log.open(errors="replace") as log:
            log.seek(self.begin)
            return re.search(pattern, log.read(), re.M)

    def await_line(self, pattern):
        def found():
            if not self.printed(pattern) and self.child.poll() is not None:
                raise Failure(f"ended early, see {self.log}")
            return self.printed(pattern)
        return until(f"{pattern} in {self.log}", found)

    def send(self, name):
        self.child.send_signal(name)

    def kill(self):
        self.send(signal.SIGKILL)
        self.child.wait()

    def terminate(self):
        self.send(signal.SIGTERM)
        return self.child.wait(40)

    def clear(self):
        """Ends what is left of its session, as KillMode=mixed of the agent's unit does."""
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


class Database:
    """A PostgreSQL that can fail."""

    all = []

    def __init__(self, programs, directory):
        self.programs, self.home, self.port = programs, directory / "database", free_port()
        self.home.mkdir()
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust")
        self.start()
        Database.all.append(self)

    @property
    def data(self):
        return self.home / "data"

    @property
    def options(self):  # the run ends processes, never the power
        return f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"

    def run(self, program, *arguments):
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*user, f"{self.programs}/{program}", *map(str, arguments)], check=True, cwd=self.home,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-o", self.options, "-l", self.home / "log", "-w", "start")

    @staticmethod
    def end_all():
        for one in Database.all:
            try:
                one.stop()
            except subprocess.CalledProcessError:
                pass  # it was stopped

    def storage(self):
        return (f'storage "postgresql" {{ connection_url = "postgres://postgres@127.0.0.1:{self.port}/postgres'
                '?sslmode=disable&connect_timeout=2" }')


class Away(Exception):
    """A server gave no answer, or one that it is not able to give another."""


class Server:
    """The packed server."""

    def __init__(self, azimuth, directory, storage, clock):
        self.azimuth, self.directory, self.clock, self.port = azimuth, directory / "server", clock, free_port()
        self.directory.mkdir(mode=0o700)
        key = self.directory / "seal.key"
        key.write_bytes(secrets.token_bytes(32))
        key.chmod(0o600)
        (self.directory / "azimuth.hcl").write_text(f"""
            listener "tcp" {{
              address     = "127.0.0.1:{self.port}"
              tls_disable = true
            }}
            {storage or 'storage "mapdb" { path = "store" }'}
            seal "static" {{
              current_key_id = "motion"
              current_key    = "file://seal.key"
            }}
            audit_directory = "."
            """)
        self.token = ""
        self.start()

    def start(self):
        self.process = Process(
            [self.azimuth, "server", "--config", self.directory / "azimuth.hcl"], self.directory / "log",
            {"AZIMUTH_JAVA_OPTS": "-Xmx192m", **self.clock.variables})
        self.process.await_line(rf"listening on 127\.0\.0\.1:{self.port}$")

    def call(self, method, path, fields=None, token=None, limit=2.0):
        """The status of a request, and the JSON of its body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit)
        try:
            body = None if fields is None else json.dumps(fields)
            connection.request(method, f"/v1/{path}", body, {"X-Vault-Token": token or self.token})
            answer = connection.getresponse()
            status, text = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as e:
            raise Away(str(e)) from e
        finally:
            connection.close()
        if status >= 500 or status == 429:
            raise Away(f"{status}")
        return status, json.loads(text) if text else {}

    def must(self, method, path, fields=None):
        status, body = self.call(method, path, fields, limit=30.0)
        if status >= 300:
            raise Failure(f"{method} {path}: {status} {body}")
        return body

    def serves(self):
        """Whether it reads its store."""
        try:
            return self.call("GET", "auth/token/lookup-self")[0] == 200
        except Away:
            return False

    def initialise(self):
        self.token = self.must("POST", "sys/init", {"recovery_shares": 1, "recovery_threshold": 1})["root_token"]
        until("the new server serves", self.serves)


class Agent:
    """A packed agent with a role of AppRole."""

    def __init__(self, azimuth, name, directory, server, clock, blocks, slow=""):
        self.azimuth, self.directory = azimuth, directory / name
        self.directory.mkdir(mode=0o700)
        self.file = self.directory / "agent.hcl"
        data = server.must("GET", f"auth/approle/role/{name}/role-id")["data"]
        (self.directory / "role-id").write_text(data["role_id"])
        self.file.write_text(f"""
            vault {{ address = "http://127.0.0.1:{server.port}" }}
            auto_auth {{
              method "approle" {{
                min_backoff = "1s"
                max_backoff = "1s"
                config      = {{ role_id_file_path = "role-id" }}
              }}
              {blocks}
            """)
        self.starts = 0
        self.variables = {MARK: str(self.directory), "AZIMUTH_CLIENT_TIMEOUT": "2s", **clock.variables}
        self.variables["LD_PRELOAD"] = ":".join(it for it in (clock.variables.get("LD_PRELOAD"), slow) if it)
        self.start()

    def start(self):
        self.starts += 1
        self.process = Process(
            [self.azimuth, "agent", "--config", self.file], self.directory / "log", self.variables)

    def await_login(self):
        self.process.await_line("agent: logged in")

    def children(self):
        """The processes below this agent and below former ones, with their environments."""
        found = {}
        mark = f"{MARK}={self.directory}".encode()
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != self.process.child.pid:
                try:
                    variables = (entry / "environ").read_bytes().split(b"\0")
                    if mark in variables and not (entry / "stat").read_text().rpartition(") ")[2].startswith("Z"):
                        found[int(entry.name)] = variables
                except OSError:
                    continue  # it has ended
        return found
