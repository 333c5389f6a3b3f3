"""What a reader asks of a page of results, as addresses write it."""
