"""Tells which articles and drafts a draft repeats, word for word or nearly so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from archive.importing.decisions import Memory
from archive.importing.kinship import CopyFinder
from archive.importing.lookups import Kin, kin_by_id, kin_of
from archive.importing.records import Draft


class Relatives:
    """What one batch of drafts repeats, of all that is stored or was decided before."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        identities: Mapping[str, Sequence[str]],
        *,
        memory: Memory,
        finder: CopyFinder,
    ) -> None:
        self.identities = identities
        self.memory = memory
        self.with_text: defaultdict[str, list[Kin]] = defaultdict(list)
        texts = {
            identity: draft.text_digest
            for draft in drafts
            for identity in identities[draft.key]
        }
        for kin in kin_of(texts) if texts else ():
            for name in {kin.text_digest, *kin.identities}:
                self.with_text[name].append(kin)
        found = finder.find(drafts, shelf=memory.shelf) if drafts else []
        self.alike = {draft.key: a for draft, a in zip(drafts, found, strict=True)}
        ids = {pk for alike in found for pk in alike.articles}
        self.articles = kin_by_id(ids) if ids else {}

    def with_text_of(self, draft: Draft) -> list[Kin]:
        """Return what has, or had when it was read, the text of a draft."""
        names = (draft.text_digest, *self.identities[draft.key])
        stored = [kin for name in names for kin in self.with_text.get(name, ())]
        kin = [k for k in stored if k.article_id not in self.memory.updated]
        return kin + self.memory.kin.get(draft.text_digest, [])

    def copies_of(self, draft: Draft) -> tuple[Kin, ...]:
        """Return all that a draft is a copy of; what has its very words comes first."""
        # A standing headline without text is no story that could have copies.
        if not draft.body:
            return ()
        same = [
            kin
            for kin in self.with_text_of(draft)
            if kin.has_body and kin.text_digest == draft.text_digest
        ]
        copies = {(k.article_id, k.key): k for k in (*same, *self._like(draft))}
        return tuple(copies.values())

    def _like(self, draft: Draft) -> list[Kin]:
        """Return what has nearly the words of a draft."""
        alike = self.alike[draft.key]
        stored = [
            self.articles[pk] for pk in alike.articles if pk not in self.memory.updated
        ]
        keys = (self.memory.shelf.keys[place] for place in alike.drafts)
        # A draft that is no article of its own stands for none.
        decided = (self.memory.by_key.get(key) for key in keys)
        return stored + [kin for kin in decided if kin]
