"""Papers that are no notices, and separator sheets, as vector PDFs.

A paper often quotes a notice that lies beside it (code, date, amount): what is quoted must never be taken for the
notice itself.
"""

from collections.abc import Callable
from random import Random

from . import client, forms, inserts, separators, state
from .about import About, about_nobody, about_notice

__all__ = ["INSERTS", "PAPERS", "SEPARATORS", "About", "about_nobody", "about_notice", "draw_paper"]

_Drawer = Callable[[About, Random], bytes]

PAPERS: dict[str, _Drawer] = {
    "client letter": client.cover_letter,
    "fax cover sheet": client.fax_cover,
    "envelope": client.envelope,
    "copied check": client.check_copy,
    "W-2": forms.wage_statement,
    "1099-INT": forms.payer_statement,
    "bank statement": forms.bank_statement,
    "page of a tax return": forms.return_page,
    "state revenue department's bill": state.state_letter,
}
INSERTS: dict[str, _Drawer] = {
    "insert: Notice 746": inserts.penalty_leaflet,
    "insert: Form 12153": inserts.hearing_form,
    "insert: Publication 1": inserts.rights_leaflet,
}
SEPARATORS: dict[str, _Drawer] = {
    "Patch T sheet": separators.patch_sheet,
    "printed separator": separators.printed_sheet,
}


def draw_paper(kind: str, about: About, rng: Random) -> bytes:
    """A one-page PDF of `kind`, a key of `PAPERS`, `INSERTS` or `SEPARATORS` (KeyError for another)."""
    return (PAPERS | INSERTS | SEPARATORS)[kind](about, rng)
