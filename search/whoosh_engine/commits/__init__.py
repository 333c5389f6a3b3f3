"""Keeps segments in a Whoosh index: commits, generations, rebuilds."""
