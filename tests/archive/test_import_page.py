"""Editors hand in piles in the browser, and are told what became of each file."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from archive.models import Article, Import, ImportedFile
from archive.people.roles import Role, give_role
from archive.piles.uploads import clean_path, folder_of
from archive.piles.working import work
from tests.archive.piles import OTHER, STORY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[Path]:
    """A folder for what is handed in."""
    with override_settings(MEDIA_ROOT=tmp_path / "uploads"):
        yield tmp_path / "uploads"


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which an editor is signed in."""
    person = User.objects.create_user("ada")
    give_role(person, Role.EDITOR)
    client.force_login(person)
    return client


def house(text: str, *, date: str = "2024-03-05") -> bytes:
    """Return a file in the house format."""
    return f" date {date} \n\n{text}\n\nBased On Reuters Report\n".encode()


def packed(**files: bytes) -> SimpleUploadedFile:
    """Return a zip of text files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return SimpleUploadedFile("pile.zip", data.getvalue())


def hand_in(client: Client, *files: SimpleUploadedFile, **fields: Any) -> Any:
    """Send files and follow to the page that tells of them."""
    return client.post(reverse("import"), {"files": files, **fields}, follow=True)


def text_of(answer: Any) -> str:
    """Return a page as one line."""
    return " ".join(answer.content.decode().split())


def test_a_pile_waits_its_turn_and_is_then_imported_with_its_report(
    editor: Client,
) -> None:
    first = hand_in(editor, packed(a=house(STORY), b=b"\0\1\2"), tags="ports, tolls")
    second = hand_in(editor, packed(c=house(OTHER)))
    assert "Waiting: 1 import first." in text_of(second)
    run = first.context["standing"].run
    work(run)
    page = text_of(editor.get(run.get_absolute_url()))
    assert "Finished." in page
    assert "2 files = 1 new article + 1 failed" in page
    assert "b.txt" in page
    assert f"q=import%3A{run.pk}" in page
    article = Article.objects.get()
    assert {tag.name for tag in article.tags.all()} == {"ports", "tolls"}
    assert not folder_of(run).exists()


def test_a_trial_stores_nothing_until_it_is_said_to(editor: Client) -> None:
    tried = hand_in(editor, packed(a=house(STORY)), dry_run="on")
    run = tried.context["standing"].run
    work(run)
    page = text_of(editor.get(run.get_absolute_url()))
    assert "Tried: nothing is stored yet." in page
    assert "1 file = 1 new article" in page
    assert not Article.objects.exists()
    editor.post(reverse("import-act", args=[run.pk]), {"do": "store"})
    run.refresh_from_db()
    work(run)
    assert Article.objects.count() == 1


def test_a_pile_that_is_handed_in_again_is_known(editor: Client) -> None:
    for _ in range(2):
        work(hand_in(editor, packed(a=house(STORY))).context["standing"].run)
    assert Import.objects.latest("id").counts() == {"unchanged": 1}


def test_single_files_of_one_name_are_not_taken_for_one_another(editor: Client) -> None:
    for text in (STORY, OTHER):
        file = SimpleUploadedFile("article.txt", house(text))
        work(hand_in(editor, file).context["standing"].run)
    assert Article.objects.count() == 2


def test_a_folder_that_is_handed_in_keeps_its_name(editor: Client) -> None:
    files = [SimpleUploadedFile("a.txt", house(STORY))]
    paths = json.dumps(["strikes/march/a.txt"])
    answer = editor.post(
        reverse("import"),
        {"folder": files, "paths": paths, "folders_as_tags": "on"},
        follow=True,
    )
    work(answer.context["standing"].run)
    file = ImportedFile.objects.get()
    assert (file.root, file.path) == ("strikes", "march/a.txt")
    assert Article.objects.get().tags.get().name == "march"


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("../../etc/passwd", ["etc", "passwd"]),
        ("/etc/passwd", ["etc", "passwd"]),
        ("C:\\news\\a.txt", ["C_", "news", "a.txt"]),
        ("..", ["file"]),
        ("", ["file"]),
        ("con.txt", ["_con.txt"]),
        ("a\0b\n.txt", ["a_b_.txt"]),
    ],
)
def test_no_path_leads_out_of_the_uploads(path: str, clean: list[str]) -> None:
    assert clean_path(path) == clean


def test_a_long_name_keeps_its_ending() -> None:
    (name,) = clean_path("ö" * 300 + ".html")
    assert len(name.encode()) <= 200
    assert name.endswith(".html")


def test_a_path_of_a_script_that_climbs_stays_inside(
    editor: Client, uploads: Path
) -> None:
    file = SimpleUploadedFile("a.txt", house(STORY))
    hand_in(editor, file, paths=json.dumps(["../../../a.txt"]))
    written = [path for path in uploads.parent.rglob("*") if path.is_file()]
    assert written
    assert all(path.is_relative_to(uploads) for path in written)


@override_settings(UPLOAD_MB=1)
def test_more_than_may_be_handed_in_is_refused_in_a_sentence(
    editor: Client, uploads: Path
) -> None:
    page = hand_in(editor, SimpleUploadedFile("big.txt", b"x" * 1_000_001))
    assert "too much at once: at most" in text_of(page)
    assert not Import.objects.exists()
    assert list(uploads.iterdir()) == []


@override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2)
def test_more_files_than_may_be_sent_are_refused_in_a_sentence(editor: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    assert "in at most 2 files" in text_of(hand_in(editor, *files))


def test_a_full_disk_is_said(
    editor: Client, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.piles.receiving.ToFolder.receive_data_chunk", full)
    page = hand_in(editor, SimpleUploadedFile("a.txt", house(STORY)))
    assert "No space left on device. Nothing was imported." in text_of(page)
    assert list(uploads.iterdir()) == []


def test_nothing_chosen_is_said(editor: Client) -> None:
    assert "Choose files or a folder to import." in text_of(hand_in(editor))


def test_a_form_without_its_token_is_refused_and_keeps_nothing(uploads: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    person = User.objects.create_user("ada")
    give_role(person, Role.EDITOR)
    client.force_login(person)
    answer = hand_in(client, SimpleUploadedFile("a.txt", house(STORY)))
    assert answer.status_code == 403
    assert not Import.objects.exists()
    assert list(uploads.iterdir()) == []


def test_a_readers_file_is_not_even_received(client: Client, uploads: Path) -> None:
    client.force_login(User.objects.create_user("reader"))
    hand_in(client, SimpleUploadedFile("a.txt", house(STORY)))
    assert not uploads.exists()


def test_lines_that_files_share_are_proposed_as_rules(editor: Client) -> None:
    texts = {f"n{n}": f"Story {n}.\n\nTaken from the Quay Bulletin\n" for n in range(4)}
    pile = packed(**{name: text.encode() for name, text in texts.items()})
    run = hand_in(editor, pile).context["standing"].run
    work(run)
    page = text_of(editor.get(run.get_absolute_url()))
    assert "Taken from the Quay Bulletin" in page
    address = reverse("admin:archive_rule_add")
    assert f"{address}?place=trailer&amp;pattern=Taken" in page


def test_the_page_asks_for_how_far_it_is(editor: Client) -> None:
    run = hand_in(editor, packed(a=house(STORY))).context["standing"].run
    where = reverse("import-standing", args=[run.pk])
    assert editor.get(where).json()["is_over"] is False
    work(run)
    told = editor.get(where).json()
    assert told["is_over"] is True
    assert "1 new article" in told["html"]


def test_a_stopped_import_keeps_what_is_in_and_goes_on(editor: Client) -> None:
    run = hand_in(editor, packed(a=house(STORY))).context["standing"].run
    act = reverse("import-act", args=[run.pk])
    editor.post(act, {"do": "stop"})
    run.refresh_from_db()
    assert work(run).problem == f"import {run.pk} was stopped"
    assert not Article.objects.exists()
    editor.post(act, {"do": "resume"})
    run.refresh_from_db()
    work(run)
    assert Article.objects.count() == 1


def test_the_list_of_imports_asks_as_often_for_many_as_for_few(
    editor: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(15):
        Import.objects.create(state="finished", report=["1 file = 1 new article"])
    with django_assert_num_queries(6):
        editor.get(reverse("import"))
