"""An archive that was exported whole is made again as it was, to the last row."""

import datetime
import zlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.changes import record_change
from archive.exporting.restoring import is_empty, restore
from archive.exporting.rows import TABLES
from archive.importing.pipeline import import_articles
from archive.models import (
    Article,
    Change,
    CopyGroup,
    Import,
    Original,
    SourceAlias,
)
from archive.text import name_key
from tests.archive.exports import digest, empty_all, use_archive, write_to
from tests.factories import make_article

pytestmark = pytest.mark.django_db

LEFT = "The last ferry of the day left the harbour half an hour late"
# People's own: it never leaves the archive.
LEFT_OUT = {"SignIn", "FailedSignIn", "SecondFactor", "FeedKey"}
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40
)
NAME = TEXT.filter(lambda name: bool(name.strip()))
MOMENT = st.datetimes(
    datetime.datetime(1900, 1, 1),
    datetime.datetime(2100, 1, 1),
    timezones=st.just(datetime.UTC),
)
ARTICLE = st.fixed_dictionaries(
    {
        "headline": NAME,
        "headline_is_derived": st.booleans(),
        "body": TEXT,
        "published_at": st.none() | MOMENT,
        "source": st.just("") | NAME,
        "credits": st.lists(NAME, max_size=2),
        "tags": st.lists(NAME, max_size=2),
        "byline": TEXT,
        "language": st.sampled_from(["", "en", "hi"]),
        "state": st.sampled_from(Article.State.values),
        "edited_at": st.none() | MOMENT,
        "is_copy": st.booleans(),
        "original": st.none() | st.binary(max_size=40),
        "changes": st.lists(NAME, max_size=2),
        "alias": st.just("") | NAME,
    }
)


def store(facts: dict[str, Any], group: CopyGroup) -> None:
    """Store what Hypothesis made up."""
    moment, original = facts["published_at"], facts.pop("original")
    changes, alias = facts.pop("changes"), facts.pop("alias")
    is_copy = facts.pop("is_copy")
    article = make_article(
        **facts | {"published_on": moment.date().isoformat() if moment else None},
        copy_group=group if is_copy else None,
    )
    for why in changes:
        record_change([article], by=None, why=why)
    if original is not None:
        Original.objects.create(
            article=article, sha256="0" * 64, compressed=zlib.compress(original),
            byte_count=len(original), encoding="utf-8", format="house",
            rules_version=1, identity="1" * 64,
        )  # fmt: skip
    if alias and article.source:
        SourceAlias.objects.get_or_create(
            key=name_key(alias), defaults={"name": alias, "source": article.source}
        )


def test_whatever_an_archive_holds_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"

    @settings(deadline=None, max_examples=60)
    @given(st.lists(ARTICLE, max_size=4))
    def made_again(articles: list[dict[str, Any]]) -> None:
        with transaction.atomic():
            group = CopyGroup.objects.create()
            for facts in articles:
                store(facts, group)
            before = digest()
            write_to(path)
            empty_all()
            assert is_empty()
            restore(path)
            assert digest() == before
            transaction.set_rollback(True)

    made_again()


@pytest.fixture
def used_archive(tmp_path: Path) -> str:
    """An archive in which much has happened; returns its digest."""
    return use_archive(tmp_path / "pile")


def test_histories_originals_imports_and_rules_come_back(
    tmp_path: Path, used_archive: str
) -> None:
    write_to(tmp_path / "archive.jsonl")
    empty_all()
    restore(tmp_path / "archive.jsonl")
    assert digest() == used_archive
    assert Import.objects.get().started_by == User.objects.get()
    assert {change.made_by for change in Change.objects.all()} == {User.objects.get()}


def test_a_number_is_never_given_again(tmp_path: Path, used_archive: str) -> None:
    last = max(Article.objects.values_list("pk", flat=True))
    write_to(tmp_path / "archive.jsonl")
    empty_all()
    restore(tmp_path / "archive.jsonl")
    assert make_article().pk > last + 1


def test_the_files_of_old_imports_are_known_again(
    tmp_path: Path, used_archive: str
) -> None:
    write_to(tmp_path / "archive.jsonl")
    empty_all()
    restore(tmp_path / "archive.jsonl")
    report = import_articles([tmp_path / "pile"])
    assert report.count("unchanged") == 4


def test_every_table_is_exported_or_left_out_on_purpose() -> None:
    known = {model.__name__ for model in TABLES} | LEFT_OUT
    assert {m.__name__ for m in apps.get_app_config("archive").get_models()} == known


def test_people_whose_accounts_are_missing_are_left_open(
    tmp_path: Path, used_archive: str
) -> None:
    write_to(tmp_path / "archive.jsonl")
    empty_all()
    User.objects.all().delete()
    restore(tmp_path / "archive.jsonl")
    assert Import.objects.get().started_by is None


def test_the_commands_hand_an_archive_over(
    tmp_path: Path, index: Path, used_archive: str
) -> None:
    path = str(tmp_path / "archive.jsonl.gz")
    call_command("export_articles", path, stdout=StringIO())
    empty_all()
    out = StringIO()
    call_command("import_articles", path, stdout=out)
    assert digest() == used_archive
    assert "Restored the whole archive" in out.getvalue()


def test_a_dry_run_stores_nothing(tmp_path: Path, used_archive: str) -> None:
    path = write_to(tmp_path / "archive.jsonl")
    empty_all()
    call_command("import_articles", str(path), dry_run=True, stdout=StringIO())
    assert is_empty()


def test_an_archive_that_has_articles_gets_the_others_beside_them(
    tmp_path: Path, index: Path
) -> None:
    make_article(headline="Toll rises", body="Drivers pay more.", tags=["toll"])
    make_article(headline="Hidden", body="Nobody sees it.", state="hidden")
    make_article(
        headline=LEFT, headline_is_derived=True, credits=["Reuters"],
        body=f"{LEFT}. Crews were at the harbour.",
    )  # fmt: skip
    write_to(tmp_path / "archive.jsonl")
    empty_all()
    own = make_article(headline="Our own", body="It was here before.")
    call_command("import_articles", str(tmp_path / "archive.jsonl"), stdout=StringIO())
    found = {a.headline: a for a in Article.objects.exclude(pk=own.pk)}
    assert set(found) == {"Toll rises", LEFT}
    assert [tag.name for tag in found["Toll rises"].tags.all()] == ["toll"]
    assert found[LEFT].headline_is_derived
    assert [c.name for c in found[LEFT].credits.all()] == ["Reuters"]


def test_importing_it_again_changes_nothing(tmp_path: Path, used_archive: str) -> None:
    path = write_to(tmp_path / "archive.jsonl")
    report = import_articles([path])
    live = Article.objects.live().count()
    # Beside them, the header and the article that is hidden.
    assert (report.total, report.count("duplicate")) == (live + 2, live)
