"""Feeds: what a page lists, for programs that look again and again."""
