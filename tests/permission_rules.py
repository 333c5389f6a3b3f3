"""Who may see which address: one line for each, by its name in the URL configuration.

A new address wants a line here: `"article-edit": editors(pk="article")` says that
editors and administrators may, and that a sample is made of the world's article. An
address of the admin without a name stands under its route.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Who(IntEnum):
    """The least that somebody must be."""

    # Even before sign-in to a private archive.
    OPEN = 0
    # Readers: whoever comes, or in a private archive whoever is signed in.
    EVERYONE = 1
    SIGNED_IN = 2
    EDITOR = 3
    ADMINISTRATOR = 4
    NOBODY = 5


@dataclass(frozen=True)
class Rule:
    """Who may look at an address, who may send something to it, and a sample of it.

    arguments: what it is made of: names of the world, or texts that are none.
    posted: what it needs to know what is meant, in the same way.
    """

    get: Who
    post: Who
    arguments: dict[str, str]
    query: str = ""
    posted: dict[str, str] = field(default_factory=dict)


def everyone(*, post: Who = Who.EVERYONE, query: str = "", **arguments: str) -> Rule:
    """Readers may look at it."""
    return Rule(Who.EVERYONE, post, arguments, query)


def signed_in(**arguments: str) -> Rule:
    """Whoever has an account may, with what is their own."""
    return Rule(Who.SIGNED_IN, Who.SIGNED_IN, arguments)


def editors(
    *, post: Who = Who.EDITOR, query: str = "", posted: str = "", **arguments: str
) -> Rule:
    """Editors and administrators may; posted: as "first=tag second=other_tag"."""
    fields = dict(pair.split("=") for pair in posted.split())
    return Rule(Who.EDITOR, post, arguments, query, fields)


def administrators(**arguments: str) -> Rule:
    """Administrators may."""
    return Rule(Who.ADMINISTRATOR, Who.ADMINISTRATOR, arguments)


def nobody(**arguments: str) -> Rule:
    """It leads nowhere."""
    return Rule(Who.NOBODY, Who.NOBODY, arguments)


def always(**arguments: str) -> Rule:
    """It is needed to sign in, or holds a key of its own."""
    return Rule(Who.OPEN, Who.OPEN, arguments)


def rows(
    model: str,
    *,
    see: Who = Who.EDITOR,
    change: Who = Who.EDITOR,
    add: Who = Who.EDITOR,
    delete: Who = Who.EDITOR,
) -> dict[str, Rule]:
    """Give the rules of a table's pages in the admin."""
    app, _, name = model.partition("_")
    one = {"object_id": name}
    return {
        f"admin:{model}_changelist": Rule(see, see, {}),
        f"admin:{model}_add": Rule(add, add, {}),
        f"admin:{model}_change": Rule(see, change, one),
        f"admin:{model}_history": Rule(see, see, one),
        f"admin:{model}_delete": Rule(delete, delete, one),
        # Leads on to the page that changes it.
        f"admin/{app}/{name}/<path:object_id>/": editors(object_id=name),
    }


def read_only(model: str) -> dict[str, Rule]:
    """Give the rules of a table that editors see and nobody changes in the admin."""
    return rows(model, change=Who.NOBODY, add=Who.NOBODY, delete=Who.NOBODY)


