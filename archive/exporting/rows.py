"""Turns rows of the database into JSON values, and back into the same rows."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, models

from archive import models as tables

Row = dict[str, Any]

# All that an archive holds but what is people's own, which never leaves it: accounts,
# sign-ins, second factors, the keys of feeds. Each after those that it names.
TABLES: tuple[type[models.Model], ...] = (
    tables.Source,
    tables.SourceAlias,
    tables.Tag,
    tables.TagAlias,
    tables.KeptApart,
    tables.Rule,
    tables.CopyGroup,
    tables.Correction,
    tables.Import,
    tables.Article,
    tables.ArticleSketch,
    tables.CopyRuling,
    tables.RuledArticle,
    tables.Change,
    tables.Original,
    tables.ImportedFile,
    tables.WatchedFeed,
)
BY_NAME = {str(model._meta.model_name): model for model in TABLES}


class RowUnreadable(Exception):
    """Values that make no row of a table; says which and why."""


def values_of(row: models.Model, users: Mapping[int, str]) -> Row:
    """Return a row as JSON values; people stand by the names of their accounts."""
    values = {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
    }
    for field in _people(type(row)):
        values[field.name] = users.get(values.pop(field.attname))
    for field in row._meta.many_to_many:
        linked = getattr(row, field.name).all()
        values[f"{field.name}_ids"] = sorted(label.pk for label in linked)
    return values


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Store rows as they were, numbers and times included.

    Not by `bulk_create`, which gives new times. Raises RowUnreadable, IntegrityError.
    """
    for field in _people(model):
        users = {user.username: user.pk for user in User.objects.all()}
        for row in rows:
            row[field.attname] = users.get(row.get(field.name, ""))
    fields = model._meta.concrete_fields
    _insert(model, ([_stored(field, row) for field in fields] for row in rows))
    for field in model._meta.many_to_many:
        through: Any = getattr(model, field.name).through
        of_row, of_label = field.m2m_column_name(), field.m2m_reverse_name()
        links = (
            (row["id"], label)
            for row in rows
            for label in row.get(f"{field.name}_ids", ())
        )
        _insert(through, links, columns=(of_row, of_label))


def _insert(
    model: type[models.Model],
    rows: Iterable[Sequence[Any]],
    *,
    columns: Sequence[str] = (),
) -> None:
    quote = connection.ops.quote_name
    names = columns or [str(field.column) for field in model._meta.concrete_fields]
    told, marks = ", ".join(map(quote, names)), ", ".join("%s" for _ in names)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({told}) VALUES ({marks})", list(rows))


def _people(model: type[models.Model]) -> list[Any]:
    fields = model._meta.concrete_fields
    return [field for field in fields if field.related_model is User]


def _plain(value: Any) -> Any:
    match value:
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def _stored(field: Any, row: Row) -> Any:
    """Return what a column holds; one that the export did not know, its default."""
    value = row.get(field.attname, field.get_default())
    try:
        return field.get_db_prep_save(field.to_python(value), connection)
    except (ValidationError, ValueError, TypeError) as error:
        raise RowUnreadable(
            f'"{field.attname}" cannot be {str(value)[:80]!r}'
        ) from error
