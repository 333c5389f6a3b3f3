"""Hands articles out as files, each of which begins with how they were found."""
