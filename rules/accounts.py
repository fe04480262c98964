"""Whose account a notice is about: a person's or a business's, and whether withheld tax is in it."""

from functools import cache
from typing import Literal

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .case import Case
from .policy import group_of

Account = Literal["individual", "business"]
_BY_TIN: dict[str, Account] = {"ssn": "individual", "itin": "individual", "atin": "individual", "ein": "business"}
_BY_MASTER_FILE: dict[str, Account] = {"IMF": "individual", "BMF": "business"}


class _AccountsFile(Record):
    trust_fund_forms: tuple[str, ...]
    health_payment_codes: tuple[str, ...]


@cache
def _file() -> _AccountsFile:
    return load_model(package_file("rules", "accounts.yaml"), _AccountsFile)


def health_payment_codes() -> frozenset[str]:
    return frozenset(_file().health_payment_codes)


def account_of(case: Case) -> Account | None:
    """By the code, else by the forms printed, else by the kind of number; None where none of them tells."""
    if case.entry and case.entry.account in _BY_MASTER_FILE:
        return _BY_MASTER_FILE[case.entry.account]
    groups = [group for period in case.facts.tax_periods if (group := group_of(period.form))]
    accounts = {account for group in groups for account in group.accounts}
    if len(accounts) == 1:
        return _BY_MASTER_FILE[accounts.pop()]
    return _BY_TIN.get(case.facts.tin.type)


def has_trust_fund(case: Case) -> bool | None:
    """Whether a form printed reports withheld tax; None where a business notice names no form that is known."""
    forms = [_plain(period.form) for period in case.facts.tax_periods if period.form]
    if any(form in _file().trust_fund_forms for form in forms):
        return True
    known = bool(forms) and all(group_of(form) for form in forms)
    return False if known or account_of(case) == "individual" else None


def _plain(form: str) -> str:
    return "".join(c for c in form.upper() if c.isalnum()).removeprefix("FORM")
