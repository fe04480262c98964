"""File names as offices give them, and names that break programs."""

from collections.abc import Callable
from random import Random

from .formats import ENDINGS, Format

FOLDERS = ("", "", "", "inbox/", "inbox/2019-03/", "from clients/", "scanner 2/")
_CLIENTS = (
    "Carmody",
    "Pruitt",
    "Okafor",
    "Sorel",
    "Vrba",
    "Eldridge",
    "Nakamura",
    "Delgado",
    "O'Shea",
    "van der Meer",
)
# "#" stands for a running number, "@" for a client. A nine-digit number is a taxpayer's in many an office.
_PLAIN = ("scan#", "SCAN_#", "@ notice #", "IRS @ #", "Doc-#", "2019-03-04 @ #", "img#", "@_#_final", "batch #")
_WILD = (
    "notice (#) copy – final",
    "año fiscal @ #",
    "скан #",
    "受信 #",
    "📠 fax #",
    "-rf #",
    "--out=#",
    "line one\nline two #",
    "tab\there #",
    "@ 987654320 #",
    "ssn 987-65-4321 @ #",
    'quote\'d "@" #',
    "semi;colon & $HOME `#`",
    "100% done #%s {0}",
    "<b>bold</b> #",
    " leading and trailing # ",
    "UPPER.PDF.pdf #",
    "[brackets]{braces} #",
    "=1+1 #",
    "CON #",
    "a" * 180 + " #",
)
_UNDECODABLE = "caf\udce9 #"  # the byte E9 of another encoding, as Python shows it
_WRONG_ENDINGS = (".pdf", ".tif", ".jpg", ".PDF", ".doc", ".txt", "", ".pdf.pdf")


class NameGiver:
    """Gives each file a name of its own. `wild` is the share of names that break programs.

    `encodable` leaves out names whose bytes are no text, which a ZIP's directory can't hold.
    """

    def __init__(
        self, rng: Random, taken: Callable[[str], bool], wild: float = 0.12, *, encodable: bool = False
    ) -> None:
        self._rng, self._taken, self._wild = rng, taken, wild
        self._wild_stems = _WILD if encodable else (*_WILD, _UNDECODABLE)
        self._count = 0

    def name(self, form: Format | str, folder: str | None = None) -> str:
        """A new name; `form` is a format, or an ending with its dot. `folder` None picks one."""
        place = self._rng.choice(FOLDERS) if folder is None else folder
        while True:
            self._count += 1
            name = place + self._stem() + self._ending(form)
            if not self._taken(name):
                return name

    def wild_names(self, form: Format) -> list[str]:
        """Every kind of wild name once."""
        return [self._filled(stem) + ENDINGS[form] for stem in (*_WILD, _UNDECODABLE)]

    def _stem(self) -> str:
        wild = self._rng.random() < self._wild
        return self._filled(self._rng.choice(self._wild_stems if wild else _PLAIN))

    def _filled(self, stem: str) -> str:
        self._count += 1
        return stem.replace("#", f"{self._count:04d}").replace("@", self._rng.choice(_CLIENTS))

    def _ending(self, form: Format | str) -> str:
        if form.startswith("."):
            return form
        if self._rng.random() < self._wild / 3:
            return self._rng.choice(_WRONG_ENDINGS)
        return next(ending for known, ending in ENDINGS.items() if known == form)
