"""Sets of documents: ascending numbers when they are few, a mask when many."""

from __future__ import annotations

import numpy as np

from search.whoosh_engine.segments.arrayfile import Array

# A mask is worth its bytes when more than one document in so many is in the set.
SPARSE = 32


class DocSet:
    """An immutable set of document numbers below `size`; threads may share it."""

    __slots__ = ("_count", "_docs", "_mask", "size")

    def __init__(
        self, size: int, *, docs: Array | None = None, mask: Array | None = None
    ) -> None:
        """Take ascending numbers, (n,) int64, or a mask, (size,) bool, or both."""
        self.size = size
        self._docs = docs
        self._mask = mask
        self._count = -1 if docs is None else len(docs)

    @classmethod
    def none(cls, size: int) -> DocSet:
        """Return the empty set."""
        return cls(size, docs=np.zeros(0, np.int64))

    def __len__(self) -> int:
        if self._count < 0 and self._mask is not None:
            self._count = int(np.count_nonzero(self._mask))
        return self._count

    def alone(self) -> DocSet:
        """Return the same set, what it works out later being its own."""
        return self if self._mask is None else DocSet(self.size, mask=self._mask)

    @property
    def is_sparse(self) -> bool:
        """Whether the set is handled by its numbers."""
        return self._mask is None

    @property
    def docs(self) -> Array:
        """The numbers, ascending, (n,) int64."""
        if self._docs is None:
            self._docs = np.flatnonzero(self.mask)
        return self._docs

    @property
    def mask(self) -> Array:
        """The mask, (size,) bool."""
        if self._mask is not None:
            return self._mask
        mask = np.zeros(self.size, bool)
        mask[self._docs] = True
        return mask

    @property
    def nbytes(self) -> int:
        """The bytes of its arrays when it was made."""
        return 8 * len(self) if self._mask is None else self.size

    def contains(self, docs: Array) -> Array:
        """Say of each of some numbers whether it is in the set, (n,) bool."""
        if self._mask is not None:
            return self._mask[docs]
        return among(docs, self.docs)

    def __and__(self, other: DocSet) -> DocSet:
        few, many = sorted((self, other), key=lambda docset: not docset.is_sparse)
        if few.is_sparse:
            if many.is_sparse and len(many) < len(few):
                few, many = many, few
            return DocSet(self.size, docs=few.docs[many.contains(few.docs)])
        return DocSet(self.size, mask=few.mask & many.mask)

    def __or__(self, other: DocSet) -> DocSet:
        if self.is_sparse and other.is_sparse:
            docs = np.union1d(self.docs, other.docs)
            return from_docs(docs, self.size)
        if self.is_sparse or other.is_sparse:
            few, many = (self, other) if self.is_sparse else (other, self)
            mask = many.mask.copy()
            mask[few.docs] = True
            return DocSet(self.size, mask=mask)
        return DocSet(self.size, mask=self.mask | other.mask)

    def __sub__(self, other: DocSet) -> DocSet:
        if self.is_sparse:
            return DocSet(self.size, docs=self.docs[~other.contains(self.docs)])
        if other.is_sparse:
            mask = self.mask.copy()
            mask[other.docs] = False
            return DocSet(self.size, mask=mask)
        # True above False: in this one and not in the other.
        return DocSet(self.size, mask=self.mask > other.mask)


def from_docs(docs: Array, size: int) -> DocSet:
    """Return the set of ascending numbers, with a mask when they are many."""
    if len(docs) * SPARSE <= size:
        return DocSet(size, docs=docs)
    mask = np.zeros(size, bool)
    mask[docs] = True
    return DocSet(size, mask=mask)


def from_mask(mask: Array) -> DocSet:
    """Return the set of a mask, as numbers when they are few."""
    count = int(np.count_nonzero(mask))
    if count * SPARSE > len(mask):
        return DocSet(len(mask), mask=mask)
    return DocSet(len(mask), docs=np.flatnonzero(mask))


def among(values: Array, ascending: Array) -> Array:
    """Say of each value whether it stands among ascending ones, (n,) bool."""
    if not len(ascending):
        return np.zeros(len(values), bool)
    places = np.searchsorted(ascending, values)
    places[places == len(ascending)] = 0
    found: Array = ascending[places] == values
    return found
