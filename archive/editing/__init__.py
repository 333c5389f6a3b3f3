"""Editing one article, in front and in the admin."""
