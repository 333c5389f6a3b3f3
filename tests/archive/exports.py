"""An archive to export whole, and how to tell that it came back."""

import hashlib
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection, transaction

from archive.changes import record_change
from archive.correcting import kinds
from archive.correcting.applying import apply, undo
from archive.exporting.rows import TABLES
from archive.exporting.whole import write_whole
from archive.importing.pipeline import import_articles
from archive.models import Article, Rule, SourceAlias, Tag, TagAlias
from tests.factories import make_source, make_tag, write_house


def digest() -> str:
    """Return the digest of all rows, and of the numbers that come after them."""
    said = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            said.update(repr((model, cursor.fetchall())).encode())
            for field in model._meta.many_to_many:
                columns = f"{field.m2m_column_name()}, {field.m2m_reverse_name()}"
                cursor.execute(f"SELECT {columns} FROM {field.m2m_db_table()}")
                said.update(repr(sorted(cursor.fetchall())).encode())
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq ORDER BY name")
        own = {model._meta.db_table for model in TABLES}
        said.update(repr([row for row in cursor if row[0] in own]).encode())
    return said.hexdigest()


def empty_all() -> None:
    """Delete every row, as if the archive had just been made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for model in reversed(TABLES):
            for field in model._meta.many_to_many:
                cursor.execute(f"DELETE FROM {field.m2m_db_table()}")
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("DELETE FROM sqlite_sequence")


def write_to(path: Path) -> Path:
    """Export the whole archive."""
    path.write_text("".join(write_whole()), newline="")
    return path


def use_archive(folder: Path) -> str:
    """Make an archive in which much has happened, and return its digest."""
    ada = User.objects.create_user("ada")
    for number in range(5):
        text = f"The ferry left for the {number}th time. Crews were at the harbour."
        write_house(folder / f"{number}.txt", text)
    write_house(folder / "copy.txt", text, date="2024-03-09")
    import_articles([folder], tags=["ports"], user=ada)
    first, second, third, *_ = Article.objects.order_by("pk")
    correction = apply(kinds.SetText("section", "Sport"), [first.pk], by=ada)
    undo(correction, by=ada)
    record_change([second], by=ada, why="edited")
    second.state = Article.State.HIDDEN
    second.save()
    third.delete()
    Article.objects.order_by("pk").last().delete()  # type: ignore[union-attr]
    SourceAlias.objects.create(source=make_source("Reuters"), name="Reuter")
    TagAlias.objects.create(tag=make_tag("ports"), name="harbours")
    Tag.objects.create(name="unused")
    Rule.objects.create(name="ours", place="trailer", pattern="Filed by BYLINE")
    return digest()
