"""Compares how many articles each engine finds, and says why they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.benchmarks.queries import Kind
from tests.benchmarks.run import Run

MOST_SHOWN = 15
WORDS = (
    "ours joins the spellings of a compound (U.S., US) and uses the newer English "
    "stemmer, as tantivy does; FTS5 and Whoosh use Porter's first one"
)
INDEXED = (
    "ours compares words as they are written, the others only their stems: endings "
    "that stemming takes off or changes cannot be asked for"
)
REASONS = {
    Kind.RARE: WORDS,
    Kind.COMMON: WORDS,
    Kind.AND: WORDS,
    Kind.OR: WORDS,
    Kind.FILTER: WORDS,
    Kind.DATE_SORT: WORDS,
    Kind.FACETS: WORDS,
    Kind.PAGE: WORDS,
    Kind.PHRASE: "ours wants exactly these words, the others any with their stems",
    Kind.PHRASE_STEMMED: WORDS,
    Kind.NEAR: (
        "ours and FTS5 take both orders; tantivy's slop counts moves, so that the "
        "other order costs two more; Whoosh takes one order"
    ),
    Kind.PREFIX: INDEXED,
    Kind.WILDCARD: INDEXED,
    Kind.FUZZY: f"{INDEXED}; Whoosh counts two neighbours swapped as two",
    Kind.FUZZY_2: f"{INDEXED}; Whoosh counts two neighbours swapped as two",
    Kind.SNIPPETS: "the number of snippets",
    Kind.SIMILAR: "the number of articles shown, copies left out of ours",
}
Hits = dict[str, int]


def compare_counts(run: Run) -> Iterator[str]:
    """Yield the part of the page that compares the numbers of hits."""
    yield from ("## Numbers of hits", "")
    yield "Added up over the questions of a class."
    if run.whoosh_articles < run.articles:
        yield (
            f"The last two columns are of the first {run.whoosh_articles:,} articles."
        )
    yield ""
    yield "| class | ours | tantivy | FTS5 | ours, fewer | Whoosh | why they differ |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for kind, of_ours in run.answers["ours"].items():
        found = [
            figures.hits if figures else None
            for figures in (
                of_ours,
                run.answers["tantivy"].get(kind),
                run.answers["fts5"].get(kind),
                run.small.get(kind),
                run.answers.get("whoosh", {}).get(kind),
            )
        ]
        cells = " | ".join("–" if hits is None else f"{hits:,}" for hits in found)
        pairs = (found[:3], found[3:])
        differ = any(len({*pair} - {None}) > 1 for pair in pairs)
        yield f"| {kind} | {cells} | {REASONS[kind] if differ else ''} |"
    yield ""
    yield from _questions(run)


def _questions(run: Run) -> Iterator[str]:
    """Yield the single questions whose numbers lie farthest apart."""
    found: defaultdict[tuple[Kind, str], Hits] = defaultdict(dict)
    for timing in run.timings:
        if timing.engine != "whoosh":
            found[timing.question.kind, timing.question.name][timing.engine] = (
                timing.hits
            )
    apart = sorted(found.items(), key=lambda item: -_distance(item[1]))
    yield "The questions whose numbers lie farthest apart:"
    yield ""
    yield "| class | question | ours | tantivy | FTS5 |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for (kind, name), hits in apart[:MOST_SHOWN]:
        if _distance(hits) > 0:
            cells = " | ".join(
                f"{hits[engine]:,}" if engine in hits else "–"
                for engine in ("ours", "tantivy", "fts5")
            )
            yield f"| {kind} | {name.replace('*', chr(92) + '*')} | {cells} |"
    yield ""


def _distance(hits: Hits) -> float:
    return 1 - (min(hits.values()) + 1) / (max(hits.values()) + 1)
