"""Reads e-mail: a message is an article, its subject the headline."""

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.importing.encoding import decode
from archive.importing.formats.fields import date_of
from archive.importing.formats.markup import text_of
from archive.importing.formats.reader import parsing
from archive.importing.limits import WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record

LONGEST_HEADER = 20_000
BROKEN = gettext_lazy("a message that cannot be read: {error}")


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read one message."""
    yield record_of(read_whole(stream, limit=WHOLE_LIMIT_BYTES), place=None)


def record_of(data: bytes, *, place: int | None) -> Record:
    """Return what a message says; attachments are named and left out."""
    with parsing(BROKEN):
        message = parse(data)
        name, address = parseaddr(str(message["from"] or ""))
        attached = sum(1 for _ in message.iter_attachments())
        return Record(
            data=data,
            encoding=_encoding(data),
            format="mail",
            place=place,
            carried_id=str(message["message-id"] or "").strip(" <>"),
            headline=str(message["subject"] or ""),
            body=_body(message),
            when=date_of(str(message["date"] or ""), rule="the message's Date"),
            byline=name or address,
            warnings=(_left_out(attached),) if attached else (),
        )


def parse(data: bytes) -> EmailMessage:
    """Return a message, unless its headers are longer than the parser can bear."""
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        if any(len(str(value)) > LONGEST_HEADER for _, value in part.raw_items()):
            raise CannotRead(_("a message with a header longer than any"))
    return message


def _left_out(count: int) -> str:
    told = ngettext(
        "{n} attachments are left out", "{n} attachments are left out", count
    )
    return told.format(n=count)


def _encoding(data: bytes) -> str:
    return "ascii" if data.isascii() else "latin-1"


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        text = decode(payload)[0]
    return text_of(text) if part.get_content_subtype() == "html" else text
