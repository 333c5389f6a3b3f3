"""Feeds of others, read for their new articles."""
