"""What tests of imports share: two stories, and ways to look at what became of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from archive.importing.built_in import built_in_rules
from archive.importing.drafts import Labels, make_draft
from archive.importing.records import Draft, FoundFile, Record, Refusal
from archive.importing.rules import RuleSet
from archive.models import Import, ImportedFile
from archive.signals import articles_changed

STORY = "The ferry crews voted on Tuesday to go on with the strike."
OTHER = "The council of Brovik opened the new bridge a week early."


@contextmanager
def announced() -> Iterator[list[int]]:
    """Collect the ids of articles that are announced as changed."""
    collected: list[int] = []

    def listen(ids: list[int], **kwargs: object) -> None:
        collected.extend(ids)

    articles_changed.connect(listen)
    try:
        yield collected
    finally:
        articles_changed.disconnect(listen)


def outcomes() -> dict[str, str]:
    """Return the outcomes of the last import's files by path."""
    return dict(Import.objects.latest("id").files.values_list("path", "outcome"))


def reason(path: str) -> str:
    """Return what the last import says of a file."""
    return str(ImportedFile.objects.filter(path=path).latest("id").reason)


def draft(record: Record) -> Draft | Refusal:
    """Return what the rules make of a record."""
    file = FoundFile(root="pile", path="001.txt", location="")
    return make_draft(
        record,
        file=file,
        labels=Labels(),
        rules=RuleSet(built_in_rules()),
    )
