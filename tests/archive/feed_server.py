"""A web server of this machine for tests, and leave to reach it."""

from __future__ import annotations

import dataclasses
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from archive import fetching
from archive.models import WatchedFeed

Page = Callable[[BaseHTTPRequestHandler], None]
CERTIFICATE = Path(__file__).with_name("brovik.pem")


@dataclass
class FeedServer:
    """What a server answers, and what it was asked."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def address(self, path: str = "/feed", *, host: str = "127.0.0.1") -> str:
        """Return the address of a page."""
        return f"http://{host}:{self.port}{path}"

    def give(self, path: str, body: bytes, *, status: int = 200, **more: str) -> str:
        """Have a page answer with these bytes and headers; return its address."""

        def page(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = page
        return self.address(path)


@contextmanager
def serving(*, tls: bool = False) -> Iterator[FeedServer]:
    """Run a server until the test ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(dict(self.headers))
            # A client that has had enough breaks off.
            try:
                found.pages[self.path](self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that break off."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    found = FeedServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def know(monkeypatch: pytest.MonkeyPatch, **names: str) -> list[str]:
    """Have names lead to addresses; return the list of what is looked up."""
    real, asked = socket.getaddrinfo, []

    def look_up(host: str, *args: Any, **more: Any) -> Any:
        if host not in names:
            return real(host, *args, **more)
        asked.append(host)
        return [part for ip in names[host].split() for part in real(ip, *args, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def near(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> Iterator[FeedServer]:
    """Run a server that may be reached, beside a data folder of the test's own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"
    limits = dataclasses.replace(
        fetching.LIMITS, may_reach=lambda _: True, ports=None, seconds=5.0
    )
    monkeypatch.setattr(fetching, "LIMITS", limits)
    with serving() as running:
        yield running


def rss(*texts: str, named: bool = True) -> bytes:
    """Write a feed; its articles have ids, or pages only."""
    parts = (
        f"<item><title>{text.split('.')[0]}</title>"
        + (f"<guid>{number}</guid>" if named else "")
        + f"<link>https://brovik.example/{number}</link>"
        f"<pubDate>Tue, 0{number} Mar 2024 08:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for number, text in enumerate(texts, start=1)
    )
    title = "<title>Brovik Courier</title>"
    return (
        f"<rss version='2.0'><channel>{title}{''.join(parts)}</channel></rss>".encode()
    )


def watch(server: FeedServer, **facts: object) -> WatchedFeed:
    """Add the feed of a server."""
    return WatchedFeed.objects.create(
        address=server.address(), name="Brovik Courier", **facts
    )
