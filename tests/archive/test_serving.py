"""The server goes on answering, whatever its clients do."""

import io
import itertools
import socket
import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory, override_settings

from archive import serving
from tests.factories import make_article

PIECE = b"#" * (1 << 20)
PIECES = 64


def application(
    environ: WSGIEnvironment, start_response: StartResponse
) -> Iterator[bytes]:
    """Answer with much at one address and with little at the others."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    is_large = environ["PATH_INFO"] == "/large"
    return itertools.repeat(PIECE, PIECES) if is_large else iter([b"little"])


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    """Where a server of one thread listens."""
    listener = socket.create_server(("127.0.0.1", 0))
    with override_settings(SERVER_THREADS=1):
        server = serving.make_server(application, listener)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield listener.getsockname()
    server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))
    thread.join()
    server.task_dispatcher.shutdown()


def ask(address: tuple[str, int], path: str) -> socket.socket:
    """Ask for a page, and take nothing of it yet."""
    asking = socket.create_connection(address, timeout=10)
    asking.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
    return asking


def test_who_takes_a_download_slowly_holds_nobody_up(address: tuple[str, int]) -> None:
    with ask(address, "/large") as slow, ask(address, "/little") as other:
        assert b"little" in other.makefile("rb").read()
        assert slow.makefile("rb").read().count(b"#") == len(PIECE) * PIECES


def test_who_sends_far_too_much_is_told_what_may_be_sent(
    address: tuple[str, int],
) -> None:
    with socket.create_connection(address, timeout=10) as sending:
        sending.sendall(b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n")
        answer = sending.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 413 Content Too Large")
    assert "<h1>Too much at once</h1>" in answer
    assert "at most 1,000 MB. Nothing was imported" in answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/search/export/?format=csv"])
@pytest.mark.usefixtures("index")
def test_the_answer_to_head_has_no_body(path: str) -> None:
    make_article()
    environ = RequestFactory().head(path).environ | {"wsgi.input": io.BytesIO()}
    told: list[str] = []
    start: Any = lambda status, *_: told.append(status)  # noqa: E731
    answer: Any = get_wsgi_application()(environ, start)
    assert told == ["200 OK"]
    assert b"".join(answer) == b""
    answer.close()
