"""Derives a headline from the first sentence of an article that came without one."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

# Two lines of a headline in a list of results; a wide sign (漢) takes the room of two.
MAX_CHARACTERS = 100
# What ends sooner seldom has both a subject and a verb.
MIN_CHARACTERS = 36
# A sentence with fewer is a fragment: "Exclusive.", "By Our Correspondent".
MIN_WORDS = 4
# No first sentence needs more, however long the body is.
OPENING_CHARACTERS = 2_000

# Where words are not parted, two signs count as a word.
WORD = re.compile(r"[\u3040-\u9fff]{2}|[^\W_]+")
FIRST_WORD = re.compile(r"[\"'“‘«„「『【(<\[¡¿$£€+-]?[^\W_]")

SENTENCE_END = re.compile(
    r"""(?<=\S)[.!?]+["'”’»)\]]*\s   # a stop before a blank
      | [。！？｡।॥؟۔]+(?![」』）”’])   # or one that needs none
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

NAME = r"(?:[^\Wa-z_][\w.'’-]*[,،/]?\s)"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATELINE = re.compile(
    rf"""(?: {NAME}{{1,7}}\([\w\s/]+\)\s?[-–—:]+                # OSLO (Agency) -
      | {NAME}{{2,7}}(?<=\d\s)\([A-Z]+\)                      # Oslo, May 4 (NTB)
      | {NAME}{{1,4}}(?:{MONTH}\s\d+|\d+\s{MONTH})\s?[-–—:]+  # OSLO, 4 May --
      | [A-ZÀ-Þ][A-ZÀ-Þ\s.,/'’]{{3,40}}(?:--|[–—:])(?=\s(?:\S*[a-z]|A\s))
    )\s
    | 【[^】]*】 | [^，。]{{2,16}}日[电電]                      # 【5月4日 ...】
    """,
    re.VERBOSE,
)
TICKER = re.compile(
    r"""(?<=\S)\s?(?: [<\[][A-Z0-9.=^/-]{1,10}[>\]]
      | \((?:[A-Z]+:\s?[\w.]+|[A-Z]+\.[A-Z]+)\) )""",
    re.VERBOSE,
)
NAME_IN_ANGLES = re.compile(r"<([^<>]+)>")

AUXILIARY = (
    "is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|said|says"
)
PREPOSITION = (
    "in|on|at|for|from|with|by|under|through|against|over|during|between|amid|despite"
)
# Without its condition a sentence says something else: it is never cut off unmarked.
CONDITION = re.compile(r"\s(?:if|unless|until|without|except|provided|subject\sto)\s")
# What a sentence that is too long can do without, the most dispensable first.
ASIDES = tuple(
    re.compile(aside)
    for aside in (
        r"(?<=\S)\s?[(（][^()（）]*[)）]",
        rf",\s(?:an?|who|which|whose|formerly)\s.{{1,120}}?,(?=\s(?:{AUXILIARY})\s)",
        rf",(?!{CONDITION.pattern})\s[^,]{{1,40}},(?=\s(?:{AUXILIARY}|{PREPOSITION}|to)\s)",
        r",(?=[”’]?\s)[^,]{2,80}\b(?:said|says|told|reported|announced|added)\b[^,]*$",
    )
)
# Not between a verb and its preposition: 'called | for', 'is hoping | for'.
CLAUSE_END = re.compile(
    rf"""[,;:](?=\s)
      | \s(?=[-–—]+\s)
      | \s(?=(?:after|before|following|as|while|because|although|though|since|when
        |where|which|who|whose|but)\s)
      | (?<!ed)(?<!ing)\s(?=(?:{PREPOSITION}|and\s(?:{AUXILIARY}|[a-z]+(?:ing|ed)))\s)
    """,
    re.VERBOSE,
)
VERB = re.compile(
    rf"""\b(?:{AUXILIARY}|(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)[a-z]+ed|rose|fell|won|lost
        |met|made|took|gave|got|held|led|sold|bought|cut|set|put|paid|sent|found|saw
        |sought|began|became|plans|expects|intends|wants|seeks|faces)\s""",
    re.VERBOSE,
)
DANGLING = re.compile(
    rf"""(?:\s(?:{AUXILIARY}|{PREPOSITION}|an?|the|of|to|and|or|not|even|only|as|than
        |its|his|her|their))+$""",
    re.VERBOSE,
)
# 'It agreed to sell' and 'it will open' still want to hear what.
OPEN_VERB = re.compile(r"\s(?:to|will|would|can|could|may)\s[a-z]+$")
PAIRS = ("“”", "()", "[]")


def derive_headline(body: str) -> str:
    """Derive a headline of at most MAX_CHARACTERS, empty only if there is no word.

    body: paragraphs separated by one blank line.
    """
    sentence = opening_sentence(body)
    return _without_stop(_cut(_without_asides(sentence))) if sentence else ""


def opening_sentence(body: str) -> str:
    """Return the first sentence of a body that is no fragment, without its dateline."""
    first_word = FIRST_WORD.search(body)
    if not first_word:
        return ""
    start = first_word.start()
    opening = body[start : start + OPENING_CHARACTERS]
    sentences = [_without_codes(sentence) for sentence in _sentences(opening)]
    return next(filter(_is_whole, sentences), sentences[0])


def _sentences(text: str) -> Iterator[str]:
    """Cut a text into its sentences, each from its first word on."""
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        ends = [
            stop.end()
            for stop in SENTENCE_END.finditer(words)
            if _ends_a_sentence(words, stop=stop.end())
        ]
        for start, end in pairwise([0, *ends, len(words)]):
            if first_word := FIRST_WORD.search(words, start, end):
                yield words[first_word.start() : end].strip()


def _ends_a_sentence(text: str, *, stop: int) -> bool:
    if text[stop : stop + 1].islower():
        return False
    word = text[:stop].rstrip().rpartition(" ")[2].lstrip("\"'“‘(")
    return not ABBREVIATION.fullmatch(word) or bool(OPENER.match(text, stop))


def _is_whole(sentence: str) -> bool:
    return len(WORD.findall(sentence)) >= MIN_WORDS


def _without_codes(sentence: str) -> str:
    """Leave out the dateline and ticker codes, unless there is nothing else."""
    dateline = DATELINE.match(sentence)
    story = sentence[dateline.end() :] if dateline else sentence
    story = " ".join(NAME_IN_ANGLES.sub(r"\1", TICKER.sub("", story)).split())
    first_word = FIRST_WORD.search(story)
    return story[first_word.start() :] if first_word else sentence


def _without_asides(sentence: str) -> str:
    """Leave out one kind of aside after the other until the sentence fits."""
    for aside in ASIDES:
        if _room(sentence) == len(sentence):
            break
        shorter = " ".join(aside.sub("", sentence).split())
        if _is_whole(shorter):
            sentence = shorter
    return sentence


def _room(text: str) -> int:
    """Count the leading characters that fit where MAX_CHARACTERS narrow ones do."""
    if text.isascii():
        return min(len(text), MAX_CHARACTERS)
    widths = (1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
    return bisect_right(list(accumulate(widths)), MAX_CHARACTERS)


def _cut(sentence: str) -> str:
    """Cut after the last clause that fits, or at a word, which an ellipsis marks."""
    room = _room(sentence)
    if room == len(sentence):
        return sentence
    least = room * MIN_CHARACTERS // MAX_CHARACTERS
    ends = [end.start() for end in CLAUSE_END.finditer(sentence, least)]
    for end in reversed(ends):
        whole = end <= room and not CONDITION.search(sentence, end)
        if whole and _stands_alone(sentence[:end]):
            return sentence[:end]
    end = max(sentence.rfind(blank, room * 2 // 3, room) for blank in " 、，")
    if end < 0:
        end = room - 1
        while end > 2 and unicodedata.category(sentence[end])[0] == "M":
            end -= 1
    return DANGLING.sub("", sentence[:end].rstrip(" ,;:-–—")) + "…"


def _stands_alone(clause: str) -> bool:
    """Tell whether a clause has a verb, after any 'said', and ends in a full word."""
    return (
        VERB.search(clause.rpartition(" said ")[2] + " ") is not None
        and not DANGLING.search(clause)
        and not OPEN_VERB.search(clause)
        and clause.count('"') % 2 == 0
        and all(clause.count(pair[0]) <= clause.count(pair[1]) for pair in PAIRS)
    )


def _without_stop(headline: str) -> str:
    """Leave out the full stop and what else trails, but not the last stop of 'U.S.'."""
    headline = headline.rstrip(" ,;:-–—。।॥۔｡")
    last_word = headline.rpartition(" ")[2]
    return headline if "." in last_word[:-1] else headline.removesuffix(".").rstrip()
