"""What imports, corrections, the admin and the command make of merged names."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from archive.correcting import kinds
from archive.correcting.applying import apply, undo
from archive.importing.pipeline import import_articles
from archive.importing.undo import undo_import
from archive.labelling.renaming import rename
from archive.models import Article, Correction, Import, Source, Tag
from search.models import PendingChange
from tests.archive.test_merging import merge, tags_of
from tests.factories import make_article, make_source, make_tag, write_house

pytestmark = pytest.mark.django_db


def test_imports_obey_old_names_of_tags_and_sources(tmp_path: Path) -> None:
    merge(make_tag("bees"), into=make_tag("bee"))
    merge(make_source("Harbour Wire"), into=make_source("Reuters"))
    write_house(tmp_path / "1.txt", trailer="Based On Harbour Wire Report")
    import_articles([tmp_path], tags=["Bees"], source="HARBOUR WIRE")
    article = Article.objects.get()
    assert tags_of(article) == ["bee"]
    assert article.source == make_source("Reuters")
    assert list(article.credits.all()) == [make_source("Reuters")]
    assert Tag.objects.count() == Source.objects.count() == 1


@pytest.mark.parametrize("trailer", ["ANI and Harbour Wire", "Tidende, Harbour Wire"])
def test_an_edited_article_is_known_again_after_its_names_were_merged(
    tmp_path: Path, trailer: str
) -> None:
    merge(make_source("Tidende"), into=make_source("Brovik Wire"))
    write_house(tmp_path / "old/1.txt", trailer=f"Based On {trailer} Report")
    import_articles([tmp_path / "old"])
    article = Article.objects.get()
    article.headline, article.edited_at = "Ferries lie still", timezone.now()
    article.headline_is_derived = False
    article.save()
    merge(make_source("Harbour Wire"), into=make_source("Brovik Wire"))
    rename(make_source("Brovik Wire"), "Brovik News Wire")
    (tmp_path / "old").rename(tmp_path / "new")
    report = import_articles([tmp_path / "new"])
    assert report.counts["duplicate"] == 1
    assert Article.objects.count() == 1


def test_an_import_is_undone_after_its_names_were_merged(tmp_path: Path) -> None:
    write_house(tmp_path / "1.txt")
    import_articles([tmp_path], tags=["bees"])
    merge(make_tag("bees"), into=make_tag("bee"))
    assert undo_import(Import.objects.get()).removed == 1


def test_corrections_obey_old_names() -> None:
    article = make_article(tags=["wasp"])
    merge(make_tag("bees"), into=make_tag("bee"))
    apply(kinds.ChangeTags(add=("bees", "bee")), [article.pk], by=None)
    assert tags_of(article) == ["bee", "wasp"]
    apply(kinds.ChangeTags(remove=("Bees",)), [article.pk], by=None)
    assert tags_of(article) == ["wasp"]


def test_deleting_a_tag_in_the_admin_can_be_undone(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article, tag = make_article(tags=["bees", "wasp"]), make_tag("bees")
    PendingChange.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        address = f"/admin/archive/tag/{tag.pk}/delete/"
        admin_client.post(address, {"post": "yes"}, follow=True)
    assert tags_of(article) == ["wasp"]
    assert PendingChange.objects.filter(article_id=article.pk).exists()
    undo(Correction.objects.get(what="tag “bees” deleted"), by=None)
    assert tags_of(article) == ["bees", "wasp"]
    assert Tag.objects.get(name="bees").pk == tag.pk


def test_a_source_that_articles_were_taken_from_is_not_deleted(
    admin_client: Client,
) -> None:
    make_article(source="Reuters")
    address = f"/admin/archive/source/{make_source('Reuters').pk}/delete/"
    answer = admin_client.post(address, {"post": "yes"})
    assert answer.status_code == 403 or Source.objects.count() == 1


def run(*arguments: str) -> str:
    """Run the command; return what it said."""
    out = StringIO()
    call_command("merge_names", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_command_merges_and_says_how_to_take_it_back(index: Path) -> None:
    article = make_article(tags=["bees"])
    make_tag("bee")
    said = run("tag", "Bees", "bee", "--dry-run")
    assert said == "1 article would be changed: “bees” merged into “bee”\n"
    assert tags_of(article) == ["bees"]
    said = run("tag", "Bees", "bee")
    assert f"undo_correction {Correction.objects.get().pk}\n" in said
    assert tags_of(article) == ["bee"]


@pytest.mark.parametrize("names", [["bees", "wasp"], ["wasp", "bees"], ["bees"] * 2])
def test_a_command_names_what_it_does_not_know(names: list[str]) -> None:
    make_tag("bees")
    with pytest.raises(CommandError) as refusal:
        run("tag", *names)
    assert refusal.value.returncode == 2
