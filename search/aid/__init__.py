"""Helps when little is found: what is amiss, and which searches find more."""
