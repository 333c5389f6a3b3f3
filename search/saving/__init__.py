"""Searches that a person keeps, and those that a browser remembers."""
