"""Corrects many articles at once."""

import datetime
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from archive.correcting.applying import go_on, preview
from archive.correcting.forms import (
    CorrectionForm,
    CreditsForm,
    DateForm,
    DateFromTextForm,
    HeadlinesForm,
    LanguageForm,
    SectionForm,
    SourceForm,
    StateForm,
    TagsForm,
)
from archive.correcting.kind import Kind
from archive.correcting.showing import examples, left_alone
from archive.forms import join_names
from archive.locally import counted
from archive.management.english import in_english
from archive.management.indexing import update_index
from archive.models import Article, Correction, Import, ImportedFile
from archive.models.articles import ArticleQuerySet

WRONG_ARGUMENTS = 2
EXAMPLES = 5


class Command(BaseCommand):
    help = "Correct articles: which, and what; each correction can be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        _add_which(parser)
        _add_what(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; change nothing"
        )

    def handle(self, *, dry_run: bool, verbosity: int, **options: Any) -> None:
        articles, kind = _which(options), _what(options)
        ids = list(articles.order_by("pk").values_list("pk", flat=True))
        correction = preview(kind, ids, by=None)
        self._show(correction)
        if dry_run:
            correction.delete()
            with in_english():
                would = counted(correction.article_count, "article")
                self.stdout.write(f"{would} would be changed: {kind}")
            return
        go_on(correction)
        with in_english():
            self.stdout.write(
                f"{correction}: {counted(correction.done_count, 'article')} changed: "
                f"{kind}. To take it back: manage.py undo_correction {correction.pk}"
            )
        update_index(self, verbosity=verbosity, done="the articles are corrected")

    @in_english()
    def _show(self, correction: Correction) -> None:
        """Say what is left alone, and how the first articles change."""
        alone = left_alone(correction)
        for reason, count in alone.reasons:
            self.stdout.write(f"{counted(count, 'article')} left alone: {reason}")
        for article, reason in alone.named[:EXAMPLES]:
            self.stdout.write(f"  article {article.pk}, {article}: {reason}")
        for example in examples(correction)[:EXAMPLES]:
            told = "; ".join(str(difference) for difference in example.differences)
            self.stdout.write(f"  article {example.article.pk}: {told}")


def _add_which(parser: CommandParser) -> None:
    which = parser.add_argument_group("which articles; several narrow each other")
    which.add_argument("--all", action="store_true", help="every article")
    which.add_argument("--undated", action="store_true", help="without a date")
    which.add_argument("--untagged", action="store_true", help="without a tag")
    which.add_argument(
        "--import", type=int, dest="import_id", metavar="ID",
        help="brought or seen by an import",
    )  # fmt: skip
    which.add_argument(
        "--article", type=int, action="append", dest="articles", metavar="ID",
        help="this one; may be repeated",
    )  # fmt: skip


def _add_what(parser: CommandParser) -> None:
    what = parser.add_argument_group("what to do, one of")
    what.add_argument(
        "--date-from-text", action="append", metavar="LINE",
        help="read the date from a line such as “date DAY.MONTH.YEAR”; "
        "may be repeated",
    )  # fmt: skip
    what.add_argument(
        "--take-line-out", action="store_true",
        help="with --date-from-text: and take that line out of the text",
    )  # fmt: skip
    what.add_argument("--date", metavar="YYYY-MM-DD", help="or none, to clear it")
    what.add_argument("--source", metavar="NAME", help="or none, to clear it")
    what.add_argument(
        "--credit", action="append", default=[], metavar="NAME",
        help="or none, to clear them; may be repeated",
    )  # fmt: skip
    for verb in ("add", "remove"):
        what.add_argument(
            f"--{verb}-tag", action="append", default=[], metavar="NAME",
            help="may be repeated",
        )  # fmt: skip
    what.add_argument("--section", metavar="NAME", help="or none, to clear it")
    what.add_argument("--language", metavar="CODE", help="or none, to clear it")
    what.add_argument(
        "--accept-headlines", action="store_true",
        help="make derived headlines the articles' own",
    )  # fmt: skip
    what.add_argument("--state", choices=StateForm.WAYS, help="who sees them")


def _which(options: dict[str, Any]) -> ArticleQuerySet:
    articles = Article.objects.all()
    asked = [
        name
        for name in ("all", "undated", "untagged", "import_id", "articles")
        if options[name]
    ]
    if not asked:
        raise _wrong("say which articles: --undated, --import ID, ... or --all")
    if options["undated"]:
        articles = articles.undated()
    if options["untagged"]:
        articles = articles.filter(tags=None)
    if options["articles"]:
        articles = articles.filter(pk__in=options["articles"])
    if options["import_id"]:
        if not Import.objects.filter(pk=options["import_id"]).exists():
            raise _wrong(f"there is no import {options['import_id']}")
        files = ImportedFile.objects.filter(import_run=options["import_id"])
        articles = articles.filter(pk__in=files.values("article"))
    return articles


def _what(options: dict[str, Any]) -> Kind:
    """Fill in the form that asks for the one thing to do."""
    typed: dict[type[CorrectionForm], dict[str, Any]] = {
        DateFromTextForm: {
            "patterns": "\n".join(options["date_from_text"] or ()),
            "takes_out": options["take_line_out"],
        },
        DateForm: {"day": _day(options["date"])},
        SourceForm: {"source": options["source"]},
        CreditsForm: {"credits": join_names(options["credit"])},
        TagsForm: {
            "add": join_names(options["add_tag"]),
            "remove": join_names(options["remove_tag"]),
        },
        SectionForm: {"section": options["section"]},
        LanguageForm: {"language": options["language"]},
        HeadlinesForm: {"accepted": options["accept_headlines"]},
        StateForm: {"state": options["state"]},
    }
    asked = [form for form, values in typed.items() if any(values.values())]
    if len(asked) != 1:
        raise _wrong("say one thing to do, such as --date-from-text or --add-tag")
    (kind_of,) = asked
    values = typed[kind_of]
    if kind_of is not TagsForm:
        values = {name: "" if v == "none" else v for name, v in values.items()}
    form = kind_of(values)
    if form.is_valid():
        return form.kind()
    raise _wrong(" ".join(str(one) for found in form.errors.values() for one in found))


def _day(text: str | None) -> str | None:
    """Return a day that is written in one way only, or what clears it."""
    if text is None or text == "none":
        return text
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise _wrong("write the date as 2025-10-30, or none") from error


def _wrong(message: str) -> CommandError:
    return CommandError(message, returncode=WRONG_ARGUMENTS)
