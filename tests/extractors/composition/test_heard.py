"""What a person sees of a field's readings: every place, every reader, and no taxpayer number."""

from .test_pages import HINDS, SecondReader, compose, numbered


def test_every_place_and_every_reader_of_a_field_is_kept():
    facts = compose(numbered(*HINDS.all()), SecondReader()).notices[0]
    for name in ("notice_code", "notice_date", "tax_periods", "tin.last4", "amount_due", "due_date"):
        assert facts.heard[name], name
    first = facts.heard["amount_due"][0]
    assert (first.by, first.value, first.page) == ("first", facts.fields["amount_due"].value, 1)
    assert {h.place for h in facts.heard["amount_due"]} >= {facts.fields["amount_due"].method.split()[0].rstrip(",;")}


def test_no_reading_shows_more_of_a_taxpayer_number_than_its_last_digits():
    facts = compose(numbered(*HINDS.all()), SecondReader()).notices[0]
    digits = ["".join(c for c in h.raw if c.isdigit()) for h in facts.heard["tin.last4"]]
    assert digits
    assert all(len(d) <= 4 for d in digits)
