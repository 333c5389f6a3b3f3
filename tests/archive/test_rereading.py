"""Better rules reach old files: originals are read again, previewed, and undone."""

from pathlib import Path

import pytest
from django.db import transaction

from archive.correcting import applying
from archive.correcting.applying import go_on, undo
from archive.correcting.rereading import preview_rereading
from archive.importing.pipeline import import_articles
from archive.models import Article, Original, Rule, Source
from tests.archive.piles import OTHER, STORY, announced
from tests.archive.rules import (
    NOTICE,
    date_rule,
    days,
    import_pile,
    make_rule,
    reread,
    waiting,
)
from tests.factories import write_house, write_lines

pytestmark = pytest.mark.django_db
THIRD = "The harbour master of Brovik counted the ferries again."


def test_a_new_rule_dates_old_files_is_undone_and_done_again(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, OTHER, date="30.10.25")
    assert (days(), waiting()) == (["None"] * 2, 0)
    date_rule()
    assert waiting() == 2
    with announced() as ids:
        correction = reread()
    assert sorted(ids) == sorted(Article.objects.values_list("pk", flat=True))
    assert (days(), waiting()) == (["2025-10-30"] * 2, 0)
    assert Article.objects.values_list("edited_at", flat=True).distinct().get() is None
    undoing = undo(correction, by=None)
    assert (days(), waiting()) == (["None"] * 2, 2)
    undo(undoing, by=None)
    assert (days(), waiting()) == (["2025-10-30"] * 2, 0)


def test_a_line_that_is_taken_leaves_text_count_and_headline(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE, date="2024-03-05")
    before = list(Article.objects.order_by("pk").values())
    make_rule("© Brovik Courier *", credit="Brovik Courier")
    correction = reread()
    articles = Article.objects.order_by("pk")
    assert [article.body for article in articles] == [STORY, OTHER]
    assert articles[0].word_count == before[0]["word_count"] - 3
    assert articles[0].text_digest != before[0]["text_digest"]
    assert [c.name for c in articles[0].credits.all()] == ["Brovik Courier"]
    undo(correction, by=None)
    after = list(Article.objects.order_by("pk").values())
    moments = {"changed_at": None}
    assert [row | moments for row in after] == [row | moments for row in before]


def test_reading_again_by_the_same_rules_changes_nothing(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="2024-03-05", trailer="Based On AP Report")
    Article.objects.update(read_by=[])
    correction = reread()
    assert (correction.article_count, waiting()) == (0, 0)
    assert not Article.objects.get().changes.exists()


def test_originals_of_older_code_are_read_once_whole(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="30.10.25")
    Original.objects.update(rules_version=1, edges="")
    Article.objects.update(read_by=[])
    assert preview_rereading(by=None, dry_run=True).article_count == 0
    assert Original.objects.get().edges == ""
    date_rule()
    reread()
    assert (days(), waiting()) == (["2025-10-30"], 0)
    assert Original.objects.get().edges


def test_hidden_and_trashed_articles_are_read_again_and_stay_so(
    tmp_path: Path,
) -> None:
    import_pile(tmp_path, STORY, OTHER, THIRD, date="30.10.25")
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for pk, state in zip(ids, ("live", "hidden", "trashed"), strict=True):
        Article.objects.filter(pk=pk).update(state=state)
    date_rule()
    reread()
    rows = Article.objects.order_by("pk").values_list("state", flat=True)
    assert (list(rows), days()) == (["live", "hidden", "trashed"], ["2025-10-30"] * 3)


def test_copies_stay_copies_when_all_of_them_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 1)
    for number in range(3):
        write_house(
            tmp_path / f"{number}.txt", STORY, date=f"2024-03-0{number + 1}",
            trailer=NOTICE,
        )  # fmt: skip
    import_articles([tmp_path])
    make_rule("© Brovik Courier *")
    correction = reread()
    assert Article.objects.values("copy_group").distinct().count() == 1
    assert Article.objects.exclude(copy_group=None).count() == 3
    undo(correction, by=None)
    assert Article.objects.exclude(copy_group=None).count() == 3


