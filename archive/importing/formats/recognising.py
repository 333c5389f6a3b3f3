"""Tells the format of a file by its first bytes, with its ending as a hint."""

import codecs
import re

from archive.importing.formats.names import FIELD_OF, KNOWN, simple

# What no other format begins with: the commonest pile is never taken for one.
HOUSE = re.compile(rb"\s*date[ \t]+\d{4}-\d\d?-\d\d?[ \t]*(?:\r?\n|$)", re.IGNORECASE)
TAG = rb"<(?:\w+:)?(?:%s)[\s>]"
FEED = re.compile(TAG % rb"rss|feed|RDF|channel", re.IGNORECASE)
NEWSML = re.compile(TAG % rb"newsItem|newsMessage|packageItem|NewsML|nitf")
PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|article|div|title)[\s>/]", re.IGNORECASE
)
# What a page begins with, comments aside; <Reuters> is no element.
ELEMENT = re.compile(
    rb"\s*(?:(?:<!--.*?(?:-->|\Z)|<\?[^>]*>)\s*)*(?:\Z|<(?:!doctype\s+html|html|head|body|"
    rb"meta|link|base|script|style|noscript|title|header|nav|main|article|section|aside|footer|"
    rb"div|p|a|b|i|em|strong|span|font|center|img|figure|picture|video|svg|table|tr|td|ul|"
    rb"ol|li|dl|h[1-6]|hr|br|pre|blockquote|form|iframe)\b)",
    re.DOTALL | re.IGNORECASE,
)
JSON = re.compile(
    rb'\s*(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*(?::|\Z)|\}|\Z)|\[\s*(?:\{\s*["}]|\]\s*\Z))'
)
LINE_AFTER_LINE = re.compile(rb'\s*\{".*\}\s*\r?\n\s*\{"')
RIS = re.compile(rb"(?:^|\n)TY  - ?[A-Z]{2,8}\s")
BIBTEX = re.compile(rb"(?:^|\n)\s*@[a-z]{3,20}\s*[{(]", re.IGNORECASE)
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*")
MAIL = "from to subject date received message-id return-path mime-version content-type"
MAIL_NAMES = frozenset(MAIL.split())
NEXIS = re.compile(
    rb"^\s*\d+ of \d+ DOCUMENTS\s*$|^length:[ \t]*\d+ words\s*$", re.MULTILINE | re.I
)
# A label stands alone on its line, or apart from the words: "SE Asia" is none.
FACTIVA = re.compile(
    rb"\s*(?:HD|SE)(?:[ \t]{2,}|\t|[ \t]*\r?\n).*\n(?:.*\n)*?"
    rb"(?:WC|PD|SN)(?:[ \t]{2,}|\t|[ \t]*\r?\n)"
)
ENVELOPE = re.compile(rb"From \S+ .*\d\d:\d\d.* \d{4}")
FENCE = re.compile(rb"(---|\+\+\+|;;;)[ \t]*(?:json|toml|yaml)?[ \t]*\r?\n")
HEADED_LINE = re.compile(r"([A-Za-z][\w .-]{1,40}?)[ \t]*:[ \t]+\S|([A-Za-z][\w-]+):$")
TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".asc", ""})
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_house(head: bytes, suffix: str) -> bool:
    return HOUSE.match(_bare(head)) is not None


def is_pdf(head: bytes, suffix: str) -> bool:
    # Others may stand before it in the file; in a text it is a word.
    at = head[:1024].find(b"%PDF-")
    return at == 0 or (at > 0 and suffix not in TEXT_ENDINGS)


def is_rtf(head: bytes, suffix: str) -> bool:
    return head.startswith(b"{\\rtf")


def is_docx(head: bytes, suffix: str) -> bool:
    if not head.startswith(b"PK\3\4") or suffix in {".xlsx", ".pptx"}:
        return False
    return suffix == ".docx" or b"word/" in head or b"[Content_Types].xml" in head[:80]


def is_warc(head: bytes, suffix: str) -> bool:
    return head.startswith((b"WARC/", b"filedesc://")) or suffix in {".warc", ".arc"}


def is_own(head: bytes, suffix: str) -> bool:
    return _bare(head).startswith(b'{"archive_export"')


