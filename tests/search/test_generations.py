"""An index is used only when it is whole, ours and of this version."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from archive.models import Article
from search import outbox
from search.checking import compare
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine import index_lock, index_state, open_engine
from search.whoosh_engine.commits.locks import REBUILD_LOCK
from search.whoosh_engine.commits.rebuilding import rebuild
from tests.factories import make_article
from tests.search.asking import found


def output_of(name: str, **options: object) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue().strip()


def test_a_missing_index_says_what_to_run(index: Path, client: Client) -> None:
    (index / "current").unlink()
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        open_engine()
    page = client.get("/search/?q=ferry")
    assert page.status_code == 503
    assert "rebuild_index" in page.content.decode()


def test_an_empty_index_finds_nothing(index: Path, client: Client) -> None:
    assert found("ferry") == []
    assert not compare().wrong
    assert client.get("/search/?q=ferry").status_code == 200


def test_an_index_of_another_version_asks_for_a_rebuild(index: Path) -> None:
    description = index / "0001" / "generation.json"
    description.write_text(json.dumps({"schema_version": 0}))
    with pytest.raises(IndexUnusable, match="version 0"):
        open_engine()
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("update_index")


def test_a_loose_umask_makes_no_index_that_is_refused(index: Path) -> None:
    before = os.umask(0o002)
    try:
        rebuild()
    finally:
        os.umask(before)
    assert index_state().generation == 2


@pytest.mark.parametrize("name", ["0001", ".", "0001/_MAIN_1.toc"])
def test_what_others_can_write_to_is_not_read(index: Path, name: str) -> None:
    (index / name).chmod(0o775)
    with pytest.raises(IndexUnusable, match="chmod -R go-w"):
        open_engine()


@pytest.mark.parametrize("name", ["0001", "."])
def test_what_belongs_to_others_is_not_read(
    index: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(index / name, 4321, -1)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 4321)
    with pytest.raises(IndexUnusable, match="belongs to another user"):
        open_engine()


def test_modes_and_owners_say_nothing_on_windows(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in [index, *index.rglob("*")]:
        path.chmod(0o777)
    monkeypatch.setattr("search.whoosh_engine.commits.trouble.ON_WINDOWS", True)
    assert index_state().article_count == 0


def test_a_file_that_is_being_read_is_replaced_a_moment_later_on_windows(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, refusals = Path.replace, iter(range(3))

    def replace(path: Path, target: Path) -> Path:
        if next(refusals, None) is not None:
            raise PermissionError("another process reads it")
        return plain(path, target)

    monkeypatch.setattr("search.whoosh_engine.commits.storage.ON_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", replace)
    rebuild()
    assert index_state().generation == 2


def test_an_index_of_the_first_version_says_what_to_run(index: Path) -> None:
    (index / "0001" / "generation.json").write_text('{"schema_version": 1}\n')
    with pytest.raises(IndexUnusable, match=r"version 1, not 2: run .*rebuild_index"):
        open_engine()


def test_an_index_for_other_languages_asks_for_a_rebuild(index: Path) -> None:
    with override_settings(LANGUAGES_OF_ARTICLES=("fr", "en")):
        with pytest.raises(
            IndexUnusable, match=r"in en, not in en, fr: .*rebuild_index"
        ):
            open_engine()
        rebuild()
        assert index_state().generation == 2
    with override_settings(LANGUAGES_OF_ARTICLES=("en", "fr")):
        assert index_state().article_count == 0


def test_a_rebuild_makes_a_new_generation_and_keeps_the_last(index: Path) -> None:
    make_article()
    for _ in range(3):
        rebuild()
    assert index_state().generation == 4
    assert sorted(p.name for p in index.glob("0*")) == ["0003", "0004"]


def test_two_rebuilds_do_not_run_at_once(index: Path) -> None:
    with index_lock(wait=True, name=REBUILD_LOCK), pytest.raises(IndexUnusable):
        rebuild()


def test_a_change_during_a_rebuild_is_in_the_new_generation(index: Path) -> None:
    article = make_article(body="ferries")
    outbox.drain()

    def change(_: int) -> None:
        if not PendingChange.objects.exists():
            article.body = "bridges"
            article.save()
            outbox.drain()

    rebuild(progress=change)
    assert found("bridges") == [article.pk]
    assert not PendingChange.objects.exists()


def test_check_index_names_and_repairs_what_differs(index: Path) -> None:
    stale, orphaned = make_article(body="ferries"), make_article()
    outbox.drain()
    # Behind the signals' back: nothing was announced.
    Article.objects.filter(pk=stale.pk).update(body="bridges")
    Article.objects.filter(pk=orphaned.pk).update(state="hidden")
    Article.objects.bulk_create([Article(headline="Unheard of", body="tolls")])
    with pytest.raises(CommandError):
        output_of("check_index")
    said = output_of("check_index", repair=True)
    assert "1 missing, 1 stale, 1 orphaned" in said
    assert not compare().wrong
    assert len(found("bridges")) == 1


def test_update_index_says_how_many_articles_it_took(index: Path) -> None:
    make_article()
    assert output_of("update_index").startswith("1 article ")


def test_most_of_an_archive_waiting_is_rebuilt(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.updating.ALWAYS_DRAIN", 1)
    for _ in range(3):
        make_article()
    output_of("update_index")
    assert index_state().generation == 2
    assert not compare().wrong
