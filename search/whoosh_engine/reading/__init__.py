"""Reads one state of the index: words, postings and places, through a cache."""
