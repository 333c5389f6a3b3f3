"""Serves the site to browsers with waitress."""

import errno
import signal
import socket
from typing import Any
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from waitress.server import create_server

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
    # waitress ends in good order when interrupted, so that is what SIGTERM does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for name in settings.SERVER_HOOKS:
        import_string(name)()
    application = get_wsgi_application()
    out.write(f"The archive is at {address()} – stop it with Ctrl-C.")
    out.flush()
    make_server(application, listener).run()


def make_server(application: WSGIApplication, listener: socket.socket) -> Any:
    """Return a server that has yet to run."""
    return create_server(
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


def address() -> str:
    """Return the address at which browsers find the site."""
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}/"
    host = settings.BIND_HOST
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.BIND_PORT}/"
