"""The results page asks the database a few questions, whatever is asked of it."""

from collections.abc import Iterable, Mapping

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from archive.models import CopyGroup, Import, ImportedFile, SourceAlias
from search import outbox
from search.models import SavedSearch
from tests.factories import make_article, make_source

MOST = 12
# The session and its user.
WHEN_SIGNED_IN = 2


@pytest.fixture
def crowd(index: None) -> None:
    """Articles that differ in everything that a page shows or counts."""
    run = Import.objects.create()
    group = CopyGroup.objects.create()
    for number in range(12):
        article = make_article(
            headline=f"Harbour toll {number}",
            body="The toll of the harbour bridge is high. " * (1 + number * 40),
            published_on=f"{1990 + number}-05-02" if number else None,
            source=f"Paper {number}",
            credits=["Reuters", f"Agency {number}"],
            tags=[f"tag {number}", "toll"],
            section=f"Section {number}",
            language=("en", "hi", "")[number % 3],
            copy_group=group if number % 2 else None,
        )
        ImportedFile.objects.create(
            import_run=run, article=article, outcome="created", path=f"a/{number}.txt"
        )
    SourceAlias.objects.create(source=make_source("Reuters"), name="Reuter")
    outbox.drain()


NAMES = {
    "source": ("paper-1", "paper-2", "nobody"),
    "credit": ("reuter", "agency-3"),
    "tag": ("toll", "tag-4"),
    "section": ("Section 5",),
    "language": ("en",),
    "import": ("1", "77"),
    "date": ("1995", "undated"),
    "length": ("250-499",),
}
FILTERS = {
    **NAMES,
    **{f"not_{name}": (f"no-{name}", *keys[:1]) for name, keys in NAMES.items()},
}
# One that can pass: what is excluded is not what is asked for.
PASSING = {
    **{name: keys for name, keys in NAMES.items() if name in ("credit", "tag")},
    "not_source": ("paper-1", "paper-2"),
    "not_tag": ("tag-5", "tag-6"),
    "not_credit": ("agency-7",),
    "not_import": ("77",),
    "not_date": ("1995",),
}
FIELDS = (
    'harbour (source:"Paper 1" OR source:pap OR source:"Paper 3" OR credit:reuters) '
    "(credit:agency OR credit:reuter OR source:nobody) (tag:toll OR tag:none) "
    '(section:"Section 5" OR section:none OR lang:en OR lang:hindi OR import:1 '
    "OR import:5 OR file:1.txt OR file:none.txt OR is:copy OR words:>1) #toll"
)
PAGES: dict[str, Mapping[str, str | Iterable[str]]] = {
    "words": {"q": "harbour"},
    "a name of each kind": {"q": "reuters toll"},
    "all fields": {"q": FIELDS},
    "all filters": {"q": "harbour", **FILTERS},
    "filters that pass": {"q": FIELDS, **PASSING},
    "copies": {"q": FIELDS, "copies": "show", **PASSING},
    "dates": {"q": FIELDS, "from": "1992", "to": "2005-03", **PASSING},
    "nothing found": {"q": f"brigde {FIELDS}", **PASSING},
    "nothing found of a few words": {"q": "harbour brigde toll", **PASSING},
    "no query": {},
    "list": {"q": FIELDS, "view": "list", **PASSING},
    "lines": {"q": FIELDS, "view": "lines", **PASSING},
    "sorted lines": {"q": FIELDS, "view": "lines", "lines": "left", **PASSING},
    "the last page": {"q": "harbour", "page": "2"},
    "beyond the last page": {"q": "harbour", "page": "2000"},
    "100 a page": {"q": FIELDS, "per": "100", **PASSING},
    "another dialect": {"q": f"{FIELDS} W/5 toll", "dialect": "nexis", **PASSING},
    "a doubtful reading": {"q": "source:paper toll OR credit:agency bridge harbour"},
    "a headline": {"q": "Harbour toll rises: source says bridge, tag unknown"},
    "added lately": {"q": FIELDS, "newer": "3", **PASSING},
}


def query_count(client: Client, address: str) -> int:
    """Return how many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/search/", "/search.json"])
def test_no_page_of_results_asks_much(crowd: None, client: Client, path: str) -> None:
    counts = {
        name: query_count(client, f"{path}?{urlencode(asked, doseq=True)}")
        for name, asked in PAGES.items()
    }
    assert {name: n for name, n in counts.items() if n > MOST} == {}


def test_no_page_of_an_editor_asks_much(crowd: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("ada"))
    counts = {
        name: query_count(client, f"/search/?{urlencode(asked, doseq=True)}")
        for name, asked in PAGES.items()
    }
    assert {n: c for n, c in counts.items() if c > MOST + WHEN_SIGNED_IN} == {}


def test_the_worst_page_is_not_empty(crowd: None, client: Client) -> None:
    for name in ("all fields", "filters that pass", "copies", "dates", "lines"):
        query = urlencode(PAGES[name], doseq=True)
        assert client.get(f"/search.json?{query}").json()["total"] > 3, name


def test_more_names_ask_no_more(crowd: None, client: Client) -> None:
    names = " OR ".join(
        f"source:p{n} OR credit:a{n} OR tag:t{n} OR file:f{n}" for n in range(24)
    )
    query = urlencode({"q": f"harbour OR {names}"})
    assert query_count(client, f"/search/?{query}") <= MOST


def test_all_values_of_a_facet_ask_little(crowd: None, client: Client) -> None:
    query = urlencode(PASSING, doseq=True)
    assert query_count(client, f"/search/values/?facet=tag&{query}") <= 4


def test_when_an_article_was_added_is_asked_once(crowd: None, client: Client) -> None:
    without = query_count(client, "/search/?q=harbour")
    assert query_count(client, "/search/?q=harbour&newer=3") == without + 1


def test_many_kept_searches_ask_no_more(crowd: None, client: Client) -> None:
    ada = User.objects.create_user("ada")
    client.force_login(ada)
    counts = []
    for most in (2, 30):
        for n in range(SavedSearch.objects.count(), most):
            parameters = f"q=harbour+reuters+{n}&tag=tag-{n}"
            SavedSearch.objects.create(owner=ada, name=f"{n}", parameters=parameters)
            client.get(f"/search/?{parameters}")
        counts.append(query_count(client, "/saved/"))
    assert counts[0] == counts[1]
