"""Makes plain paragraphs out of HTML: nothing is kept that could run."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from archive.importing.formats.reader import parsing
from archive.importing.records import CannotRead

SILENT = (
    "script style noscript template iframe object embed svg math head title form"
    " button select textarea audio video canvas"
)
SILENT_TAGS = frozenset(SILENT.split())
BLOCKS = (
    "address article aside blockquote body center dd details div dl dt fieldset"
    " figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
BLOCK_TAGS = frozenset(BLOCKS.split())
WITHIN_LINES = "a abbr b br cite code em font i img q s small span strong sub sup u"
KNOWN = "|".join([*BLOCK_TAGS, *WITHIN_LINES.split(), *SILENT_TAGS])
# In plain text brackets hold names: "Kumagai Gumi <KUMT.TOK>", "Phillips <P> said". A
# tag is closed, or says more of itself, or does not stand as a word among words.
TAG = re.compile(
    rf"(?=<[a-z/!])(?:</(?:{KNOWN})\s*>|<(?:{KNOWN})(?:\s*/|\s+[a-z-]+\s*=[^<>]*)>"
    rf"|(?<!\S\s)<(?:{KNOWN})>|<(?:{KNOWN})>(?=\w)|<!--)",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"<[^<>]*>")
HAS_BLOCKS = re.compile(rf"<(?:{'|'.join(BLOCK_TAGS)}|br)\b", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n\s*\n")
# {{< figure … >}} of Hugo and [caption id=…] of WordPress: commands, no words.
SHORTCODE = re.compile(
    r"\{\{[<%][^{}]{0,2000}[%>]\}\}|\[/?[a-z_]{2,30} [a-z_]+=[^\[\]\n]*\]"
    r"|\[/[a-z_]{2,30}\]"
)
BLANKS = re.compile(r"[ \t\r\n]+")
BROKEN = gettext_lazy("XML that cannot be read: {error}")


SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": True,
}


def looks_like_html(text: str) -> bool:
    """Tell whether what stands in brackets in a text is mostly tags."""
    tags = sum(1 for _ in TAG.finditer(text))
    return tags > 0 and 2 * tags >= sum(1 for _ in IN_BRACKETS.finditer(text))


def text_of(html: str) -> str:
    """Return the paragraphs of HTML, parted by one blank line.

    Where it has no tags for them, they are what blank lines part, as in plain text.
    """
    root = parse(html if HAS_BLOCKS.search(html) else BLANK_LINES.sub("<p>", html))
    return "" if root is None else text_below(root)


def parse(html: str | bytes, *, encoding: str | None = None) -> Any:
    """Return the root of HTML however broken; None where there is none."""
    from_text = html.encode("utf-8", "replace") if isinstance(html, str) else html
    parser = etree.HTMLParser(
        encoding="utf-8" if isinstance(html, str) else encoding,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(from_text, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def parse_xml(data: bytes) -> Any:
    """Return the root of XML; no entity is looked up, and what is broken is mended.

    Raises CannotRead when there is none.
    """
    parser = etree.XMLParser(**SAFE)
    with parsing(BROKEN, etree.LxmlError):
        root = etree.fromstring(data, parser)
    if root is None:
        raise CannotRead(_("XML without anything in it"))
    return root


def text_below(root: Any) -> str:
    """Return the paragraphs below an element, whatever its depth."""
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in SILENT_TAGS
            if tag in BLOCK_TAGS:
                parts.append("\n\n")
            elif tag == "br":
                parts.append("\n")
            text = element.text
        else:
            silent -= tag in SILENT_TAGS
            if tag in BLOCK_TAGS:
                parts.append("\n\n")
            text = element.tail if element is not root else None
        if text and not silent:
            parts.append(BLANKS.sub(" ", text))
    return tidy("".join(parts))


def tidy(text: str) -> str:
    """Part paragraphs by one blank line, and leave out blanks at the ends of lines."""
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
