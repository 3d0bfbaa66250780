"""Refuses the network to every Python of a test run, also to the programs that tests start.

Loopback and Unix sockets stay open. What was tried is written to the file named by
LIFTAPP_TEST_NETWORK_LOG, so that a program which swallows the error still fails its test.
"""

import os
import sys
from pathlib import Path

LOG_VARIABLE = "LIFTAPP_TEST_NETWORK_LOG"
LOCAL_HOSTS = ("localhost", "127.", "::1")


class NetworkRefused(OSError):
    """A test, or a program it started, tried to reach the network."""


def is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    return host is None or (isinstance(host, str) and host.startswith(LOCAL_HOSTS))


def refuse_network(event: str, args: tuple[object, ...]) -> None:
    """An audit hook: raises NetworkRefused for anything that leaves this machine."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[-1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if is_local(host):
        return
    if log := os.environ.get(LOG_VARIABLE):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host!r}\n")
    raise NetworkRefused(f"tests may not reach the network: {event} {host!r}")


sys.addaudithook(refuse_network)
