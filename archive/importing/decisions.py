"""What can become of a draft, and what a run must remember of its own decisions."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.importing import notes
from archive.importing.kinship import Shelf
from archive.importing.lookups import Kin, KnownFile
from archive.importing.records import Draft
from archive.models import ImportedFile


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
        if self.kin is not None:
            found = self._repeats(self.kin, kin_id=kin_id)
        elif self.outcome == ImportedFile.Outcome.UNCHANGED:
            found = []
        else:
            found = [*self.draft.notes]
        return "; ".join(filter(None, (*found, self.note)))

    def _repeats(self, kin: Kin, *, kin_id: int | None) -> list[str]:
        number = _("article {number}").format(number=kin_id) if kin_id else ""
        named = ", ".join(filter(None, [number, kin.path]))
        if self.outcome == ImportedFile.Outcome.DUPLICATE:
            return [str(notes.SAME[kin.is_trashed]).format(article=named)]
        is_equal = kin.text_digest == self.draft.text_digest
        alike = notes.SAME_TEXT if is_equal else notes.NEARLY
        return [*self.draft.notes, str(alike[kin.is_trashed]).format(article=named)]


def told_of(file: KnownFile, *, note: str = "") -> str:
    """Return what to tell of a file that is unchanged: is its article in the trash?"""
    if not file.is_trashed:
        return note
    in_trash = str(notes.IN_TRASH).format(number=file.article_id)
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
