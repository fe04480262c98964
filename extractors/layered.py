"""A PDF page from its text layer, where the layer holds up against the page as drawn."""

from collections.abc import Callable

from schemas.reading import PageReading, TextSource

from . import pdfpage, pdftext, textlayer
from .cache import Cache, key_of
from .layerink import DPI
from .layertruth import doubt_of_sight, doubt_of_words, early_doubt
from .marks import find_marks
from .ocr.engines import Engines
from .ocr.protocol import Gray
from .pagesize import MAX_SIDE, plausible_size
from .paper import LOOK, ink_share
from .raster import shrink
from .scanbytes import ScanBytes

Notes = tuple[str, ...]


def read_layered(engines: Engines, cache: Cache, version: str, blob: ScanBytes, page: int) -> PageReading | Notes:
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
    reason = "damaged"
    # pdfplumber takes twenty times as long and sees what pdfium leaves out: it has the say on hard pages.
    for parser, read_layer in (("pdfium", pdftext.read_layer), ("pdfplumber", textlayer.read_layer)):
        layer = _layer(read_layer, blob, page)
        if layer is None:
            continue
        reason = doubt_of_words(layer, facts)
        if not reason:
            reason = _sight(engines, cache, version, layer, drawn)
            scaled = textlayer.scaled(layer, *plausible_size(*size))
            return _notes(reason) if reason else _reading(scaled, drawn, page, parser)
    return _notes(reason)


def _notes(reason: str) -> Notes:
    """A page without text is no news; a layer that is there and not believed is."""
    return () if reason == "no_text" else (f"layer_{reason}",)


def _layer(
    read: Callable[[ScanBytes, int], textlayer.Layer | None], blob: ScanBytes, page: int
) -> textlayer.Layer | None:
    try:
        return read(blob, page)
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


def _reading(layer: textlayer.Layer, drawn: Gray, page: int, parser: str) -> PageReading:
    small = shrink(drawn, LOOK)
    return PageReading(
        page=page,
        width=round(layer.width, 1),
        height=round(layer.height, 1),
        segments=textlayer.segments(layer.words),
        source=TextSource.TEXT_LAYER,
        ink=round(ink_share(small), 5),
        marks=find_marks(small),
        engine=parser,
        quality=1.0,
    )
