"""Web archives."""

from archive.importing.records import Record, Unreadable
from tests.archive.formats.samples import MORE, STORY, read, records


def warc(*answers: tuple[str, str, str]) -> bytes:
    """Return a web archive; answers: their status, type and content."""
    data = b""
    for number, (status, kind, content) in enumerate(answers):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{content}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        data += head.encode() + answer + b"\r\n\r\n"
    return data


PAGE = f"<html><body><article><h1>Port closed</h1><p>{STORY}</p><p>{MORE}</p></article>"


def test_the_pages_of_a_web_archive_are_articles_with_their_addresses() -> None:
    [record] = records(warc(("200 OK", "text/html; charset=utf-8", PAGE)))
    assert record.format == "warc"
    assert record.url == "https://example.org/0"
    assert record.headline == "Port closed"
    assert STORY in record.body


def test_the_day_it_was_saved_is_not_the_day_it_was_published() -> None:
    assert records(warc(("200 OK", "text/html", PAGE)))[0].published_on is None


def test_what_is_no_page_is_named_and_the_rest_is_read() -> None:
    found = read(
        warc(
            ("200 OK", "image/png", "x"),
            ("404 Not Found", "text/html", PAGE),
            ("200 OK", "text/html", PAGE),
        )
    )
    assert found[:2] == [
        Unreadable("image/png, no page", 1, is_ignored=True),
        Unreadable("an answer of status 404, no page", 2, is_ignored=True),
    ]
    assert isinstance(found[2], Record)


def test_a_web_archive_that_breaks_off_keeps_what_was_read() -> None:
    whole = warc(("200 OK", "text/html", PAGE), ("200 OK", "text/html", PAGE))
    assert len(records(whole[: len(whole) * 3 // 4])) >= 1
