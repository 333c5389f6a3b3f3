"""Facts about an article's text: its words, its digest, the key of a name."""

import hashlib
import re
import unicodedata

import regex

# Writing without blanks between words: each sign counts as a word.
SIGNS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# A word goes on from its first letter or digit, so that a run of dots is read once.
WORD = regex.compile(
    rf"[{SIGNS}]|[\p{{L}}\p{{N}}](?:(?![{SIGNS}])[\p{{L}}\p{{M}}\p{{N}}'’.-])*"
)
ASCII_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.-]*")
NOT_IN_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
UNSAFE_IN_ADDRESSES = regex.compile(r"[\s/\\?#%\p{C}]+")


def count_words(text: str) -> int:
    """Count the words of a text; where words are not parted, its signs."""
    if text.isascii():
        return len(ASCII_WORD.findall(text))
    return sum(1 for _ in WORD.finditer(text))


def name_key(name: str) -> str:
    """Return what two spellings of a name have in common; it serves as address.

    "El  Salvador" and "el-salvador" are the same name.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return UNSAFE_IN_ADDRESSES.sub("-", folded).strip("-.") or "-"


def digest(*parts: str) -> str:
    """Return the SHA-256 of the parts, 64 hexadecimal digits.

    Blanks count once, so that the same story spaced differently is the same text.
    """
    joined = "\x1f".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def one_line(text: str) -> str:
    """Return a text with every run of blanks as one."""
    return " ".join(text.split())


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a side goes to the left."""
    if text.isascii():
        return False
    sides = map(unicodedata.bidirectional, text)
    return next((side for side in sides if side in {"L", "R", "AL"}), "L") != "L"


def for_xml(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return NOT_IN_XML.sub("", text)
