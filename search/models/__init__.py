"""What search keeps in the database: what waits for the index, and saved searches."""

from search.models.pending import PendingChange, PendingChangeQuerySet
from search.models.saved import SavedSearch

__all__ = ["PendingChange", "PendingChangeQuerySet", "SavedSearch"]
