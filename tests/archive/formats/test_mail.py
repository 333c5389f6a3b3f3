"""E-mail and mailboxes."""

import pytest

from archive.importing.records import CannotRead
from tests.archive.formats.samples import STORY, one, records

MAIL = (
    "From: Ada Marsh <ada@example.org>\r\nTo: desk@example.org\r\n"
    "Subject: =?utf-8?q?Port_closed_=E2=80=93_again?=\r\n"
    "Date: Thu, 30 Oct 2025 23:30:00 -0800\r\nMessage-ID: <1@example.org>\r\n"
    "MIME-Version: 1.0\r\n"
)
PLAIN = f"{MAIL}Content-Type: text/plain; charset=utf-8\r\n\r\n{STORY}\r\n"


def test_a_message_is_an_article() -> None:
    record = one(PLAIN, format="mail")
    assert record.headline == "Port closed – again"
    assert str(record.published_on) == "2025-10-30"
    assert record.byline == "Ada Marsh"
    assert record.carried_id == "1@example.org"
    assert record.body.strip() == STORY


def test_of_a_message_in_html_the_words_are_read() -> None:
    html = f"<style>p {{}}</style><p>{STORY}</p><script>x()</script>"
    record = one(f"{MAIL}Content-Type: text/html\r\n\r\n{html}", format="mail")
    assert record.body == STORY


def test_a_mailbox_is_cut_into_its_messages() -> None:
    quoted = PLAIN.replace(STORY, f"{STORY}\r\n>From Brovik it is far.")
    envelope = "From ada@example.org Thu Oct 30 08:00:00 2025"
    box = f"{envelope}\r\n{PLAIN}\r\n{envelope}\r\n{quoted}"
    first, second = records(box)
    assert first.body.strip() == STORY
    assert "\nFrom Brovik it is far." in second.body.replace("\r", "")
    assert (first.place, second.place) == (1, 2)


def test_a_message_in_a_charset_that_it_does_not_name_is_read_as_text_is() -> None:
    plain = PLAIN.replace("charset=utf-8", "charset=x-unheard-of")
    record = one(plain.replace(STORY, "Café").encode("cp1252"), format="mail")
    assert record.body.strip() == "Café"


def test_rubbish_that_is_called_a_message_is_none() -> None:
    with pytest.raises(CannotRead, match="not text"):
        records(bytes(range(256)) * 40, name="a.eml")
