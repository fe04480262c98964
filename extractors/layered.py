"""A PDF page from its text layer, where the layer holds up against the page as drawn."""

from collections.abc import Callable, Iterator

from schemas.reading import PageReading, TextSource

from . import pdfpage, pdftext, textlayer
from .cache import key_of
from .layertruth import doubt_of_sight, doubt_of_words, early_doubt
from .marks import find_marks
from .ocr.protocol import Gray
from .pagesize import plausible_size
from .paper import LOOK, ink_share
from .raster import shrink
from .scanbytes import ScanBytes
from .textlayer import Layer
from .workshop import Workshop

Notes = tuple[str, ...]


def read_layered(shop: Workshop, blob: ScanBytes, page: int) -> PageReading | Notes:
    """The page's reading, or notes for the reading of its picture: `layer_…` says why the layer was distrusted.

    Raises Quarantined when the page can't be shown at all.
    """
    with pdfpage.open_page(blob, page) as opened:
        size = opened.get_size()
        facts = pdfpage.facts(opened)
        reason = early_doubt(facts, *size)
        if reason:
            return _notes(reason)
        drawn = shop.drawn.draw(opened, blob, page)
        by_pdfium = _layer(lambda: pdftext.read_layer(opened))
    reason = "damaged"
    for parser, layer in _layers(by_pdfium, blob, page):
        reason = doubt_of_words(layer, facts)
        if not reason:
            reason = _sight(shop, layer, drawn)
            scaled = textlayer.scaled(layer, *plausible_size(*size))
            return _notes(reason) if reason else _reading(scaled, drawn, page, parser)
    return _notes(reason)


def _notes(reason: str) -> Notes:
    """A page without text is no news; a layer that is there and not believed is."""
    return () if reason == "no_text" else (f"layer_{reason}",)


def _layers(by_pdfium: Layer | None, blob: ScanBytes, page: int) -> Iterator[tuple[str, Layer]]:
    """What each parser sees of the page. pdfplumber takes twenty times as long and sees what pdfium leaves out: it
    has the say on hard pages, and is asked on no others."""
    if by_pdfium is not None:
        yield "pdfium", by_pdfium
    if (by_pdfplumber := _layer(lambda: textlayer.read_layer(blob, page))) is not None:
        yield "pdfplumber", by_pdfplumber


def _layer(read: Callable[[], Layer | None]) -> Layer | None:
    try:
        return read()
    except Exception:  # noqa: BLE001 - whatever a damaged file makes the parser raise, the picture is still there
        return None


def _sight(shop: Workshop, layer: Layer, drawn: Gray) -> str:
    key = key_of(drawn, "layer", shop.first, repr(layer))
    known = shop.cache.get(key)
    if isinstance(known, str):
        return known
    reason = doubt_of_sight(layer, drawn, shop.engines)
    shop.cache.put(key, reason)
    return reason


def _reading(layer: Layer, drawn: Gray, page: int, parser: str) -> PageReading:
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
        unread=(),  # the layer was held against the picture
    )