def test_an_alias_decides_whom_a_rule_credits(tmp_path: Path) -> None:
    courier = Source.objects.create(name="The Courier of Brovik")
    courier.aliases.create(name="Brovik Courier")
    import_pile(tmp_path, STORY, trailer=NOTICE, date="2024-03-05")
    make_rule("© NAMES {2023|2024}")
    correction = preview_rereading(by=None)
    assert correction.preview["new"] == []
    go_on(correction)
    assert list(Article.objects.get().credits.all()) == [courier]


def test_a_source_that_has_become_known_is_credited(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer="Source: Harbour and Toll Gazette")
    assert waiting() == 0
    gazette = Source.objects.create(name="The Gazette")
    gazette.aliases.create(name="Harbour and Toll Gazette")
    assert waiting() == 2
    reread()
    assert [list(a.credits.all()) for a in Article.objects.all()] == [[gazette]] * 2
    assert waiting() == 0


def test_names_that_a_reading_makes_known_do_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 1)
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE)
    make_rule("© NAMES {2023|2024}")
    correction = reread()
    assert (correction.left, correction.done_count) == ([], 2)


def test_a_new_name_is_told_in_the_preview_and_made_when_applied(
    tmp_path: Path,
) -> None:
    import_pile(tmp_path, STORY, trailer=NOTICE, date="2024-03-05")
    make_rule("© NAMES {2023|2024}")
    correction = preview_rereading(by=None)
    assert correction.preview["new"] == ["Brovik Courier"]
    assert not Source.objects.exists()
    go_on(correction)
    assert Article.objects.get().credits.get().name == "Brovik Courier"


def test_rules_that_changed_since_the_preview_change_nothing(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="05/03/24")
    rule = make_rule("date DAY/MONTH/YEAR", place="header")
    correction = preview_rereading(by=None)
    Rule.objects.filter(pk=rule.pk).update(pattern="date MONTH/DAY/YEAR")
    go_on(correction)
    assert days() == ["None"]
    assert correction.left[0][1] == "the rules were changed since the preview"


def test_a_record_with_a_date_of_its_own_keeps_it(tmp_path: Path) -> None:
    line = {"body": f"Filed 30.10.25\n\n{STORY}", "date": "2024-03-05"}
    write_lines(tmp_path / "a.jsonl", line)
    import_articles([tmp_path / "a.jsonl"])
    make_rule("Filed DAY.MONTH.YEAR", place="header")
    assert waiting() == 0


def test_a_moment_in_another_zone_is_no_difference(tmp_path: Path) -> None:
    line = {"body": f"{STORY}\n\n{NOTICE}", "date": "2024-05-10T00:40:00+02:00"}
    write_lines(tmp_path / "a.jsonl", line)
    import_articles([tmp_path / "a.jsonl"])
    make_rule("© Brovik Courier *")
    correction = preview_rereading(by=None)
    assert correction.preview["facts"].keys() == {"body", "read_by"}


def test_an_original_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="30.10.25")
    Original.objects.update(format="stone")
    date_rule()
    correction = reread()
    assert correction.preview["reasons"] == {
        "cannot be read again: no format is called stone": 1
    }


def test_originals_are_read_before_the_database_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_pile(tmp_path, STORY, OTHER, date="30.10.25")
    date_rule()
    correction = preview_rereading(by=None)
    depths = []
    kind = applying.work_of(correction).kind  # type: ignore[attr-defined]
    read = type(kind).read

    def note_depth(self: object, ids: list[int]) -> object:
        depths.append((len(ids), len(transaction.get_connection().savepoint_ids)))
        return read(self, ids)

    monkeypatch.setattr(type(kind), "read", note_depth)
    outside = len(transaction.get_connection().savepoint_ids)
    go_on(correction)
    assert depths == [(2, outside)]


def test_a_file_with_the_data_of_a_reference_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(f"{STORY}\n\n{NOTICE}\n")
    reference = "TY  - NEWS\nTI  - The ferry\nDA  - 2025/10/30\nER  - \n"
    (tmp_path / "ferry.ris").write_text(reference)
    import_articles([tmp_path])
    assert Original.objects.get().format == "joined"
    make_rule("© Brovik Courier *")
    reread()
    article = Article.objects.get()
    assert (article.headline, article.body, days()) == (
        "The ferry", STORY, ["2025-10-30"],
    )  # fmt: skip
