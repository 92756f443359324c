"""Say before any work is done whether an address is free to serve on.

    python tools/port.py HOST PORT

Standard library only: it runs before anything is installed.
"""

import contextlib
import errno
import socket
import sys

LAST = 65535
NEAR = 20


def failure(host: str, port: int) -> OSError | None:
    """Why a server could not listen on the address now; None when it could."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with contextlib.closing(socket.socket(family, kind, protocol)) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the real server does
            server.bind(address)
            server.listen()
    except OSError as error:
        return error
    return None


def advice(host: str, port: int, error: OSError) -> str:
    """One sentence: what is wrong and the command that goes around it."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host!r} is not an address of this machine; leave HOST out to serve on 127.0.0.1."
    taken = error.errno == errno.EADDRINUSE
    problem = "is already in use" if taken else f"cannot be used ({error.strerror})"
    above = max(port, 8000) + 1  # a port below 1024 is no help to somebody who is not root
    for other in range(above, min(above + NEAR, LAST + 1)):
        if failure(host, other) is None:
            return f"Port {port} of {host} {problem}; choose another one: make demo PORT={other}"
    return f"Port {port} of {host} {problem}; choose another one with make demo PORT=..."


def main() -> int:
    """0 when the address is free, else 1 after one sentence on stderr."""
    host, text = sys.argv[1:3]
    if not text.isdecimal() or not 1 <= int(text) <= LAST:
        print(f"PORT={text!r} is not a port; choose a number from 1 to {LAST}.", file=sys.stderr)
        return 1
    error = failure(host, int(text))
    if error is not None:
        print(advice(host, int(text), error), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
