"""Addresses that lead into private networks are never fetched, however written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.fetching import CannotFetch, fetch, is_public
from tests.archive.feed_server import know

PRIVATE_NETS = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15"),
    *("224.0.0.0/3", "168.63.129.16/32", "::/96", "::ffff:0:0/96", "64:ff9b::/96"),
    *("64:ff9b:1::/48", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7"),
    *("fe80::/10", "fec0::/10", "ff00::/8"),
]


@given(st.sampled_from(PRIVATE_NETS), st.integers(min_value=0))
def test_no_address_of_a_private_network_is_public(written: str, number: int) -> None:
    net = ipaddress.ip_network(written)
    assert not is_public(net[number % net.num_addresses])


@given(st.ip_addresses(v=4))
def test_no_way_of_writing_a_private_address_in_ipv6_is_public(
    inner: ipaddress.IPv4Address,
) -> None:
    number = int(inner)
    teredo = (0x2001 << 112) | (number ^ 0xFFFFFFFF)
    for outer in (number, 0xFFFF << 32 | number, (0x2002 << 112) | number << 80,
                  (0x64FF9B << 96) | number, teredo):  # fmt: skip
        assert not is_public(ipaddress.IPv6Address(outer))


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::25"])
def test_addresses_of_the_internet_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "2130706433",
     "0x7f.1", "0177.0.0.1", "127.1", "0.0.0.0", "0", "localhost", "10.0.0.1",
     "169.254.169.254", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[fe80::1]",
     "100.100.100.200", "168.63.129.16", "224.0.0.1", "127.0.0.1."],
)  # fmt: skip
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(f"http://{host}/feed")


def test_a_name_that_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    know(monkeypatch, **{"brovik.example": "93.184.216.34 192.168.1.1"})
    with pytest.raises(CannotFetch, match="private network"):
        fetch("https://brovik.example/feed")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://brovik.example/", "gopher://brovik.example/",
     "//brovik.example/", "http://", "http:///feed", "javascript:alert(1)", "",
     "http://ada:secret@brovik.example/", "http://@brovik.example/",
     "http://brovik.example:22/", "http://brovik.example:0/", "http://[::1/",
     "http://brovik.example\r\nHost: x/", "http://a\\@b/", "http://a b/"],
)  # fmt: skip
def test_an_address_that_is_none_for_feeds_is_refused(address: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(address)


@given(st.text(max_size=60), st.sampled_from(["", "http://127.0.0.1", "http://"]))
def test_any_text_is_an_address_or_refused(text: str, before: str) -> None:
    with pytest.raises(CannotFetch):
        fetch(f"{before}{text}" if before != "http://" else f"http://[{text}")
