"""Cites articles: what is known of each, in the styles that people ask for."""
