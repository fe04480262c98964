"""The one place where settings become engines, a cache and the version that stands for both."""

from dataclasses import dataclass, field

from .cache import Cache, FolderCache, NoCache, ReplayOnly
from .drawn import DrawnPages, SheetsAtHand
from .ocr.engines import Engines
from .reader import ReaderSettings


@dataclass(frozen=True, slots=True)
class Workshop:
    """What reading needs: the engines, the cache, the pages drawn and the sheets seen last. `first` is the version of
    all that page readings depend on, `version` also that of the second reader."""

    engines: Engines
    cache: Cache
    first: str
    version: str
    drawn: DrawnPages = field(default_factory=DrawnPages)
    sheets: SheetsAtHand = field(default_factory=SheetsAtHand)


def furnish(settings: ReaderSettings, version: str) -> Workshop:
    """Raises ToolMissing when the first reader's models are not installed; no model is loaded yet."""
    engines = Engines(settings.long_side, settings.cascade, settings.tesseract, settings.tessdata)
    first = f"reader-{version} {engines.version} side={settings.long_side} cascade={int(settings.cascade)}"
    second = engines.tesseract.version if engines.tesseract else "none"
    return Workshop(engines, _cache(settings), first, f"{first} second={second}")


def _cache(settings: ReaderSettings) -> Cache:
    kept: Cache = FolderCache(settings.cache, settings.sealer) if settings.cache else NoCache()
    return ReplayOnly(kept, settings.replay) if settings.replay else kept
