"""The layouts in which notices are drawn: one module each, listed in `book`."""
