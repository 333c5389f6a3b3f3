"""What a name stands for in this archive, and how seldom it is asked."""

from typing import Any

import pytest

from archive.models import Import, ImportedFile, SourceAlias
from search import outbox
from search.language.asked_names import names_in
from search.language.tree import LabelField
from search.names import ArchiveNames
from search.request import Facet
from search.whoosh_engine import open_engine
from tests.factories import make_article, make_source, make_tag

SOURCE, TAG, FILE = LabelField.SOURCE, LabelField.TAG, LabelField.FILE


@pytest.mark.django_db
def test_a_name_is_looked_up_once(django_assert_num_queries: Any) -> None:
    tag = make_tag("toll")
    names = ArchiveNames()
    with django_assert_num_queries(1):
        assert names.find(TAG, "Toll") == names.find(TAG, "toll") == (tag.pk,)
    with django_assert_num_queries(1):
        assert names.find(TAG, "ferry") == names.find(TAG, "ferry") == ()


@pytest.mark.django_db
def test_what_is_expected_is_looked_up_together(
    django_assert_num_queries: Any,
) -> None:
    sources = [make_source(f"Paper {number}") for number in range(3)]
    SourceAlias.objects.create(source=sources[0], name="The Old Paper")
    names = ArchiveNames()
    text = 'source:"paper 1" (credit:"The Old Paper" OR source:pap OR tag:x)'
    with django_assert_num_queries(2):
        names.expect(names_in(text), keys=[(SOURCE, "paper-2"), (TAG, "toll")])
    with django_assert_num_queries(0):
        assert names.find(SOURCE, "Paper 1") == (sources[1].pk,)
        assert names.find(LabelField.CREDIT, "the old paper") == (sources[0].pk,)
        assert set(names.find(SOURCE, "pap")) == {source.pk for source in sources}
        assert names.by_key(SOURCE, ["paper-2"])["paper-2"].name == "Paper 2"
        assert names.by_key(TAG, ["toll"]) == {}


@pytest.mark.django_db
def test_a_query_says_which_names_it_holds() -> None:
    assert names_in("#toll source:(a OR b) lang:en harbour") == {
        *((TAG, "toll"), (SOURCE, "a"), (SOURCE, "b")),
        (LabelField.LANGUAGE, "en"),
    }
    assert names_in("harbour bridge") == set()


@pytest.mark.django_db
def test_a_path_is_taken_before_a_file_of_that_name_elsewhere() -> None:
    run = Import.objects.create()
    paths = ("toll.txt", "2024/toll.txt", "2024/pile.jsonl:1", "2024/pile.jsonl:2")
    top, below, *lines = [
        ImportedFile.objects.create(
            import_run=run, article=make_article(), outcome="created", path=path
        ).article_id
        for path in paths
    ]
    names = ArchiveNames()
    assert names.find(FILE, "toll.txt") == (top,)
    assert names.find(FILE, "2024/toll.txt") == (below,)
    assert names.find(FILE, "pile.jsonl") == tuple(lines)
    assert names.find(FILE, "pile.jsonl:2") == (lines[1],)
    assert names.find(FILE, "oll.txt") == ()


@pytest.mark.django_db
def test_a_file_is_found_whatever_its_capitals() -> None:
    file = ImportedFile.objects.create(
        import_run=Import.objects.create(),
        article=make_article(),
        outcome="created",
        path="Été 2024/TOLL.txt",
    )
    for name in ("Été 2024/TOLL.txt", "toll.TXT", "TOLL.txt"):
        assert ArchiveNames().find(FILE, name) == (file.article_id,)


@pytest.mark.django_db
def test_a_part_of_a_sources_name_is_no_tag() -> None:
    source = make_source("Brovik Courier")
    names = ArchiveNames()
    assert names.find(SOURCE, "brovik") == (source.pk,)
    assert names.find(TAG, "brovik") == ()


def test_sections_and_languages_are_those_of_the_index(
    index: None, django_assert_num_queries: Any
) -> None:
    make_article(section="Sea & Ports", language="en-GB")
    make_article(section="Hidden", state="hidden")
    outbox.drain()
    names = ArchiveNames()
    with django_assert_num_queries(0):
        assert names.find(LabelField.SECTION, "sea & ports") == ("Sea & Ports",)
        assert names.find(LabelField.SECTION, "hidden") == ()
        assert names.find(LabelField.LANGUAGE, "english") == ("en-GB",)


def test_the_index_tells_all_values_of_a_facet(index: None) -> None:
    for day in ("2024-01-01", "2024-02-01", None):
        make_article(published_on=day)
    make_article(published_on="1999-01-01", state="hidden")
    outbox.drain()
    assert open_engine().values(Facet.DATE) == ((2024, 2), (0, 1))
