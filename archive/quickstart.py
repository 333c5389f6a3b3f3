"""Sets an archive up, as far as that is not done yet."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db.models import Q

from archive.importing.pipeline import import_articles
from archive.models import Article, Import
from archive.secrets import make_password

ADMINISTRATOR = "admin"
SAMPLES = Path(__file__).parent / "samples"


def set_up(articles: Path | None, *, out: OutputWrapper) -> None:
    """Make database, static files, first articles, index and administrator.

    Each step looks at what is there, so that setting up again changes nothing.
    """
    out.write(f"Data folder: {settings.DATA_DIR}")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if articles is None and is_untouched():
        import_articles([SAMPLES / "house", SAMPLES / "papers.jsonl"], is_sample=True)
        out.write(f"Imported {Article.objects.count()} sample articles.")
    _bring_index_up_to_date(out=out)
    if articles is not None:
        _import_own(articles, out=out)
    if password := make_administrator():
        out.write(
            f"Administrator: {ADMINISTRATOR}, password: {password} (shown only now)"
        )


def is_untouched() -> bool:
    """Tell whether nobody imported, wrote or removed anything yet.

    Samples whose import was cut short are imported again; it goes on where it was.
    """
    imports = Import.objects.exclude(is_sample=True, finished_at=None)
    written = Article.objects.filter(files=None)
    return not imports.exists() and not written.exists()


def make_administrator() -> str | None:
    """Make an administrator if there is none, and return the password."""
    if User.objects.filter(Q(is_superuser=True) | Q(username=ADMINISTRATOR)).exists():
        return None
    password = make_password()
    User.objects.create_superuser(ADMINISTRATOR, password=password)
    return password


def _import_own(articles: Path, *, out: OutputWrapper) -> None:
    # The command updates the index itself, which must be there by now.
    try:
        call_command("import_articles", str(articles), stdout=out)
    except CommandError as error:
        # Some files failed; the others are in and can be read.
        out.write(str(error))


def _bring_index_up_to_date(*, out: OutputWrapper) -> None:
    try:
        call_command("update_index", stdout=out)
    except CommandError:
        # Missing, or of another version: made anew from the database.
        call_command("rebuild_index", stdout=out)
