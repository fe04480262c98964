"""Layouts that nothing is tuned on: they serve to report accuracy. Whoever works on reading does not look in here."""
