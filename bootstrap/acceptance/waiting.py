"""What the runs of several suites have in common: waiting, and ports."""

import random
import socket
import time


class Failure(SystemExit):
    """The product, or the run, did not do what it must."""


def until(what, condition, seconds=120.0):
    """Waits for a condition; its value is the result."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise Failure(f"waited {seconds:.0f} s in vain: {what}")


def free_port():
    """A port below those that the system gives to whoever asks for any: it stays free until it is taken."""
    while True:
        with socket.socket() as it:
            try:
                it.bind(("127.0.0.1", random.randrange(20_000, 30_000)))
                return it.getsockname()[1]
            except OSError:
                continue