def is_jsonl(head: bytes, suffix: str) -> bool:
    return suffix in {".jsonl", ".ndjson"} or (
        suffix != ".json" and LINE_AFTER_LINE.match(head) is not None
    )


def is_json(head: bytes, suffix: str) -> bool:
    if suffix in {".md", ".markdown"}:
        return False  # there it is front matter
    return suffix == ".json" or JSON.match(_bare(head)) is not None


def is_wxr(head: bytes, suffix: str) -> bool:
    return b"<rss" in head and b"wordpress.org/export/" in head


def is_feed(head: bytes, suffix: str) -> bool:
    return suffix in {".rss", ".atom", ".rdf"} or (
        _is_markup(head) and FEED.search(head) is not None
    )


def is_newsml(head: bytes, suffix: str) -> bool:
    return _is_markup(head) and NEWSML.search(head) is not None


def is_mhtml(head: bytes, suffix: str) -> bool:
    return suffix in {".mht", ".mhtml"} or (
        b"multipart/related" in head.lower() and len(_header_names(head)) > 1
    )


def is_mbox(head: bytes, suffix: str) -> bool:
    first, _, rest = head.partition(b"\n")
    return bool(ENVELOPE.match(first)) and len(_header_names(rest) & MAIL_NAMES) > 1


def is_mail(head: bytes, suffix: str) -> bool:
    if suffix == ".eml":
        return True
    names = _header_names(head)
    # Date, From and Subject alone may head anybody's text; these stand in mail only.
    return len(names & MAIL_NAMES) > 2 and bool(
        names & {"received", "message-id", "mime-version", "return-path"}
    )


def is_page(head: bytes, suffix: str) -> bool:
    return suffix in {".html", ".htm", ".xhtml"} or (
        ELEMENT.match(_bare(head)) is not None and PAGE.search(head) is not None
    )


def is_ris(head: bytes, suffix: str) -> bool:
    return suffix == ".ris" or RIS.search(_bare(head)) is not None


def is_bibtex(head: bytes, suffix: str) -> bool:
    return suffix in {".bib", ".bibtex"} and BIBTEX.search(head) is not None


def is_nexis(head: bytes, suffix: str) -> bool:
    return NEXIS.search(head) is not None


def is_factiva(head: bytes, suffix: str) -> bool:
    return FACTIVA.match(_bare(head)) is not None


def is_headed(head: bytes, suffix: str) -> bool:
    """Tell a text that begins with its data, or Markdown, from a text alone."""
    if suffix in {".md", ".markdown"} or FENCE.match(_bare(head)):
        return True
    lines = _bare(head).decode("utf-8", "replace").lstrip("\r\n").splitlines()
    names = []
    for line in lines[:40]:
        match = HEADED_LINE.match(line)
        if not match:
            break
        names.append(simple(match[1] or match[2]))
    # Two names of one field are two people who talk: "Reporter: …", "Author: …".
    fields = {FIELD_OF[name] for name in names if name in FIELD_OF}
    return len(fields) > 1 or names[:1] in (["title"], ["headline"])


def is_table(head: bytes, suffix: str) -> bool:
    if suffix in {".csv", ".tsv", ".tab"}:
        return True
    first = _bare(head).partition(b"\n")[0].decode("utf-8", "replace")
    names = {simple(name) for name in re.split("[,;\t|]", first)}
    # As spreadsheets save their "Unicode text".
    is_parted = suffix == "" or (suffix == ".txt" and "\t" in first)
    return is_parted and len(names & KNOWN) > 2


def is_text(head: bytes, suffix: str) -> bool:
    return suffix in TEXT_ENDINGS


def is_nothing(head: bytes, suffix: str) -> bool:
    """Tell no file: what is joined of two is only ever an original."""
    return False


def _bare(head: bytes) -> bytes:
    """Return the bytes without the mark of their encoding."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _is_markup(head: bytes) -> bool:
    return _bare(head).lstrip()[:1] == b"<"


def _header_names(head: bytes) -> set[str]:
    """Return the names of the headers that a message begins with."""
    names, at = set(), len(head) - len(head.lstrip())
    while match := HEADER.match(head.replace(b"\r\n", b"\n"), at):
        names.add(match[0].partition(b":")[0].decode().lower())
        at = match.end()
    return names
