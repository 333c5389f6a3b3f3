"""Writes a whole archive as JSON Lines, from which it can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import connection, models

from archive.exporting.jsonlines import WHOLE, article_data, header, line
from archive.exporting.record import record_of_all
from archive.exporting.rows import BY_NAME, values_of
from archive.models import Article

ROWS_AT_ONCE = 200


def write_whole() -> Iterator[str]:
    """Yield a header, then each row of the archive's tables, all of one moment.

    An article's line also has the names that any import reads.
    """
    with snapshot():
        counts = {name: rows_of(model).count() for name, model in BY_NAME.items()}
        yield line(
            header(WHOLE, record_of_all())
            | {"counts": counts, "last_numbers": last_numbers()}
        )
        users = dict(User.objects.values_list("pk", "username"))
        for name, model in BY_NAME.items():
            labels = [field.name for field in model._meta.many_to_many]
            rows = rows_of(model).order_by("pk").prefetch_related(*labels)
            if model is Article:
                rows = rows.select_related("source")
            for row in rows.iterator(ROWS_AT_ONCE):
                read = article_data(row) if isinstance(row, Article) else {}
                yield line({"table": name, **read, **values_of(row, users)})


def rows_of(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Return all rows with all their columns, whatever a table's own manager does."""
    return model._base_manager.all()


def last_numbers() -> dict[str, int]:
    """Return the last number that each table gave: no other row may get it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        given = dict(cursor.fetchall())
    return {name: given.get(model._meta.db_table, 0) for name, model in BY_NAME.items()}


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one moment of the database, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        # `atomic()` would take the lock of writers.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
