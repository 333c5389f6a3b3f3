"""Makes an archive again from the export of a whole one."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

from django.db import IntegrityError, connection, transaction

from archive.exporting.jsonlines import MARK, VERSION, WHOLE
from archive.exporting.rows import BY_NAME, TABLES, Row, RowUnreadable, insert
from archive.models import Article, Rule
from archive.signals import articles_changed

ROWS_AT_ONCE = 500
HEAD_BYTES = 1 << 20
DAMAGED = (OSError, EOFError, ValueError, RecursionError)


class CannotRestore(Exception):
    """The export cannot be made an archive again; nothing was stored."""


@dataclass(frozen=True)
class Restored:
    """The rows of each table that were stored."""

    counts: Mapping[str, int]

    def __str__(self) -> str:
        told = (f"{count:,} of {name}" for name, count in self.counts.items() if count)
        return f"Restored the whole archive, rows by table: {', '.join(told)}."


def find_whole_export(paths: Sequence[Path]) -> Path | None:
    """Return the one path named if it is the export of a whole archive."""
    if len(paths) != 1 or not paths[0].is_file():
        return None
    try:
        with _open(paths[0]) as file:
            head = file.readline(HEAD_BYTES)
            is_whole = head.startswith(b'{"%s"' % MARK.encode()) and (
                json.loads(head)["holds"] == WHOLE
            )
    except (*DAMAGED, KeyError):
        return None
    return paths[0] if is_whole else None


def is_empty() -> bool:
    """Tell whether nobody put anything into the archive; rules come with it."""
    others = [model for model in TABLES if model is not Rule]
    own_rules = Rule.objects.filter(is_built_in=False)
    return not own_rules.exists() and not any(
        model._base_manager.exists() for model in others
    )


def restore(path: Path, *, dry_run: bool = False) -> Restored:
    """Store all rows of an export in an archive that is empty, or none of them.

    In one transaction, however long: nobody reads or writes an archive that is empty,
    and half of one would be worse. Raises CannotRestore.
    """
    try:
        with _open(path) as file, transaction.atomic():
            head = _read_line(1, file.readline())
            if head.get(MARK) != VERSION:
                raise CannotRestore(
                    f"{path} was exported by a newer version of the archive: upgrade"
                )
            Rule.objects.all().delete()
            counts = _store(_rows(file))
            _compare(counts, head.get("counts", {}), path)
            _continue_numbers(head.get("last_numbers", {}))
            connection.check_constraints()
            transaction.set_rollback(dry_run)
    except IntegrityError as error:
        raise CannotRestore(f"{path} contradicts itself: {error}") from error
    except (OSError, EOFError) as error:
        raise CannotRestore(f"{path} cannot be read: {error}") from error
    return Restored(counts)


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _read_line(number: int, data: bytes) -> Row:
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CannotRestore(f"line {number} is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise CannotRestore(f"line {number} is no row of a table")
    return row


def _rows(lines: Any) -> Iterator[tuple[str, Row]]:
    for number, data in enumerate(lines, 2):
        row = _read_line(number, data)
        name = row.get("table")
        if name not in BY_NAME:
            raise CannotRestore(f"line {number}: no table is called {name!r}")
        yield name, row


def _store(rows: Iterator[tuple[str, Row]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, group in groupby(rows, key=lambda pair: pair[0]):
        model = BY_NAME[name]
        while batch := [row for _, row in islice(group, ROWS_AT_ONCE)]:
            try:
                insert(model, batch)
            except (RowUnreadable, KeyError, TypeError) as error:
                raise CannotRestore(f"a row of {name}: {error}") from error
            if model is Article:
                ids = [row["id"] for row in batch]
                articles_changed.send(sender=Article, ids=ids)
            counts[name] += len(batch)
    return counts


def _compare(counts: Mapping[str, int], told: Mapping[str, int], path: Path) -> None:
    for name, count in told.items():
        if counts.get(name, 0) != count:
            raise CannotRestore(
                f"{path} is cut off: {counts.get(name, 0):,} of {count:,} rows "
                f"of {name}"
            )


def _continue_numbers(last: Mapping[str, int]) -> None:
    """Have each table go on after the last number that it gave, as it did before."""
    with connection.cursor() as cursor:
        # A newer version may have tables of which this one has no rows to store.
        for name in BY_NAME.keys() & last:
            table, number = BY_NAME[name]._meta.db_table, last[name]
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                [table, number],
            )
