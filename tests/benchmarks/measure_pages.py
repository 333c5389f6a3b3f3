"""Measures pages of results as a served archive answers them, to the last byte."""

from __future__ import annotations

import argparse
import statistics
import time
import urllib.request
from collections.abc import Iterator

from tests.benchmarks.timing import p95

ROUNDS = 13
# Words of the articles that make_articles.py makes.
QUERIES = (
    *("q=oil+prices", "q=company", "q=bank+rate+japan", "q=mongolia"),
    *("q=%22interest+rates%22", "q=coffee+OR+cocoa+sugar", "q=oil+W%2F5+price"),
    *("q=oil&from=2010-01-01&to=2020-12-31", "q=market&sort=newest", "q=merg*"),
    *("q=zzoil+pricess", "", "q=company+shares+acquisition&tag=usa"),
    *("q=dollar+yen&view=list", "q=headline%3Abank", "q=oil+prices&view=lines"),
)


def main() -> None:
    """Ask each page in turn, and print median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="such as http://127.0.0.1:8000")
    site = parser.parse_args().site.rstrip("/")
    times = {query: list(_times(f"{site}/search/?{query}")) for query in QUERIES}
    for query, own in times.items():
        print(f"{statistics.median(own):7.1f} ms  {p95(own):7.1f} ms  {query}")
    every = [time for own in times.values() for time in own]
    print(f"{statistics.median(every):7.1f} ms  {p95(every):7.1f} ms  all")


def _times(address: str) -> Iterator[float]:
    """Yield the milliseconds of each answer but the first."""
    for turn in range(ROUNDS):
        begun = time.perf_counter()
        with urllib.request.urlopen(address) as response:
            response.read()
        if turn:
            yield (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
