"""Turns bytes of unknown encoding into text, or says that they are none."""

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from archive.importing.records import CannotRead

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western comes first: it wins where the bytes fit several equally well.
OLD_ENCODINGS = (
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
SAMPLE_BYTES = 100_000
# No Western language has a larger share of letters outside ASCII.
MOST_FOREIGN = 0.25
# ¹ and ³ are left out: in them ą and ł of Central Europe show.
TYPOGRAPHY = frozenset("“”‘’‚„…–—•€£¥§©®™°«»¿¡·\u00a0½¼¾´²ºª±×÷‹›†‡‰")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the codec that reads it; CannotRead when it is not text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding=encoding), encoding
    if b"\0" in data:
        raise CannotRead(_("not text"))
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _decode_old(data)


def _decode_marked(data: bytes, *, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = _("begins as {encoding} but is not").format(encoding=encoding)
        raise CannotRead(problem) from error


def _decode_old(data: bytes) -> tuple[str, str]:
    encoding = "cp1252" if _is_western(data) else _guess(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise CannotRead(_("not text in any encoding that is known")) from error


def _is_western(data: bytes) -> bool:
    """Tell whether read as Windows-1252 it looks like a Western newspaper."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = foreign = 0
    for sign in text:
        if sign.isascii():
            letters += sign.isalpha()
            if sign < " " and sign not in "\t\n\r\f":
                return False
        elif sign.isalpha():
            foreign += 1
        elif sign not in TYPOGRAPHY:
            return False
    return foreign <= MOST_FOREIGN * (letters + foreign)


def _guess(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE_BYTES], cp_isolation=list(OLD_ENCODINGS)).best()
    # Half-width katakana is what other encodings look like when taken for Japanese.
    if best is None or HALF_WIDTH.search(str(best)):
        raise CannotRead(_("not text in any encoding that is known"))
    return best.encoding


def warnings_of(encoding: str) -> tuple[str, ...]:
    """Return what to tell of a text that is not plain UTF-8."""
    if encoding.startswith("utf"):
        return ()
    return (_("read as {encoding}: it is not UTF-8").format(encoding=encoding),)
