"""Measures derived headlines against the true ones of 2,000 news stories."""

import argparse
import csv
import re
import statistics
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import Stemmer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from archive.importing.headlines import (  # noqa: E402 - the path comes first
    MAX_CHARACTERS,
    derive_headline,
)

STEM = Stemmer.Stemmer("english").stemWord
TRAILER = re.compile(r"based on .+ report", re.IGNORECASE)
TICKER = re.compile(r"<[A-Z0-9.]{1,8}>|\([A-Z]{1,5}\)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
WORD = re.compile(r"\d+(?:[./]\d+)*|\w+")
# The wire's short forms, which its headlines use more often than its bodies.
LONG_FORMS = {
    "pct": "percent",
    "mln": "million",
    "mlns": "million",
    "bln": "billion",
    "dlr": "dollar",
    "dlrs": "dollar",
    "ct": "cent",
    "cts": "cent",
    "yr": "year",
    "qtr": "quarter",
    "qtly": "quarterly",
    "shr": "share",
    "shrs": "share",
    "div": "dividend",
    "govt": "government",
    "dept": "department",
    "corp": "corporation",
    "intl": "international",
    "natl": "national",
}
# What follows a headline's last word where a sentence, a clause or a phrase ends.
STOP = re.compile(r"\s*(?:<[^>]*>|\([^)]*\))?(?:\n|$|[.!?,;:\"”)]|\s[-–—]+\s)")
JOINING_WORD = re.compile(
    r"""\s(?:in|on|at|for|from|with|by|under|through|against|over|during|between|amid
        |despite|after|before|following|as|while|because|although|though|since|when
        |where|which|who|whose|that|and|but|compared|due)\s""",
    re.VERBOSE,
)

Rule = Callable[[str], str]


@dataclass(frozen=True)
class Story:
    """A body in paragraphs and the headline its publisher gave it."""

    number: int
    headline: str
    body: str


@dataclass(frozen=True)
class Score:
    """How near derived headlines come to the true ones; shares and F1 from 0 to 1."""

    rouge_1: float
    rouge_l: float
    characters: float
    at_stop: float
    at_phrase: float

    def __str__(self) -> str:
        shares = (self.rouge_1, self.rouge_l, self.at_stop, self.at_phrase)
        unigrams, longest, stop, phrase = (f"{100 * share:5.1f}" for share in shares)
        return (
            f"{unigrams} | {longest} | {self.characters:6.0f} | {stop} % | {phrase} %"
        )


def plain_rule(body: str) -> str:
    """Cut the first sentence, up to any full stop and blank, at a word."""
    sentence = re.split(r"(?<=[.!?])\s|\n", body, maxsplit=1)[0].strip()
    if len(sentence) <= MAX_CHARACTERS:
        return sentence.removesuffix(".")
    return sentence[: MAX_CHARACTERS - 1].rpartition(" ")[0] + "…"


def read_stories(folder: Path) -> list[Story]:
    """Read the stories that have a headline, in the manifest's order."""
    manifest = folder / "reuters_house_2000.manifest.tsv"
    with (
        manifest.open(encoding="utf-8", newline="") as lines,
        zipfile.ZipFile(folder / "reuters_house_2000.zip") as stories,
    ):
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        return [
            Story(int(name.partition("_")[0]), headline, read_body(stories.read(name)))
            for name, _, _, headline in rows[1:]
            if headline
        ]


def read_body(content: bytes) -> str:
    """Read a file in the house format: a line with the date, the text, a trailer."""
    parts = re.split(r"\n\s*\n", content.decode("utf-8"))
    paragraphs = [" ".join(part.split()) for part in parts[1:]]
    return "\n\n".join(
        paragraph
        for paragraph in paragraphs
        if paragraph and not TRAILER.fullmatch(paragraph)
    )


def stems(text: str) -> list[str]:
    """Fold a headline to stems; codes go, numbers and short forms are written alike."""
    plain = THOUSANDS.sub("", TICKER.sub(" ", text)).casefold()
    joined = INITIALS.sub(lambda initials: initials[0].replace(".", ""), plain)
    return [STEM(LONG_FORMS.get(word, word)) for word in WORD.findall(joined)]


def rouge_1(derived: Sequence[str], true: Sequence[str]) -> float:
    """Return the F1 of the stems in common."""
    return f1((Counter(derived) & Counter(true)).total(), derived, true)


def rouge_l(derived: Sequence[str], true: Sequence[str]) -> float:
    """Return the F1 of the longest common subsequence of stems."""
    lengths = [0] * (len(true) + 1)
    for stem in derived:
        diagonal = 0
        for column, other in enumerate(true, start=1):
            above = lengths[column]
            same = stem == other
            lengths[column] = diagonal + 1 if same else max(above, lengths[column - 1])
            diagonal = above
    return f1(lengths[-1], derived, true)


def f1(common: int, derived: Sequence[str], true: Sequence[str]) -> float:
    both = len(derived) + len(true)
    return 2 * common / both if both else 0.0


def text_after(headline: str, *, body: str) -> str:
    """Return what follows the headline's last words in the body."""
    words = headline.rstrip("…").split()
    for count in (3, 2, 1):
        end = " ".join(words[-count:])
        for text in (body, re.sub("[<>]", "", body)):
            if end in text:
                return text.partition(end)[2]
    return "unknown"


def measure(rule: Rule, *, stories: Iterable[Story]) -> Score:
    """Measure a rule; an ellipsis counts as an end in the middle, wherever it is."""
    pairs = [(story, rule(story.body)) for story in stories]
    compared = [(stems(headline), stems(story.headline)) for story, headline in pairs]
    rests = [
        "middle" if headline.endswith("…") else text_after(headline, body=story.body)
        for story, headline in pairs
    ]
    stops = [bool(STOP.match(rest)) for rest in rests]
    joins = [bool(JOINING_WORD.match(rest)) for rest in rests]
    return Score(
        rouge_1=statistics.fmean(rouge_1(*pair) for pair in compared),
        rouge_l=statistics.fmean(rouge_l(*pair) for pair in compared),
        characters=statistics.median(len(headline) for _, headline in pairs),
        at_stop=statistics.fmean(stops),
        at_phrase=statistics.fmean(map(max, stops, joins)),
    )


def show(stories: Sequence[Story], *, count: int) -> None:
    """Print evenly spread headlines, the true one above the derived one."""
    for story in stories[:: max(1, len(stories) // count)][:count]:
        print(f"\n{story.headline}\n  {derive_headline(story.body)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--show", type=int, default=0, help="held-out headlines shown")
    arguments = parser.parse_args()
    stories = read_stories(arguments.shared / "data")
    odd = [story for story in stories if story.number % 2]
    even = [story for story in stories if not story.number % 2]
    print("files | rule | ROUGE-1 | ROUGE-L | median | at a stop | or a phrase")
    for files, half in ("odd", odd), ("even", even):
        for name, rule in ("plain", plain_rule), ("better", derive_headline):
            print(f"{files} ({len(half)}) | {name} | {measure(rule, stories=half)}")
    if arguments.show:
        show(even, count=arguments.show)


if __name__ == "__main__":
    main()
