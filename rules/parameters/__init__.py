"""Figures of the law and of practice, each with its first day in force and its citation. Read by `rules.law`."""
