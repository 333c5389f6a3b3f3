"""Makes segments: from documents, and from other segments."""
