"""Measures the pages of a large archive against their budgets: time, weight, rate."""

from __future__ import annotations

import argparse
import datetime
import http.client
import itertools
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks.goals import Goal
from tests.benchmarks.load import Reader, at_a_rate, burst, cpu_seconds
from tests.benchmarks.measure_pages import QUERIES
from tests.benchmarks.tables import ms, table
from tests.benchmarks.timing import p95
from tests.benchmarks.weighing import weigh
from tests.processes import Server, running

PAGES_A_SECOND = 10
# So often each kind of page is asked for, and so many articles as fast as they come.
ASKED = 100
READ_AT_ONCE, MUCH_READ = 1_500, 100
RESULTS = [f"/search/?{query}" for query in QUERIES]
MOST_MS = 60
MOST_KB_FIRST, MOST_KB_AFTER = 100, 40
WORKERS, ARTICLES_A_SECOND = 2, 300

Kinds = dict[str, Sequence[str]]


def main() -> None:
    """Serve an archive with one worker and with two, and print what its pages take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path, help="of an archive that nobody serves")
    data_dir = parser.parse_args().data_dir
    with running("serve", data_dir=data_dir) as server:
        articles, days = _find(data_dir, server)
        kinds: Kinds = {
            "home": ["/"] * ASKED,
            "results": list(itertools.islice(itertools.cycle(RESULTS), ASKED)),
            "article": articles[:ASKED],
            "day": days[:ASKED],
        }
        goals = [*_times(server, kinds), *_weights(server, kinds)]
        _say_work(server, kinds)
        goals += _unchanged(server, kinds)
    with running("serve", data_dir=data_dir, ARCHIVE_WORKERS=str(WORKERS)) as server:
        goals += _rates(server, articles[ASKED:])
    print()
    print("\n".join(table(("what", "budget", "measured", "reached"), map(_row, goals))))


def _find(data_dir: Path, server: Server) -> tuple[list[str], list[str]]:
    """Return addresses of articles and of days: in no order, but the same each time."""
    database = f"file:{data_dir / 'db.sqlite3'}?mode=ro"
    rows = (
        "SELECT id, published_on FROM archive_article WHERE state = 'live' ORDER BY 1"
    )
    with closing(sqlite3.connect(database, uri=True)) as connection:
        found = connection.execute(rows).fetchall()
    random.Random(7).shuffle(found)
    reader = Reader(server.place)
    numbers = [number for number, _ in found[: ASKED + READ_AT_ONCE]]
    days = [datetime.date.fromisoformat(day) for _, day in found[: 2 * ASKED] if day]
    return (
        [reader.follow(f"/articles/{number}/") for number in numbers],
        [f"/{day.year}/{day.month}/{day.day}/" for day in days],
    )


def _times(server: Server, kinds: Kinds) -> Iterator[Goal]:
    """Yield how long pages take from one worker that is asked for some a second."""
    reader = Reader(server.place)
    # What happens once in a server's life is not counted.
    for path in ("/", *RESULTS):
        reader.ask(path)
    turns = [path for paths in zip(*kinds.values(), strict=True) for path in paths]
    replies = list(at_a_rate(server.place, turns, a_second=PAGES_A_SECOND))
    for number, kind in enumerate(kinds):
        own = replies[number :: len(kinds)]
        assert {reply.status for reply in own} == {http.client.OK}, kind
        times = [reply.milliseconds for reply in own]
        yield Goal(f"{kind}, 95 of 100", MOST_MS, p95(times), "ms")


def _say_work(server: Server, kinds: Kinds) -> None:
    """Print what pages cost a server that has made them before, whatever else runs."""
    reader = Reader(server.place)
    for kind, paths in kinds.items():
        begun = cpu_seconds(server)
        for path in paths:
            reader.ask(path)
        work = (cpu_seconds(server) - begun) / len(paths)
        print(f"{kind}, made again: {work * 1000:.2f} ms of work each")


def _weights(server: Server, kinds: Kinds) -> Iterator[Goal]:
    """Yield what a browser loads for the first page of a visit, and after another."""
    other = kinds["article"][-1]
    for kind, paths in kinds.items():
        (first,) = weigh(server.address, paths[:1])
        _, after = weigh(server.address, [other, paths[0]])
        yield Goal(f"{kind}, first of a visit", MOST_KB_FIRST, first / 1000, "kB")
        yield Goal(f"{kind}, after an article", MOST_KB_AFTER, after / 1000, "kB")


def _unchanged(server: Server, kinds: Kinds) -> Iterator[Goal]:
    """Yield how many of a hundred pages are sent again to who has them."""
    reader = Reader(server.place)
    for kind, paths in kinds.items():
        etags = [reader.ask(path).etag for path in paths]
        again = [reader.ask(p, etag=e) for p, e in zip(paths, etags, strict=True)]
        sent = sum(reply.status != http.client.NOT_MODIFIED for reply in again)
        yield Goal(f"{kind}, asked for again and not 304", 0, sent, "pages")


def _rates(server: Server, articles: Sequence[str]) -> Iterator[Goal]:
    """Yield how many articles a second two workers can send, as more and more is kept.

    Who asks takes as much of the same cores, so the workers' own work decides: so much
    of it fits into a second of theirs.
    """
    few = list(articles[:MUCH_READ]) * (len(articles) // MUCH_READ)
    burst(server, few)
    for kind, asked in ("much read", few), ("read once", articles[MUCH_READ:]):
        done = burst(server, asked)
        work, came = done.cpu_seconds / done.pages, done.pages / done.seconds
        what = f"articles a second, {kind}"
        yield Goal(what, ARTICLES_A_SECOND, WORKERS / work, "", at_least=True)
        print(f"{what}: {work * 1000:.2f} ms of work each, {came:.0f} a second came")


def _row(goal: Goal) -> tuple[str, ...]:
    budget = f"{'≥' if goal.at_least else '≤'} {goal.goal:g} {goal.unit}".strip()
    return goal.what, budget, ms(goal.measured), "yes" if goal.is_met else "**no**"


if __name__ == "__main__":
    main()
