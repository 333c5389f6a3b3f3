"""Finds the last line of a text that no rule took, though it looks as if one should."""

import re

LONGEST_LINE = 160
DECORATION = " \t\u00a0()[]*_-–—~•|.,;:"
REPORT = r"(?:reports?|inputs?|stor(?:y|ies)|dispatch(?:es)?)"
NAME = r"(?-i:[^\W_a-z]\S*|and|the|of|news|agency|&)"
NAMES = rf"{NAME}(?:\s{NAME}){{0,6}}"
# What a person would call a trailer, though no rule can say what it gives. A sentence
# may begin in the same words: after them come names, a colon, or who it was.
LIKE_A_TRAILER = re.compile(
    rf"""(?: based\son\s (?: (?:\S+\s){{0,6}} {REPORT} (?:\s(?:by|from|of)\s.*)?
                       | {NAMES} )
      | (?:sources?|courtesy) (?: \s?[:=|].* | \s?[–—-]\s.* | \s(?:of\s)?{NAMES} )
      | (?:copyright|©) (?: \s?[:©(\d].* | \s? {NAMES} )
      | (?:compiled|edited|editing|writing|(?:additional\s)?reporting) \s
        (?:by|from)\b.*
      | (?:first|originally)\spublished (?: \s?:.* | \s(?:in|on|by|at)\b.* )
      | with\s (?:\S+\s){{0,6}} inputs? (?: \s(?:by|from)\b.* )?
      | {NAMES} \s reports? )""",
    re.VERBOSE | re.IGNORECASE,
)


def trailer_left(text: str) -> str:
    """Return the last line of a text that rules have read, if it is like a trailer."""
    line = " ".join(text.rstrip().rpartition("\n")[2].split())
    is_one = len(line) <= LONGEST_LINE and LIKE_A_TRAILER.fullmatch(
        line.strip(DECORATION)
    )
    return line if is_one else ""
