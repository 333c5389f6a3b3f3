"""Fetches what a web address leads to, and nothing of this machine's own network."""

from __future__ import annotations

import contextlib
import http
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import certifi
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from archive import VERSION

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
CHUNK_BYTES = 1 << 16
SECONDS_TO_CONNECT = 5.0
MOST_TRIED = 4
WANTED = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Python counts these as public: Azure's own servers; what IANA keeps for protocols.
KEPT = [ipaddress.ip_network(net) for net in ("168.63.129.16/32", "192.0.0.0/24")]


class CannotFetch(Exception):
    """Nothing was fetched; says why in words for people."""


class Gone(CannotFetch):
    """The server says that the address will never lead to anything again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    data: bytes
    etag: str
    modified: str


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the internet at large.

    Those of IPv6 that hold one of IPv4 (mapped, translated, 6to4, Teredo) do not.
    """
    if any(address in net for net in KEPT) or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address in GLOBAL_UNICAST and address.is_global and not address.sixtofour
    return address.is_global and not address.is_reserved


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How far a fetch may go."""

    may_reach: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset(PORTS.values())  # None: any
    seconds: float = 20.0  # in all
    most_bytes: int = 5_000_000  # unpacked
    redirects: int = 5


LIMITS = Limits()


def fetch(address: str, *, etag: str = "", modified: str = "") -> Fetched | None:
    """Fetch what an address leads to; nothing when it is what it was.

    etag, modified: as the server gave them last time. Raises CannotFetch.

    Proxies of the environment are passed by: they would look names up again, and
    reach what this must not.
    """
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    conditions = {name: value for name, value in headers.items() if value}
    deadline = time.monotonic() + LIMITS.seconds
    for __ in range(LIMITS.redirects + 1):
        found = _ask(read_address(address), conditions, deadline=deadline)
        if not isinstance(found, str):
            return found
        address = urljoin(address, found)
    raise CannotFetch(_("it leads on from one address to the next, without an end"))


def read_address(address: str) -> Url:
    """Return the parts of an address that may be fetched; raises CannotFetch."""
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise CannotFetch(_("that is not a web address")) from error
    if url.scheme not in PORTS or not url.host:
        raise CannotFetch(_("an address begins with http:// or https:// and a server"))
    if url.auth is not None:
        problem = _("an address with a name or a password in it is not read")
        raise CannotFetch(problem)
    if LIMITS.ports is not None and _port(url) not in LIMITS.ports:
        raise CannotFetch(_("only the ports 80 and 443 are read"))
    return url


def _port(url: Url) -> int:
    return PORTS[url.scheme or ""] if url.port is None else url.port


def _ask(
    url: Url, conditions: dict[str, str], *, deadline: float
) -> Fetched | str | None:
    """Return what a server answers, or where it leads on to."""
    try:
        with _connected(url, deadline=deadline) as connection:
            headers = {"Host": url.netloc or "", **_headers(), **conditions}
            connection.request(
                "GET", url.request_uri, headers=headers, preload_content=False
            )
            return _answer(connection.getresponse())
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise CannotFetch(_said(error, deadline=deadline)) from error


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"news-archive/{VERSION} {settings.PUBLIC_URL}".strip(),
        "Accept": WANTED,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _answer(response: BaseHTTPResponse) -> Fetched | str | None:
    status, headers = response.status, response.headers
    if status == http.HTTPStatus.NOT_MODIFIED:
        return None
    if (onward := response.get_redirect_location()) is not False:
        return onward or ""
    if status == http.HTTPStatus.GONE:
        raise Gone(_("its server says that it is gone for good"))
    if status != http.HTTPStatus.OK:
        known = {s.value: f" ({s.phrase})" for s in http.HTTPStatus}
        answer = f"{status}{known.get(status, '')}"
        raise CannotFetch(_("its server answers {status}").format(status=answer))
    data = bytearray()
    # Not stream(): that reads the length of a chunk as far as a line goes.
    while part := response.read(CHUNK_BYTES):
        data += part
        if len(data) > LIMITS.most_bytes:
            most = number_format(f"{LIMITS.most_bytes / 1_000_000:g}")
            raise CannotFetch(_("it is larger than {size} MB").format(size=most))
    return Fetched(
        bytes(data), headers.get("ETag", ""), headers.get("Last-Modified", "")
    )


@contextlib.contextmanager
def _connected(url: Url, *, deadline: float) -> Iterator[HTTPConnection]:
    """Connect to a server by an address that was looked up once, and looked at."""
    connection = _connect(url, deadline=deadline)
    wire = connection.sock
    # A server that sends a byte now and then never makes a read wait too long.
    left = max(deadline - time.monotonic(), 0)
    alarm = threading.Timer(left, _cut, [wire])
    alarm.daemon = True
    alarm.start()
    try:
        yield connection
        if time.monotonic() >= deadline:
            raise TimeoutError
    finally:
        alarm.cancel()
        connection.close()
        wire.close()


def _cut(wire: socket.socket) -> None:
    # As a plain socket: whoever reads through TLS is still in there.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(wire, socket.SHUT_RDWR)


def _connect(url: Url, *, deadline: float) -> HTTPConnection:
    problem: Exception = TimeoutError()
    for ip in _look_up(url)[:MOST_TRIED]:
        left = min(deadline - time.monotonic(), SECONDS_TO_CONNECT)
        if left <= 0:
            break
        connection = _connection(url, ip, seconds=left)
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            problem = error
        else:
            connection.sock.settimeout(LIMITS.seconds)
            return connection
    raise problem


def _look_up(url: Url) -> list[str]:
    """Return the addresses of a server, if all of them may be reached."""
    host = (url.host or "").strip("[]")
    try:
        found = socket.getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        problem = _("no server is known by the name {host}").format(host=host)
        raise CannotFetch(problem) from error
    ips = list(dict.fromkeys(str(where[0]) for *_, where in found))
    if not all(LIMITS.may_reach(ipaddress.ip_address(ip)) for ip in ips):
        problem = _("it leads to an address of a private network, which is not read")
        raise CannotFetch(problem)
    return ips


def _connection(url: Url, ip: str, *, seconds: float) -> HTTPConnection:
    if url.scheme == "http":
        return HTTPConnection(ip, _port(url), timeout=seconds)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    host = (url.host or "").strip("[]")
    return HTTPSConnection(
        ip, _port(url), timeout=seconds, ssl_context=context, server_hostname=host
    )


def _said(error: Exception, *, deadline: float) -> str:
    if time.monotonic() >= deadline or isinstance(error, TimeoutError):
        seconds = number_format(f"{LIMITS.seconds:g}")
        return _("it did not come within {count} seconds").format(count=seconds)
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        told = _("its certificate cannot be trusted: {error}")
        return told.format(error=cause.verify_message)
    return _("its server does not answer, or breaks off in the middle")
