"""Serves the HTTP face until it is told to stop."""

import contextlib
import errno
import ipaddress
import signal
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import structlog
import uvicorn
from threadpoolctl import threadpool_limits

from chatrec.app.advising import Standing
from chatrec.app.language_model import PATIENCE_S, is_local, tried
from chatrec.app.rehearsing import rehearse
from chatrec.app.wiring import App
from chatrec.core.errors import ConfigError, LanguageModelError, NotReadyError
from chatrec.core.told import Told
from chatrec.dialogue import Tools
from chatrec.interfaces.http.app import create_app
from chatrec.interfaces.http.logs import configure_logs
from chatrec.ports.language_model import LanguageModel

DRAIN_S = 10  # how long requests that are being answered may take once the server is told to stop
STOP = (signal.SIGINT, signal.SIGTERM)

log = structlog.get_logger()


def serve(app: App, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is being answered and return. Port 0 takes a free one; the log says
    which. Raises ConfigError when the address cannot be listened on.
    """
    configure_logs(app.settings.serve.log_level)
    with contextlib.closing(_listening(host, port)) as listener:
        config = uvicorn.Config(
            create_app(app, hosts=_names(app, host)),
            lifespan="on",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=DRAIN_S,
        )
        server = uvicorn.Server(config)
        with _stopping(server):
            _warm(app)
            log.info("listening", url=_url(host, listener.getsockname()[1]), home=str(app.home.folder))
            # Turns run beside each other already: BLAS with threads of its own makes all of them wait for one another.
            with threadpool_limits(1, "blas"):
                server.run(sockets=[listener])
    log.info("stopped")


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that nobody can take the port between the check and its use."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            f"{host!r} is not an address of this machine ({error}); try --host 127.0.0.1.",
            zh=f"{host!r} 不是这台机器的地址（{error}）；试试 --host 127.0.0.1。",
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        english, chinese = _refusal(host, port, error)
        raise ConfigError(english, zh=chinese) from error
    return listener


def _refusal(host: str, port: int, error: OSError | OverflowError) -> Told:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return Told(
            f"Port {port} of {host} is taken by another program; choose another with --port, or 0 for any free one.",
            f"{host} 的端口 {port} 已被别的程序占用；请用 --port 换一个，0 表示任选空闲端口。",
        )
    if number == errno.EADDRNOTAVAIL:
        return Told(
            f"{host!r} is not an address of this machine; try --host 127.0.0.1, or 0.0.0.0 for every network.",
            f"{host!r} 不是这台机器的地址；试试 --host 127.0.0.1，或用 0.0.0.0 对所有网络开放。",
        )
    if number == errno.EACCES:
        return Told(
            f"Port {port} of {host} needs rights that this user lacks; choose one above 1023 with --port.",
            f"当前用户无权使用 {host} 的端口 {port}；请用 --port 选一个大于 1023 的。",
        )
    return Told(
        f"Port {port} of {host} cannot be listened on ({error}); choose another with --port.",
        f"{host} 的端口 {port} 用不了（{error}）；请用 --port 换一个。",
    )


def _names(app: App, host: str) -> frozenset[str] | None:
    """The names the server goes by. One that listens beyond this machine goes by any, unless the settings name some."""
    named = frozenset(name.lower() for name in app.settings.serve.hosts)
    return named | {host.lower()} if named or _loopback(host) else None


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _warm(app: App) -> None:
    """Load the model before the first request asks for it."""
    try:
        tools = app.live.tools()
        _tell_of_judging(app)
        threading.Thread(target=_rehearse, args=(replace(tools, adviser=None),), name="rehearse", daemon=True).start()
    except NotReadyError as error:
        log.warning("not_ready", detail=str(error))
    model = app.language_model
    if model is not None and is_local(model):
        threading.Thread(target=_awaken, args=(model,), name="awaken", daemon=True).start()


def _rehearse(tools: Tools) -> None:
    """Make what the first message needs, beside the first requests."""
    log.info("rehearsed", seconds=round(rehearse(tools), 2))


def _tell_of_judging(app: App) -> None:
    """Say whether lists wait for a language model, where a setting says that they may, and why not."""
    live = app.versions.live()
    found = app.advisers.judged(live.judge if live else None, live.version if live else "")
    if found.standing is not Standing.OFF:
        tell = log.info if found.ok else log.warning
        tell("judging", standing=found.standing.value, detail=found.sentence)


def _awaken(model: LanguageModel) -> None:
    """Read a language model in this process into memory; turns before it is there have plain words."""
    try:
        log.info("language_model", name=model.name, seconds=round(tried(model, timeout_s=PATIENCE_S).seconds, 2))
    except LanguageModelError as error:
        log.warning("language_model", name=model.name, detail=str(error))


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextlib.contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Signals stop the server and nothing else: uvicorn raises them again once it has stopped, which would end the
    process before the database is closed, and with another status than 0.
    """

    def stop(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in STOP}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


__all__ = ["serve"]
