"""Forks a process for each order it reads, so that tests can kill many of them.

Run as a script with a folder of data that has a database. An order is one of WAYS, or
two joined by "+", with a number; a process for each does it over and over until their
group is killed. "check" alone ends.
"""

import os
import sys
from collections.abc import Callable

import django

django.setup()

from django.db import transaction  # noqa: E402

from archive.models import Article  # noqa: E402
from archive.signals import articles_changed  # noqa: E402
from search import outbox  # noqa: E402
from search.checking import compare  # noqa: E402
from search.whoosh_engine.commits import crowding, rebuilding, sharing, writing  # noqa: E402
from search.whoosh_engine.commits.generations import check_files  # noqa: E402
from search.whoosh_engine.commits.tidying import merge_when_crowded  # noqa: E402

# Small commits and shares, so that many moments lie between the first and the last.
outbox.ARTICLES_A_COMMIT = sharing.ARTICLES_A_SHARE = 10
outbox.SECONDS_FOR_OTHERS = 0.0


def change_all(number: int) -> None:
    """Change every article and note it."""
    with transaction.atomic():
        Article.objects.update(byline=f"Writer{number}")
        ids = list(Article.objects.values_list("pk", flat=True))
        articles_changed.send(Article, ids=ids)


def drain(number: int) -> None:
    """Commit what waits, with the merges that belong to commits."""
    change_all(number)
    outbox.drain()


def merge(number: int) -> None:
    """Commit what waits, and merge between the commits only."""
    writing.MERGED_IN_A_COMMIT = 0
    crowding.MOST_OF_A_CLASS = crowding.MOST_SEGMENTS = 2
    change_all(number)
    while outbox.drain() or merge_when_crowded():
        pass


def rebuild(number: int) -> None:
    """Make a new generation and switch to it."""
    change_all(number)
    rebuilding.rebuild()


def share(number: int) -> None:
    """Make a new generation with other processes, however few the articles."""
    sharing.ARTICLES_WORTH_PROCESSES = 1
    rebuild(number)


def check(_: int) -> None:
    """End in failure when the index differs in what does not wait, or is torn."""
    check_files()
    comparison = compare()
    sys.stderr.write(f"{comparison}\n")
    os._exit(1 if comparison.wrong else 0)


WAYS: dict[str, Callable[[int], None]] = {
    "drain": drain,
    "merge": merge,
    "rebuild": rebuild,
    "share": share,
    "check": check,
}


def say(number: int) -> None:
    """Tell the test a number."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def serve() -> None:
    """Read orders to the end of the input; tell when each begins and how it ended."""
    for line in sys.stdin:
        ways, number = line.split()
        child = os.fork()
        if not child:
            os.setpgrp()
            first, *others = ways.split("+")
            # Whoever goes on with a way of its own is another process.
            for other in others:
                first = first if os.fork() else other
                if first == other:
                    break
            else:
                say(os.getpid())
            while True:
                WAYS[first](int(number))
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    serve()
