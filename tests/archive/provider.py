"""A server that knows people and says so by OpenID Connect, as small as can be."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit


class _Handler(BaseHTTPRequestHandler):
    """Lets whoever comes in as the person that it was told of."""

    server: Provider

    def log_message(self, format: str, *arguments: Any) -> None:
        """Be quiet."""

    def do_GET(self) -> None:
        here = self.server.address
        asked = urlsplit(self.path)
        if asked.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                }
            )
        elif asked.path == "/userinfo":
            self.answer(self.server.person)
        else:
            query = parse_qs(asked.query)
            back = urlencode({"code": "once", "state": query["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "a token", "token_type": "Bearer"})

    def answer(self, value: object) -> None:
        """Send JSON."""
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Provider(ThreadingHTTPServer):
    """Knows one person, by what it would say of them."""

    person: dict[str, object]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextlib.contextmanager
def serve_provider() -> Iterator[Provider]:
    """Serve a provider until the block ends."""
    server = Provider(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
