"""What tests of rules share: rules, piles that they read, and reading again."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from archive.correcting.applying import go_on
from archive.correcting.rereading import preview_rereading
from archive.correcting.surveying import survey
from archive.editing.saving import save_edit
from archive.importing.built_in import current_rules
from archive.importing.pipeline import import_articles
from archive.models import Article, Correction, Rule
from tests.factories import write_house

NOTICE = "© Brovik Courier 2024"


def make_rule(pattern: str, *, place: str = "trailer", **facts: Any) -> Rule:
    """Store a rule as the admin does, checked."""
    rule = Rule(name=facts.pop("name", pattern), pattern=pattern, place=place, **facts)
    rule.full_clean()
    rule.save()
    return rule


def date_rule() -> Rule:
    """Store a rule for dates such as 30.10.25."""
    return make_rule("date DAY.MONTH.YEAR", place="header")


def import_pile(
    folder: Path, *texts: str, trailer: str = "", date: str = "2024-03-05"
) -> list[Article]:
    """Import house files with one date line and trailer; return the articles."""
    for number, text in enumerate(texts):
        write_house(folder / f"{number:03}.txt", text, date=date, trailer=trailer)
    import_articles([folder])
    return list(Article.objects.order_by("pk"))


def reread() -> Correction:
    """Read again, and apply what that gives."""
    correction = preview_rereading(by=None)
    go_on(correction)
    return correction


def edit(article: Article, **facts: object) -> None:
    """Save an edit by hand."""
    ada, _ = User.objects.get_or_create(username="ada")
    for name, value in facts.items():
        setattr(article, name, value)
    save_edit(article, changed=facts.keys(), by=ada, why="edited")


def days() -> list[str]:
    """Return the articles' days, None where there is none."""
    rows = Article.objects.order_by("pk").values_list("published_on", flat=True)
    return [str(day) for day in rows]


def waiting() -> int:
    """Return how many articles the rules read otherwise."""
    return len(survey(current_rules()).to_read)
