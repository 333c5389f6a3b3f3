"""Answers requests: matches, scores, order, facets."""
