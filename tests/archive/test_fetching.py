"""Feeds are fetched within limits of size and time, from whom they seem to be."""

from __future__ import annotations

import dataclasses
import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from archive import fetching
from archive.fetching import CannotFetch, Gone, fetch
from tests.archive.feed_server import CERTIFICATE, FeedServer, know, serving


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving() as running:
        yield running


@pytest.fixture
def nearby(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leave to reach this machine, and limits that a test can wait for."""
    limits = dataclasses.replace(
        fetching.LIMITS,
        may_reach=lambda address: str(address) == "127.0.0.1",
        ports=None,
        seconds=1.0,
        most_bytes=100_000,
    )
    monkeypatch.setattr(fetching, "LIMITS", limits)
    return monkeypatch


def test_what_a_server_gives_is_fetched_by_the_name_that_was_asked(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    server.give("/feed?a=1", b"<rss/>", ETag='"7"', Last_Modified="yesterday")
    asked = know(nearby, **{"brovik.example": "127.0.0.1"})
    found = fetch(server.address("/feed?a=1", host="brovik.example"))
    assert found == fetching.Fetched(b"<rss/>", '"7"', "yesterday")
    assert asked == ["brovik.example"]
    assert server.asked[0]["Host"] == f"brovik.example:{server.port}"
    assert server.asked[0]["User-Agent"].startswith("news-archive/")
    assert {"Cookie", "Authorization", "Referer"}.isdisjoint(server.asked[0])


def test_what_has_not_changed_is_not_sent_again(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    address = server.give("/feed", b"", status=304)
    assert fetch(address, etag='"7"', modified="yesterday") is None
    assert server.asked[0]["If-None-Match"] == '"7"'
    assert server.asked[0]["If-Modified-Since"] == "yesterday"


def test_redirects_are_followed(nearby: pytest.MonkeyPatch, server: FeedServer) -> None:
    server.give("/new/feed", b"<rss/>")
    server.give("/old", b"", status=301, Location="/new/feed")
    found = fetch(server.address("/old"))
    assert found is not None
    assert found.data == b"<rss/>"


@pytest.mark.parametrize(
    "onward",
    ["http://127.0.0.2/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
     "http://2130706434/", "//10.0.0.1/", "file:///etc/passwd", "http://inside.example/"],
)  # fmt: skip
def test_each_redirect_is_looked_at_again(
    nearby: pytest.MonkeyPatch, server: FeedServer, onward: str
) -> None:
    know(nearby, **{"inside.example": "10.0.0.1"})
    with pytest.raises(CannotFetch, match=r"private network|begins with http"):
        fetch(server.give("/feed", b"", status=302, Location=onward))


def test_redirects_come_to_an_end(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    with pytest.raises(CannotFetch, match="without an end"):
        fetch(server.give("/feed", b"", status=302, Location="/feed"))
    assert len(server.asked) == fetching.LIMITS.redirects + 1


def test_proxies_of_the_environment_are_passed_by(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    nearby.setenv("http_proxy", "http://127.0.0.1:9/")
    nearby.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    assert fetch(server.give("/feed", b"<rss/>"))


@pytest.mark.parametrize("packed", [b"x" * 100_001, gzip.compress(bytes(50_000_000))])
def test_what_is_too_large_is_refused_packed_or_not(
    nearby: pytest.MonkeyPatch, server: FeedServer, packed: bytes
) -> None:
    encoding = "gzip" if packed[:1] == b"\x1f" else "identity"
    with pytest.raises(CannotFetch, match=r"larger than 0\.1 MB"):
        fetch(server.give("/feed", packed, Content_Encoding=encoding))


def endless(piece: bytes, *, pause: float = 0.0, head: bytes = b"") -> Any:
    """Make a page that never ends."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head)
        while True:
            handler.wfile.write(piece)
            time.sleep(pause)

    return page


ENDLESS = {
    "body": endless(b"<item>" * 100, head=b"\r\n"),
    "chunks": endless(b"1\r\na\r\n", head=b"Transfer-Encoding: chunked\r\n\r\n"),
    "length of a chunk": endless(
        b"0" * 1_000, head=b"Transfer-Encoding: chunked\r\n\r\n"
    ),
    "header": endless(b"x" * 1_000),
    "headers": endless(b"X-A: b\r\n"),
    "slow body": endless(b"a", pause=0.2, head=b"\r\n"),
    "slow headers": endless(b"x", pause=0.2),
    "silence": endless(b"", pause=0.2),
    "empty gzip": endless(
        gzip.compress(b""), head=b"Content-Encoding: gzip\r\n\r\n", pause=0.01
    ),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_given_up_in_time(
    nearby: pytest.MonkeyPatch, server: FeedServer, kind: str
) -> None:
    server.pages["/feed"] = ENDLESS[kind]
    begun = time.monotonic()
    with pytest.raises(CannotFetch):
        fetch(server.address())
    assert time.monotonic() - begun < 1.5


def test_an_answer_that_breaks_off_is_refused(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    with pytest.raises(CannotFetch, match="breaks off"):
        fetch(server.give("/feed", b"<rss>", Content_Length="90"))


def test_a_server_that_says_no_is_quoted(
    nearby: pytest.MonkeyPatch, server: FeedServer
) -> None:
    with pytest.raises(CannotFetch, match=r"answers 404 \(Not Found\)"):
        fetch(server.give("/feed", b"", status=404))
    with pytest.raises(Gone):
        fetch(server.give("/feed", b"", status=410))


def test_a_certificate_must_be_trusted(nearby: pytest.MonkeyPatch) -> None:
    know(nearby, **{"brovik.example": "127.0.0.1"})
    with serving(tls=True) as server, pytest.raises(CannotFetch, match="certificate"):
        fetch(f"https://brovik.example:{server.port}/feed")


def test_a_certificate_is_compared_with_the_name_not_with_the_number(
    nearby: pytest.MonkeyPatch,
) -> None:
    know(nearby, **{"brovik.example": "127.0.0.1", "other.example": "127.0.0.1"})
    nearby.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(tls=True) as server:
        server.give("/feed", b"<rss/>")
        assert fetch(f"https://brovik.example:{server.port}/feed")
        with pytest.raises(CannotFetch, match="certificate"):
            fetch(f"https://other.example:{server.port}/feed")


def test_a_slow_body_is_given_up_in_time_through_tls_too(
    nearby: pytest.MonkeyPatch,
) -> None:
    know(nearby, **{"brovik.example": "127.0.0.1"})
    nearby.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    begun = time.monotonic()
    with serving(tls=True) as server:
        server.pages["/feed"] = ENDLESS["slow body"]
        with pytest.raises(CannotFetch, match="within 1"):
            fetch(f"https://brovik.example:{server.port}/feed")
    assert time.monotonic() - begun < 1.6
