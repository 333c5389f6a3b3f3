"""A query as a form: all of these words, none of those, near each other, in a field."""