PAGES = {
    "home": everyone(),
    "search": everyone(query="q=harbour"),
    "correct-selected": editors(query="q=harbour"),
    "export-selected": everyone(query="q=harbour"),
    "search-export": everyone(query="q=harbour"),
    "search-values": everyone(query="facet=tag"),
    "search-values-json": everyone(query="facet=tag"),
    "search-json": everyone(query="q=harbour"),
    "search-feed": everyone(query="q=harbour", suffix="atom"),
    "articles-feed": everyone(suffix="feed.json"),
    "tag-feed": everyone(key="ports", suffix="atom"),
    "source-feed": everyone(key="brovik-courier", suffix="atom"),
    "day-feed": everyone(year="2024", month="3", day="5", suffix="atom"),
    # Names addresses, and nothing of articles.
    "opensearch": always(),
    "search-suggest": everyone(query="q=har"),
    "lines-csv": everyone(query="q=harbour"),
    "search-complete": everyone(query="q=har"),
    "search-advanced": everyone(),
    "search-help": everyone(),
    "saved": everyone(post=Who.SIGNED_IN),
    "combined": everyone(query="searches=1"),
    "forget-recent": everyone(),
    "saved-search": signed_in(pk="saved"),
    "saved-search-new": signed_in(pk="saved"),
    "rename-saved-search": signed_in(pk="saved"),
    "delete-saved-search": signed_in(pk="saved"),
    "saved-search-feed": signed_in(pk="saved", suffix="atom"),
    "saved-opml": signed_in(),
    "article-short": everyone(pk="article"),
    "article": everyone(pk="article", slug="slug"),
    "article-edit": editors(pk="article"),
    "article-copies": editors(pk="article"),
    "article-compare": everyone(pk="article", other="copy"),
    "citation-file": everyone(pk="article", suffix="ris"),
    "unapi": everyone(),
    "names": editors(query="q=r"),
    "remove-samples": administrators(),
    "tags": everyone(),
    "tag": everyone(key="ports"),
    "rename-tag": editors(key="ports"),
    "merge-tags": editors(),
    "alike-tags": editors(),
    "keep-tags-apart": editors(posted="first=tag second=other_tag"),
    "sources": everyone(),
    "source": everyone(key="brovik-courier"),
    "rename-source": editors(key="brovik-courier"),
    "merge-sources": editors(),
    "alike-sources": editors(),
    "keep-sources-apart": editors(posted="first=source second=other_source"),
    "years": everyone(),
    "year": everyone(year="2024"),
    "month": everyone(year="2024", month="3"),
    "day": everyone(year="2024", month="3", day="5"),
    "undated": everyone(),
    "attention": editors(),
    "attention-copies": editors(posted="group=copy_group"),
    "attention-trailers": editors(),
    "attention-newer": editors(),
    # Without one it leads to the article.
    "article-newer": editors(pk="article"),
    "import": editors(),
    "import-run": editors(pk="import"),
    "import-standing": editors(pk="import"),
    "import-act": editors(pk="import"),
    "watched-feeds": editors(),
    "add-watched-feed": editors(),
    "watched-feed-act": editors(pk="watched_feed"),
    "keys": everyone(),
    "about": everyone(),
    "appearance": always(),
    "doctor": administrators(),
    "robots": always(),
    # Until the owner wants the archive to be found.
    "sitemap": nobody(),
    "sitemap-part": nobody(part="1"),
    "favicon": always(),
}
PEOPLE = {
    "login": always(),
    "sign-in-code": always(),
    "logout": always(),
    "feed-by-key": always(key="feed_key", path="search.atom"),
    "account": signed_in(),
    "change-password": signed_in(),
    "second-factor": signed_in(),
    "remove-second-factor": signed_in(),
    "renew-recovery-codes": signed_in(),
    "end-sign-in": signed_in(pk="sign_in"),
    "end-other-sign-ins": signed_in(),
    "make-feed-key": signed_in(),
    "revoke-feed-key": signed_in(),
}
ADMIN = {
    "admin:index": editors(),
    "admin:app_list": editors(app_label="archive"),
    # Leads on to sign-in; whoever is signed in and no editor is refused.
    "admin:login": editors(),
    # Signs nobody out who was not in; all others are led to the admin's first page.
    "admin:logout": always(),
    "admin:password_change": editors(),
    "admin:password_change_done": editors(),
    "admin:autocomplete": editors(
        query="app_label=archive&model_name=article&field_name=tags"
    ),
    "admin:jsi18n": editors(),
    "admin:view_on_site": editors(content_type_id="article_type", object_id="article"),
    "admin/(?P<url>.*)$": nobody(url="no/such/page/"),
    **rows("archive_article", delete=Who.ADMINISTRATOR),
    "admin:archive_article_correct": editors(),
    "admin:archive_article_headlines": editors(),
    "admin:archive_article_trash": editors(post=Who.ADMINISTRATOR),
    "admin:archive_article_bring_back": editors(pk="article", change_id="change"),
    **rows("archive_source"),
    **rows("archive_tag"),
    **rows("archive_rule"),
    "admin:archive_rule_reread": editors(),
    **read_only("archive_import"),
    **read_only("archive_importedfile"),
    **read_only("archive_correction"),
    "admin:archive_correction_apply": editors(pk="correction"),
    "admin:archive_correction_undo": editors(pk="correction"),
    **rows(
        "auth_user",
        see=Who.ADMINISTRATOR,
        change=Who.ADMINISTRATOR,
        add=Who.ADMINISTRATOR,
        delete=Who.ADMINISTRATOR,
    ),
    "admin:auth_user_password_change": administrators(id="user"),
}
RULES: dict[str, Rule] = {**PAGES, **PEOPLE, **ADMIN}
