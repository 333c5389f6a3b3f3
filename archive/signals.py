"""Announces changes that Django sends no signal for."""

from django.dispatch import Signal

# Sent by whoever changes many articles at once, inside the same transaction.
# Arguments: ids, an iterable of article ids.
articles_changed = Signal()
