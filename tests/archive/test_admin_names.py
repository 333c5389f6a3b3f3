"""What editors see and do with tags, sources and imports in the admin."""

import pytest
from django.test import Client

from archive.models import Import, ImportedFile, SourceAlias
from tests.factories import make_source, make_tag

pytestmark = pytest.mark.django_db


def see(client: Client, address: str) -> str:
    """Return the page at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_tags_and_sources_are_completed(admin_client: Client) -> None:
    reuters = make_source("Reuters")
    SourceAlias.objects.create(source=reuters, name="Rtrs News")
    address = "/admin/autocomplete/?app_label=archive&model_name=article"
    found = admin_client.get(f"{address}&field_name=credits&term=rtrs").json()
    assert [row["text"] for row in found["results"]] == ["Reuters"]


def test_one_name_in_two_spellings_is_refused(admin_client: Client) -> None:
    make_tag("El Salvador")
    answer = admin_client.post("/admin/archive/tag/add/", {"name": "el-salvador"})
    assert "This is how “El Salvador” is found already." in answer.content.decode()


def test_an_alias_belongs_to_one_source(admin_client: Client) -> None:
    make_source("PTI")
    reuters = make_source("Reuters")
    aliases = {
        "aliases-TOTAL_FORMS": "2",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-source": reuters.pk,
        "aliases-0-name": "pti",
    }
    address = f"/admin/archive/source/{reuters.pk}/change/"
    answer = admin_client.post(address, {"name": "Reuters", **aliases})
    assert "This is how “PTI” is found already." in answer.content.decode()
    twice = aliases | {"aliases-0-name": "Rtrs", "aliases-1-name": "RTRS"}
    answer = admin_client.post(address, {"name": "Reuters", **twice})
    assert "The same alias stands here twice." in answer.content.decode()


def test_an_import_shows_its_files_with_outcome_and_reason(
    admin_client: Client,
) -> None:
    run = Import.objects.create(paths=["/pile"])
    ImportedFile.objects.create(
        import_run=run, root="pile", path="1.txt", key="k", outcome="failed",
        reason="empty file",
    )  # fmt: skip
    page = see(admin_client, f"/admin/archive/import/{run.pk}/change/")
    assert "1 file = 1 failed" in page
    files = f"/admin/archive/importedfile/?import_run={run.pk}&outcome__exact=failed"
    assert files.replace("&", "&amp;") in page
    assert "empty file" in see(admin_client, files)
    assert "pile/1.txt" in see(admin_client, "/admin/archive/importedfile/?unmended=1")


def test_imports_are_not_edited(admin_client: Client) -> None:
    run = Import.objects.create()
    assert admin_client.get("/admin/archive/import/add/").status_code == 403
    address = f"/admin/archive/import/{run.pk}/"
    assert admin_client.get(f"{address}delete/").status_code == 403
    assert admin_client.post(f"{address}change/", {}).status_code == 403
