"""What an import stores, reports and leaves alone."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.importing import pipeline
from archive.importing.pipeline import import_articles
from archive.models import Article, Change, Import, ImportedFile, Source, SourceAlias
from tests.archive.piles import OTHER, STORY, announced
from tests.factories import make_source, write_house, write_lines

pytestmark = pytest.mark.django_db


def test_a_new_file_becomes_an_article_with_all_that_was_read(tmp_path: Path) -> None:
    file = write_house(tmp_path / "pile/2024/001.txt", STORY)
    with announced() as ids:
        report = import_articles([tmp_path / "pile"], tags=["Ports"], source="Courier")
    article = Article.objects.get()
    assert str(report) == "1 file = 1 new article"
    assert ids == [article.pk]
    assert article.body == STORY
    assert article.headline_is_derived
    assert str(article.published_on) == "2024-03-05"
    assert article.source == Source.objects.get(name="Courier")
    assert [credit.name for credit in article.credits.all()] == ["Reuters"]
    assert [tag.name for tag in article.tags.all()] == ["Ports"]
    assert article.word_count == 12
    original = article.originals.get(is_current=True)
    assert original.data == file.read_bytes()
    seen = ImportedFile.objects.get()
    assert (seen.root, seen.path) == ("pile", "2024/001.txt")
    assert (seen.article, seen.original) == (article, original)
    assert not Change.objects.exists()


def test_aliases_are_obeyed_and_agencies_stay_unnamed(tmp_path: Path) -> None:
    agency = make_source("Press Bureau")
    SourceAlias.objects.create(source=agency, name="The Bureau")
    write_house(
        tmp_path / "pile/001.txt",
        STORY,
        trailer="Based on The Bureau and Agencies report",
    )
    import_articles([tmp_path / "pile"])
    credits = Article.objects.get().credits.all()
    assert {credit.name: credit.is_named for credit in credits} == {
        "Press Bureau": True,
        "Agencies": False,
    }


def test_a_dry_run_gives_the_same_counts_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_SIZE", 2)
    file = write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", "Known and changed.")
    import_articles([tmp_path / "pile"])
    file.rename(tmp_path / "pile/000.txt")
    write_house(file, OTHER)
    write_house(tmp_path / "pile/002.txt", "Changed.")
    for number, date in enumerate(["", "2024-02-30", "2024-03-05", "2024-03-05"]):
        write_house(tmp_path / f"pile/1{number}.txt", "Three.", date=date)
    write_lines(
        tmp_path / "pile/a.jsonl", {"body": "Three."}, "{", {"id": 1, "body": "4"}
    )
    (tmp_path / "pile/x.pdf").write_bytes(b"%PDF")
    rows = Article.objects.count(), Import.objects.count(), ImportedFile.objects.count()
    rehearsed = import_articles([tmp_path / "pile"], dry_run=True)
    assert rows == (
        Article.objects.count(), Import.objects.count(), ImportedFile.objects.count()
    )  # fmt: skip
    stored = import_articles([tmp_path / "pile"])
    assert str(rehearsed) == str(stored)
    assert rehearsed.counts == stored.counts
    assert rehearsed.failed == stored.failed
    assert rehearsed.undated_lines == stored.undated_lines


def test_the_number_of_queries_does_not_grow_with_the_batch(tmp_path: Path) -> None:
    counts = []
    for name, size in (("small", 3), ("large", 30)):
        lines = [
            {"body": f"Story {name} {n}.", "tags": [f"{name} {n}"], "credits": [name]}
            for n in range(size)
        ]
        copy = lines[0] | {"date": "2024-03-05"}
        write_lines(tmp_path / name / "a.jsonl", *lines, copy)
        with CaptureQueriesContext(connection) as queries:
            import_articles([tmp_path / name])
        counts.append(len(queries))
    assert counts[0] == counts[1]


STORIES = st.lists(
    st.tuples(
        st.sampled_from(["One.", "Two.", ""]), st.sampled_from(["", "2024-03-05"])
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(stories=STORIES, data=st.data())
def test_any_pile_adds_up_and_its_order_does_not_matter(
    tmp_path: Path, stories: list[tuple[str, str]], data: st.DataObject
) -> None:
    def fill(name: str, pile: list[tuple[str, str]]) -> Path:
        folder = tmp_path / name
        for old in folder.glob("*"):
            old.unlink()
        for number, (body, date) in enumerate(pile):
            write_house(folder / f"{number}.txt", body, date=date, trailer="")
        return folder

    Article.objects.all().delete()
    Import.objects.all().delete()
    first = import_articles([fill("pile", stories)])
    articles = Article.objects.count()
    assert first.total == len(stories)
    assert first.count("created", "copy") == articles
    again = import_articles([tmp_path / "pile"])
    assert again.count("unchanged", "failed") == len(stories)
    Article.objects.all().delete()
    shuffled = data.draw(st.permutations(stories))
    import_articles([fill("other", shuffled)])
    assert Article.objects.count() == articles
