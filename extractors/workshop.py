"""The one place where settings become engines, a cache and the version that stands for both."""

from .cache import Cache, FolderCache, NoCache, ReplayOnly
from .ocr.engines import Engines
from .pagework import Workshop
from .reader import ReaderSettings


def furnish(settings: ReaderSettings, version: str) -> Workshop:
    """Raises ToolMissing when the first reader's models are not installed; no model is loaded yet."""
    engines = Engines(settings.long_side, settings.cascade, settings.tesseract, settings.tessdata)
    first = f"reader-{version} {engines.version} side={settings.long_side} cascade={int(settings.cascade)}"
    second = engines.tesseract.version if engines.tesseract else "none"
    return Workshop(engines, _cache(settings), first, f"{first} second={second}")


def _cache(settings: ReaderSettings) -> Cache:
    kept: Cache = FolderCache(settings.cache, settings.sealer) if settings.cache else NoCache()
    return ReplayOnly(kept, settings.replay) if settings.replay else kept
