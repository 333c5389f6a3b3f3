"""What can become of a draft, and what a run must remember of its own decisions."""

from collections import defaultdict
from dataclasses import dataclass

from archive.importing.kinship import Shelf
from archive.importing.lookups import Kin, KnownFile
from archive.importing.records import Draft
from archive.models import ImportedFile

# Reports count what says so.
IN_TRASH = "is in the trash"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What becomes of a draft."""

    draft: Draft
    outcome: ImportedFile.Outcome
    identity: str
    article_id: int | None = None  # when it has one already
    original_id: int | None = None
    kin: Kin | None = None  # what it is a duplicate or a copy of
    copies: tuple[Kin, ...] = ()  # all that it is a copy of
    note: str = ""

    def reason(self, *, kin_id: int | None) -> str:
        """Return what to tell of it; kin_id: of the article that it is the same as."""
        notes = list(self.draft.notes)
        if self.kin is not None:
            names = [f"article {kin_id}"] if kin_id else []
            named = ", ".join([*names, *filter(None, [self.kin.path])])
            trashed = f", which {IN_TRASH}" if self.kin.is_trashed else ""
            if self.outcome == ImportedFile.Outcome.DUPLICATE:
                notes = [f"same as {named}{trashed}"]
            else:
                notes.append(f"{self._likeness} {named}{trashed}")
        elif self.outcome == ImportedFile.Outcome.UNCHANGED:
            notes = []
        return "; ".join(filter(None, (*notes, self.note)))

    @property
    def _likeness(self) -> str:
        is_equal = self.kin and self.kin.text_digest == self.draft.text_digest
        return "same text as" if is_equal else "nearly the same text as"


def told_of(file: KnownFile, *, note: str = "") -> str:
    """Return what to tell of a file that is unchanged: is its article in the trash?"""
    in_trash = f"article {file.article_id} {IN_TRASH}" if file.is_trashed else ""
    return "; ".join(filter(None, (note, in_trash)))


class Memory:
    """What was decided and is not in the database yet: by a batch, or by a dry run."""

    def __init__(self) -> None:
        self.kin: defaultdict[str, list[Kin]] = defaultdict(list)
        self.by_key: dict[str, Kin] = {}
        self.shelf = Shelf()
        self.linked: set[int] = set()  # articles that another file repeats
        self.updated: set[int] = set()  # articles whose text in the database is old
        self.moved: set[str] = set()  # keys of files found under a new name

    def close(self) -> None:
        """Forget what is remembered."""
        self.shelf.close()

    def add(self, draft: Draft, *, identity: str, article_id: int | None) -> None:
        """Remember an article as it will be."""
        kin = self.by_key[draft.key] = Kin(
            key=draft.key,
            path=draft.path,
            text_digest=draft.text_digest,
            identities=(identity,),
            has_body=bool(draft.body),
            article_id=article_id,
        )
        self.kin[draft.text_digest].append(kin)
