"""Measures our search engine beside others, and writes docs/performance.md."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from search.whoosh_engine.commits.generations import current_generation, open_generation
from tests.benchmarks import (
    ROOT,
    WORKSHOP,
    fts5,
    ours,
    profiling,
    relevance,
    stock,
    tantivy_peer,
)
from tests.benchmarks.building import Builder, Built, build
from tests.benchmarks.chart import draw
from tests.benchmarks.corpus import Corpus, open_corpus
from tests.benchmarks.freshness import (
    Spread,
    after_commits,
    change_fts5,
    change_ours,
    change_tantivy,
    found_again,
    fresh_processes,
)
from tests.benchmarks.growth import grow
from tests.benchmarks.memory import watched
from tests.benchmarks.queries import Kind, Peer, questions
from tests.benchmarks.report import write_report
from tests.benchmarks.run import Run, write_json
from tests.benchmarks.states import answer_warm, measure_states
from tests.benchmarks.timing import Figures, ask_in_turn, by_class

ARTICLES, WORDS, WHOOSH_ARTICLES = 100_000, 575, 20_000
# Where the part of the page begins that is not written here.
OF_OTHERS = "\n## Importing\n"
CROWDED = 12  # segments
BUILDERS: Mapping[str, Builder] = {
    "ours": partial(ours.build, processes=1),
    "ours_2_processes": partial(ours.build, processes=2),
    "ours_12_segments": partial(ours.build, segments=CROWDED),
    "tantivy": partial(tantivy_peer.build, stored=False),
    "tantivy_texts": partial(tantivy_peer.build, stored=True),
    "fts5": partial(fts5.build, stored=False),
    "fts5_texts": partial(fts5.build, stored=True),
}
BUILDERS_OF_WHOOSH: Mapping[str, Builder] = {
    "ours_fewer": partial(ours.build, processes=1),
    "whoosh": partial(stock.build, stored=False),
    "whoosh_texts": partial(stock.build, stored=True),
}
INDEXES = WORKSHOP / "indexes"


def main() -> None:
    """Build, ask, and write down what was measured."""
    options = _options()
    corpus = open_corpus(options.articles, words=WORDS)
    few = corpus.first(options.whoosh)
    builds = dict(_build_all(corpus, few))
    run = _measure(corpus, few, builds)
    if relevance.COLLECTIONS.exists():
        say("relevance")
        scores = {"ours": relevance.score_ours(), "bm25s": relevance.score_bm25s()}
        run = dataclasses.replace(run, relevance=scores)
    if options.growth:
        say("growth")
        run = dataclasses.replace(run, grown=tuple(grow()))
    _write(run, report=options.report, json=options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument(
        "--whoosh",
        type=int,
        default=WHOOSH_ARTICLES,
        help="articles for Whoosh as it comes, which builds slowly; 0 leaves it out",
    )
    parser.add_argument("--growth", action="store_true", help="up to a million, too")
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--report", type=Path, help="file for the tables")
    options = parser.parse_args()
    if options.report is None:
        whole = options.articles == ARTICLES
        folder = ROOT / "docs" if whole else WORKSHOP
        options.report = folder / "performance.md"
    return options


def _written_by_others(report: Path) -> str:
    """Return the last part of a report, whose figures other benchmarks gave."""
    before = report.read_text() if report.exists() else ""
    _, heading, figures = before.partition(OF_OTHERS)
    return heading + figures


def say(what: str) -> None:
    """Tell whoever waits what goes on."""
    print(f"measuring {what} …", flush=True)


def _build_all(corpus: Corpus, few: Corpus) -> Iterator[tuple[str, Built]]:
    for of, builders in (corpus, BUILDERS), (few, BUILDERS_OF_WHOOSH):
        of.survey()
        for name, builder in builders.items() if of.count else ():
            say(f"building {name}")
            yield name, build(name, builder, of, INDEXES / name)


def _measure(corpus: Corpus, few: Corpus, builds: Mapping[str, Built]) -> Run:
    asked = questions(corpus)
    page = next(question for question in asked if question.kind is Kind.PAGE)
    folder = INDEXES / "ours"
    say("answers")
    states = measure_states(corpus, folder, INDEXES / "ours_12_segments")
    of_few = watched(answer_warm, few, INDEXES / "ours_fewer") if few.count else ({},)
    opening, first = fresh_processes(folder, corpus, page)
    mine = ours.Ours(folder, corpus)
    timings = ask_in_turn([mine, *_peers(corpus, few)], asked)
    segments = len(open_generation(current_generation())._segments())
    asking = profiling.of_questions(mine, asked)
    say("commits")
    again = dict(_edits(corpus))
    after = after_commits(mine, corpus, asked)[mine.name]
    mine.close()
    return Run(
        articles=corpus.count,
        whoosh_articles=few.count,
        words=WORDS,
        text_bytes=corpus.facts.text_bytes,
        of_samples=corpus.of_samples,
        segments=segments,
        builds=builds,
        timings=tuple(timings),
        answers=by_class(timings),
        small=of_few[0],
        states=states,
        after_commit=after,
        opening=opening,
        first=first,
        found_again=again,
        asking_profile=tuple(asking),
        building_profile=tuple(profiling.of_build(corpus)),
    )


def _peers(corpus: Corpus, few: Corpus) -> Iterator[Peer]:
    yield tantivy_peer.Tantivy(INDEXES / "tantivy", INDEXES / "tantivy_texts", corpus)
    yield fts5.Fts5(INDEXES / "fts5", INDEXES / "fts5_texts")
    if few.count:
        yield stock.Stock(INDEXES / "whoosh", few)


def _edits(corpus: Corpus) -> Iterator[tuple[str, Spread]]:
    """Change the indexes, which comes last."""
    texts = INDEXES / "tantivy_texts"
    yield "ours", found_again(change_ours(corpus), corpus)
    yield "tantivy", found_again(change_tantivy(texts), corpus)
    yield "fts5", found_again(change_fts5(INDEXES / "fts5_texts"), corpus)


def _write(run: Run, *, report: Path, json: Path | None) -> None:
    images = report.parent / "images"
    images.mkdir(exist_ok=True, parents=True)
    title, kinds = "Milliseconds a question, median", list(Kind)
    series = {engine: _medians(table) for engine, table in run.answers.items()}
    (images / "answers.svg").write_text(draw(title, series, kinds, unit="ms"))
    if run.grown:
        series = {f"{g.built.articles:,}": _medians(g.answers) for g in run.grown}
        (images / "growth.svg").write_text(draw(title, series, kinds, unit="ms"))
    report.write_text(write_report(run) + _written_by_others(report))
    print(f"written: {report}")
    if json:
        write_json(run, json)


def _medians(answers: Mapping[Kind, Figures]) -> dict[str, float]:
    return {str(kind): figures.median_ms for kind, figures in answers.items()}


if __name__ == "__main__":
    main()
