"""Writes what a run has measured of our index: its states, its making, its growth."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.run import Run
from tests.benchmarks.tables import MEGABYTE, ms, table


def show_states(run: Run) -> Iterator[str]:
    """Yield the part on full and empty caches, commits and new processes."""
    yield from ("## Our engine in other states", "")
    yield (
        "With no other engine in the process. After a commit is the first answer of "
        "its state. Milliseconds: median / 95 of 100."
    )
    yield ""
    states = (
        run.states.warm,
        run.states.cold,
        run.states.crowded,
        run.states.crowded_cold,
        run.after_commit,
    )
    yield from table(
        (
            "class",
            "warm",
            "caches empty",
            "12 segments",
            "caches empty",
            "after commit",
        ),
        (
            (
                kind,
                *(
                    f"{ms(state[kind].median_ms)} / {ms(state[kind].p95_ms)}"
                    if kind in state
                    else "–"
                    for state in states
                ),
            )
            for kind in run.answers["ours"]
        ),
    )
    yield from _moments(run)


def _moments(run: Run) -> Iterator[str]:
    rows = [
        ("opening in a new process", run.opening),
        ("its first page of results", run.first),
        *((f"one edit found again, {name}", s) for name, s in run.found_again.items()),
    ]
    yield from table(
        ("what", "median ms", "95 of 100"),
        ((what, ms(times.median_ms), ms(times.p95_ms)) for what, times in rows),
    )
    memory = run.states.memory
    yield (
        "An edit is one article replaced, committed to the disk, and found by a word "
        f"it has gained. Answering all questions takes {memory.private:,.0f} MB of "
        f"private memory ({memory.resident:,.0f} MB with mapped files)."
    )
    yield ""


def show_building(run: Run) -> Iterator[str]:
    """Yield the part on building."""
    yield from ("## Building", "")
    yield (
        "Reading the articles from a file is included. `texts`: the texts are stored "
        "as well. Memory is of all processes together."
    )
    yield ""
    text_per_article = run.text_bytes / run.articles
    yield from table(
        ("engine", "articles", "a second", "MB", "of the text", "RSS MB", "private MB"),
        (
            (
                name.replace("_", " "),
                f"{built.articles:,}",
                f"{built.articles_per_s:,.0f}",
                f"{built.bytes / MEGABYTE:,.0f}",
                f"{built.bytes / built.articles / text_per_article:.2f}",
                f"{built.peak_rss_mb:,.0f}",
                f"{built.peak_private_mb:,.0f}",
            )
            for name, built in run.builds.items()
        ),
    )


def show_growth(run: Run) -> Iterator[str]:
    """Yield the part on archives of other sizes."""
    if not run.grown:
        return
    yield from ("## Growth", "", "Short articles, ours only; median milliseconds.", "")
    sizes = [f"{grown.built.articles:,}" for grown in run.grown]
    kinds = list(run.grown[0].answers)
    yield from table(
        ("class", *sizes),
        (
            (kind, *(ms(grown.answers[kind].median_ms) for grown in run.grown))
            for kind in kinds
        ),
    )
    yield from table(
        ("building", *sizes),
        (
            (
                "articles a second",
                *(f"{g.built.articles_per_s:,.0f}" for g in run.grown),
            ),
            ("MB", *(f"{g.built.bytes / MEGABYTE:,.0f}" for g in run.grown)),
            ("private MB", *(f"{g.built.peak_private_mb:,.0f}" for g in run.grown)),
            (
                "private MB, answering",
                *(f"{g.answering.private:,.0f}" for g in run.grown),
            ),
        ),
    )
    yield from ("![The same as a chart](images/growth.svg)", "")
