"""Serves the site to browsers with waitress."""

import errno
import signal
import socket
from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from waitress.server import create_server

from archive import workers
from archive.piles.too_much import Channel
from archive.processes import end_with_parent

# More than any export of a hundred thousand articles holds.
MOST_BYTES_WAITING = 1 << 28


class AddressUnavailable(Exception):
    """The site cannot be served where the settings say."""


def listen() -> socket.socket:
    """Take the address that the settings name, so that no other process gets it.

    Raises: AddressUnavailable.
    """
    host, port = settings.BIND_HOST, settings.BIND_PORT
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "in use, perhaps by this archive; stop that or choose another port"
        else:
            why = f"not to be had ({error.strerror})"
        raise AddressUnavailable(f"ARCHIVE_BIND={host}:{port} is {why}.") from error


def serve(listener: socket.socket, *, out: OutputWrapper) -> None:
    """Answer requests until the process is interrupted or told to end."""
    ending = Ending()
    for name in settings.SERVER_HOOKS:
        import_string(name)()
    application = get_wsgi_application()
    with workers.beside(answer, listener, settings.SERVER_WORKERS - 1):
        out.write(f"The archive is at {address()} – stop it with Ctrl-C.")
        out.flush()
        run(make_server(application, listener), until=ending)


def answer(listener: socket.socket) -> None:
    """Answer requests in a worker's process until it is told to end."""
    ending = Ending()
    end_with_parent()
    run(make_server(get_wsgi_application(), listener), until=ending)


class Ending:
    """Knows whether this process was interrupted or told to end.

    It notes that. An exception could come anywhere, and leave a lock taken for ever.
    """

    def __init__(self) -> None:
        self.is_near = False
        self.tell: Callable[[], None] | None = None  # called when it is
        signal.signal(signal.SIGTERM, self._note)
        signal.signal(signal.SIGINT, self._note)

    def _note(self, number: int, frame: object) -> None:
        self.is_near = True
        if number == signal.SIGINT:
            # Who interrupts once more does not want to wait.
            signal.signal(number, signal.default_int_handler)
        if self.tell:
            self.tell()


def run(server: Any, *, until: Ending) -> None:
    """Answer requests, those under way to their end."""
    until.tell = server.pull_trigger
    while not until.is_near:
        server.asyncore.loop(
            timeout=server.adj.asyncore_loop_timeout, map=server._map, count=1
        )
    server.task_dispatcher.shutdown()


def make_server(application: WSGIApplication, listener: socket.socket) -> Any:
    """Return a server that has yet to run."""
    server = create_server(
        application,
        sockets=[listener],
        threads=settings.SERVER_THREADS,
        # Somewhat more than may be handed in, so that a page can say that it may not.
        max_request_body_size=2_000_000 * settings.UPLOAD_MB,
        ident=None,
        # A server in front of this one that ends TLS stands on this machine.
        trusted_proxy="127.0.0.1",
        trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto"},
        # What a browser is slow to take waits in a file of its own, not in a thread.
        outbuf_high_watermark=MOST_BYTES_WAITING,
    )
    server.channel_class = Channel
    return server


def address() -> str:
    """Return the address at which browsers find the site."""
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}/"
    host = settings.BIND_HOST
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.BIND_PORT}/"
