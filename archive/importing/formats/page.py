"""Reads saved web pages: the article's text, and what the page says of it."""

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import lxml.html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats.markup import looks_like_html, text_below, text_of
from archive.importing.formats.pagedata import PageData, page_data
from archive.importing.formats.reader import parsing
from archive.importing.limits import MEGABYTE, MOST_NAMES, read_whole
from archive.importing.records import CannotRead, Record

CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{1,100}encoding=[\"']([\w-]{2,40})")
# Pictures and fonts that SingleFile writes into the page.
EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{100,}")
CHARSET_WITHIN = 4_096
# A page whose text was found in its data is cut by no guess at where it ends.
FULLER = 1.5
SAVED_LIMIT_BYTES = 50 * MEGABYTE  # with its pictures
PAGE_LIMIT = 10 * MEGABYTE  # signs without them
SHORT = 200
# What readers say of an article, in whichever of these languages a page was made.
NAMED = "translate(concat(@id, ' ', @class), 'ACEIKMNORT', 'aceikmnort')"
WORDS = ("comment", "coment", "komment", "reacti")
OF_READERS = " or ".join(f"contains({NAMED}, '{word}')" for word in WORDS)
COMMENTS = f"//*[self::div or self::section or self::ul or self::ol][{OF_READERS}]"
# To part the text of larger pages from their menus would take too long.
MOST_ELEMENTS = 20_000
HUGE = gettext_lazy("a huge page: all of its text is kept")
BROKEN = gettext_lazy("a page that cannot be read: {error}")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read one page."""
    data = read_whole(stream, limit=SAVED_LIMIT_BYTES)
    yield record_of(data, kept=data, format="page")


def record_of(
    data: bytes,
    *,
    kept: bytes,
    format: str,
    url: str = "",
    charset: str = "",
    place: int | None = None,
) -> Record:
    """Return what a page says; kept: the bytes that its original holds."""
    html, encoding = decode_page(data, charset=charset)
    html = EMBEDDED.sub("", html)
    if len(html) > PAGE_LIMIT:
        problem = _("a page of more than {size} MB")
        raise CannotRead(problem.format(size=PAGE_LIMIT // MEGABYTE))
    with parsing(BROKEN, etree.LxmlError):
        tree = _tree(html)
        found = page_data(tree, html=html)
        is_huge = sum(1 for _ in tree.iter()) > MOST_ELEMENTS
        text = text_below(tree) if is_huge else _body(html, data=found)
        body = _without(found.headline, text)
    if not body and not found.headline:
        raise CannotRead(_("a page without an article"))
    return Record(
        data=kept,
        encoding=encoding if kept is data else "latin-1",
        format=format,
        place=place,
        headline=found.headline,
        body=body,
        when=found.when,
        source=found.source,
        byline=found.byline,
        section=found.section,
        language=found.language,
        url=found.url or url,
        tags=found.tags[:MOST_NAMES],
        warnings=warnings_of(encoding) + ((str(HUGE),) if is_huge else ()),
    )


def decode_page(data: bytes, *, charset: str = "") -> tuple[str, str]:
    """Return a page's text by its mark, by what it says of itself, or by its bytes."""
    head = data[:CHARSET_WITHIN]
    told = charset.encode("ascii", "ignore")
    for said in (told, *XML_CHARSET.findall(head), *CHARSET.findall(head)):
        name = said.decode("ascii").lower()
        try:
            # What calls itself Latin-1 is Windows-1252, as browsers know.
            name = "cp1252" if name in {"iso-8859-1", "latin1"} else name
            return data.decode(codecs.lookup(name).name), codecs.lookup(name).name
        except (LookupError, UnicodeError):
            continue
    return decode(data)


def _tree(html: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    if tree is None or not len(tree):
        raise CannotRead(_("a page without anything in it"))
    return tree


def _body(html: str, *, data: PageData) -> str:
    """Return the text that extraction finds, or the one that the page's data gives."""
    text = _extract(html, is_fast=True)
    if len(text) < SHORT:
        text = max(text, _extract(html, is_fast=False), key=len)
    given = text_of(data.body) if looks_like_html(data.body) else data.body
    if len(given) > FULLER * len(text):
        text = given
    return text


def _without(headline: str, body: str) -> str:
    """Return a body that does not begin with its own headline."""
    first, __, rest = body.partition("\n\n")
    is_repeated = " ".join(first.split()).casefold() == headline.casefold()
    return rest if is_repeated and headline else body


def _extract(html: str, *, is_fast: bool) -> str:
    found = bare_extraction(
        html,
        fast=is_fast,
        favor_recall=not is_fast,
        include_comments=False,
        # What is named so may hold all of a short page: it is kept the second time.
        prune_xpath=COMMENTS if is_fast else None,
        with_metadata=False,
    )
    if not isinstance(found, Document) or not found.text:
        return ""
    return "\n\n".join(line for line in found.text.split("\n") if line.strip())
