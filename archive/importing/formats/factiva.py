"""Reads what Factiva exports as labelled text, by its published descriptions."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode
from archive.importing.formats import fields
from archive.importing.limits import WHOLE_LIMIT_BYTES, read_whole
from archive.importing.records import CannotRead, Record

LABELS = (
    "SE HD BY CR WC PD ET SN SC ED PG LA CY LP TD RF CO IN NS RE IPC IPD PUB AN CLM"
    " VOL ART CT"
)
LINE = re.compile(rf"({LABELS.replace(' ', '|')})(?:[ \t]+(.*))?")
BEGINS = re.compile(r"\s*(?:SE|HD)(?:[ \t]+\S|[ \t]*\n)")
LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es",
    "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru",
    "chinese": "zh", "japanese": "ja", "arabic": "ar", "korean": "ko",
}  # fmt: skip


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read each document of an export."""
    text = decode(read_whole(stream, limit=WHOLE_LIMIT_BYTES))[0]
    yield from records_of(text)


def records_of(text: str) -> Iterator[Record]:
    """Yield the articles of an export's text."""
    parts = [part for part in _parts(text) if "HD" in _labelled(part)]
    if not parts:
        raise CannotRead(_("a Factiva export without documents"))
    for place, part in enumerate(parts, start=1):
        said = _labelled(part)
        language = said.get("LA", "").lower()
        yield fields.record(
            {
                "id": said.get("AN", "").removeprefix("Document").strip(),
                "headline": said.get("HD", ""),
                "date": said.get("PD", ""),
                "source": said.get("SN", ""),
                "credits": said.get("CR", ""),
                "byline": [re.sub(r"^(?i:by)\s+", "", said.get("BY", ""))],
                "section": said.get("SE", ""),
                "language": LANGUAGES.get(language, ""),
                "body": [said.get("LP", ""), said.get("TD", "")],
            },
            data=part.encode("utf-8", "replace"),
            encoding="utf-8",
            format="factiva",
            place=place if len(parts) > 1 else None,
        )


def _parts(text: str) -> Iterator[str]:
    """Cut an export after each document's number, the last of its labels."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        lines.append(line)
        if line.startswith(("AN ", "Document ")):
            yield "\n".join(lines)
            lines = []
    yield "\n".join(lines)


def _labelled(text: str) -> dict[str, str]:
    """Return the text below each label; blank lines part paragraphs."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    label = ""
    for line in text.split("\n"):
        match = LINE.fullmatch(line.rstrip())
        if match:
            label = match[1]
        words = (match[2] or "") if match else line.strip()
        if label:
            found[label].append(words)
    joined = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {
        name: text if name in {"LP", "TD"} else " ".join(text.split())
        for name, text in joined.items()
    }
