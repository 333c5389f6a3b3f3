"""Derives a headline from the first sentence of an article that came without one."""

import re
from collections.abc import Iterator

# Two lines of a headline in a list of results; a wide sign (漢) takes the room of two.
MAX_CHARACTERS = 100
# What ends sooner seldom has both a subject and a verb.
MIN_CHARACTERS = 36
# No first sentence needs more, however long the body is.
OPENING_CHARACTERS = 2_000

FIRST_WORD = re.compile(r"[\"'“‘«„(<\[¡¿$£€+-]?[^\W_]")
WHOLE = re.compile(r"(?:\S+\s+){3}\S|[^\x00-\u0dff]{10}")

SENTENCE_END = re.compile(
    r"""(?<=\S)[.!?]+["'”’»)\]]*\s+   # a stop before a blank
      | [。！？｡।॥؟۔]+(?![」』）”’])    # or one that needs none
    """,
    re.VERBOSE,
)
ABBREVIATION = re.compile(
    r"""(?:[^\W\d_]{1,2}\.)*(?: [^\W\d_] | Mr | Mrs | Ms | Dr | Prof | Rev | Hon | Gov
      | Sens? | Reps? | Gen | Lt | Col | Sgt | Capt | Maj | Adm | St | Mt | Ft | Va
      | Co | Corp | Inc | Ltd | Bros | Jr | Sr | vs | Nos? | Jan | Feb | Mar | Apr
      | Aug | Sept? | Oct | Nov | Dec | Calif | Conn | Mass | Penn | Wash )\.
    """,
    re.VERBOSE,
)
# After 'U.S.' or 'Co.' only a word that seldom belongs to a name opens a sentence.
OPENER = re.compile(
    r"""["'“‘(]*(?:The|An?|This|That|These|It|Its|He|She|His|Her|They|Their|We|I|You
      | In|On|At|As|By|For|But|And|If|When|While|After|There|However|Some)\s
    """,
    re.VERBOSE,
)

DATELINE = re.compile(
    r"""(?: [^()]{2,60}\([\w /]{2,20}\)\s*[-–—]+                 # LONDON, Feb 26 (Reuters) -
      | [^()]{2,40}\d\s\([A-Z]{2,6}\):?                         # New Delhi, Oct 30 (PTI)
      | [A-ZÀ-Þ][\w .,/'’]{1,40},\s                             # PARIS, 26 March --
        (?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})\s*(?:[-–—]+|:)
      | [A-ZÀ-Þ][A-ZÀ-Þ .,/'’]{3,40}(?:--|[–—]|:)(?=\s\S*[a-z])  # KYIV —
    )\s+""",
    re.VERBOSE,
)
TICKER = re.compile(
    r"\s?(?:<[A-Z0-9.=^/-]{1,10}>|\((?:[A-Z]+:\s?[\w.]+|[A-Z]+\.[A-Z]+)\))"
)
NAME_IN_ANGLES = re.compile(r"<([^<>]+)>")

# What a sentence that is too long can do without, the most dispensable first.
ASIDES = (
    re.compile(r"\s?[(（][^()（）]*[)）]"),
    re.compile(r",(?=[\"”’]?\s(?:according to|said|says)\b)[\"”’]?.*$"),
    re.compile(
        r""",(?=[\"”’]?\s)[^,]{2,80}
            \b(?:said|says|told|reported|announced|added)\b[^,]*$""",
        re.VERBOSE,
    ),
    re.compile(
        r",\s(?:an?|the|who|which|whose|formerly|including)\s[^,]+,(?!\s(?:and|or)\b)"
    ),
    re.compile(
        r""",\s[^,]+,(?=\s(?:said|says|is|are|was|were|has|have|had|will|would|could
          |may|in|on|at|to|from|for|with|after|before|by)\b)""",
        re.VERBOSE,
    ),
)
# Never before 'if', 'unless' or 'without': what is left would say something else.
CLAUSE_END = re.compile(
    r"""[,;:，、；：،]
      | \s(?=[-–—]+\s)
      | \s(?=(?:after|as|while|because|although|though|since|when|where|which|who|whose
        |that|before|amid|despite|following|in|on|at|for|from|with|by|under|through
        |against|over|during|between|compared)\s)
    """,
    re.VERBOSE,
)


def derive_headline(body: str) -> str:
    """Derive a headline of at most MAX_CHARACTERS; it is empty only if no word is found.

    body: paragraphs separated by one blank line.
    """
    first_word = FIRST_WORD.search(body)
    if not first_word:
        return ""
    start = first_word.start()
    opening = body[start : start + OPENING_CHARACTERS]
    sentences = [_clean(sentence) for sentence in _sentences(opening)]
    sentence = next(filter(WHOLE.match, sentences), sentences[0])
    return _finish(_shorten(sentence))


def _sentences(text: str) -> Iterator[str]:
    """Cut a text into sentences, none of which crosses the end of a paragraph."""
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        start = 0
        for end in SENTENCE_END.finditer(words):
            if _ends_a_sentence(words, end):
                yield words[start : end.end()].strip()
                start = end.end()
        if start < len(words):
            yield words[start:].strip()


def _ends_a_sentence(text: str, stop: re.Match[str]) -> bool:
    follower = text[stop.end() : stop.end() + 1]
    if follower.islower():
        return False
    word = text[: stop.end()].rstrip().rpartition(" ")[2].lstrip("\"'“‘(")
    if not ABBREVIATION.fullmatch(word):
        return True
    return bool(OPENER.match(text, stop.end()))


def _clean(sentence: str) -> str:
    """Leave out what no headline holds, unless nothing else is there."""
    cleaned = DATELINE.sub("", sentence, count=1)
    return cleaned


def _shorten(sentence: str) -> str:
    return sentence


def _finish(headline):
    return headline
