"""A PDF page from its text layer, where the layer holds up against the page as drawn."""

from pathlib import Path

from schemas.reading import PageReading, TextSource

from . import pdfpage, textlayer
from .cache import Cache, key_of
from .layerink import DPI
from .layertruth import doubt_of_sight, doubt_of_words, early_doubt
from .marks import find_marks
from .ocr.engines import Engines
from .ocr.protocol import Gray
from .pagesize import MAX_SIDE, plausible_size
from .paper import LOOK, ink_of
from .raster import shrink

Notes = tuple[str, ...]


def read_layered(engines: Engines, cache: Cache, version: str, blob: Path, page: int) -> PageReading | Notes:
    """The page's reading, or notes for the reading of its picture: `layer_…` says why the layer was distrusted.

    Raises Quarantined when the page can't be shown at all.
    """
    with pdfpage.open_page(blob, page) as opened:
        size = opened.get_size()
        facts = pdfpage.facts(opened)
        reason = early_doubt(facts, *size)
        if reason:
            return _notes(reason)
        drawn = pdfpage.render(opened, DPI, MAX_SIDE)
    layer = _layer(blob, page)
    if layer is None:
        return _notes("damaged")
    reason = doubt_of_words(layer, facts) or _sight(engines, cache, version, layer, drawn)
    return _notes(reason) if reason else _reading(textlayer.scaled(layer, *plausible_size(*size)), drawn, page)


def _notes(reason: str) -> Notes:
    """A page without text is no news; a layer that is there and not believed is."""
    return () if reason == "no_text" else (f"layer_{reason}",)


def _layer(blob: Path, page: int) -> textlayer.Layer | None:
    try:
        return textlayer.read_layer(blob, page)
    except Exception:  # noqa: BLE001 - whatever a damaged file makes the parser raise, the picture is still there
        return None


def _sight(engines: Engines, cache: Cache, version: str, layer: textlayer.Layer, drawn: Gray) -> str:
    key = key_of(drawn, "layer", version, repr(layer))
    known = cache.get(key)
    if isinstance(known, str):
        return known
    reason = doubt_of_sight(layer, drawn, engines)
    cache.put(key, reason)
    return reason


def _reading(layer: textlayer.Layer, drawn: Gray, page: int) -> PageReading:
    small = shrink(drawn, LOOK)
    return PageReading(
        page=page,
        width=round(layer.width, 1),
        height=round(layer.height, 1),
        segments=textlayer.segments(layer.words),
        source=TextSource.TEXT_LAYER,
        ink=round(ink_of(small)[0], 5),
        marks=find_marks(small),
        engine="pdfplumber",
        quality=1.0,
    )
