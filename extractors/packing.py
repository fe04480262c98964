"""Readings as plain JSON for the cache, and back. The page number is the caller's: equal pages share an entry."""

from collections.abc import Mapping
from typing import Any, cast

from schemas.geometry import Box
from schemas.reading import PageReading, Segment, TextSource, Word

from .cache import Json
from .kinds import Reread


def pack(reading: PageReading) -> Json:
    return {
        "size": [reading.width, reading.height],
        "segments": [[s.confidence, [[w.text, *w.box, w.confidence] for w in s.words]] for s in reading.segments],
        "source": reading.source.value,
        "turned": [reading.rotation, reading.skew],
        "ink": reading.ink,
        "blank": reading.blank,
        "marks": list(reading.marks),
        "engine": reading.engine,
        "quality": reading.quality,
        "notes": list(reading.notes),
        "covered": [list(box) for box in reading.covered],
        "unread": None if reading.unread is None else [list(box) for box in reading.unread],
    }


def unpack(packed: Json) -> PageReading | None:
    """The reading, as page 1; None where the entry is not what `pack` makes."""
    try:
        return _unpack(cast(Mapping[str, Any], packed))
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def pack_rereads(rereads: list[tuple[Reread, ...]]) -> Json:
    return [[[r.engine, r.text, r.confidence] for r in box] for box in rereads]


def unpack_rereads(packed: Json) -> list[tuple[Reread, ...]] | None:
    try:
        boxes = cast(list[list[list[Any]]], packed)
        return [tuple(Reread(str(e), str(t), float(c)) for e, t, c in box) for box in boxes]
    except (TypeError, ValueError):
        return None


def _unpack(packed: Mapping[str, Any]) -> PageReading:
    width, height = packed["size"]
    rotation, skew = packed["turned"]
    return PageReading(
        page=1,
        width=float(width),
        height=float(height),
        segments=tuple(_segment(confidence, words) for confidence, words in packed["segments"]),
        source=TextSource(packed["source"]),
        rotation=int(rotation),
        skew=float(skew),
        ink=float(packed["ink"]),
        blank=bool(packed["blank"]),
        marks=tuple(packed["marks"]),
        engine=str(packed["engine"]),
        quality=float(packed["quality"]),
        notes=tuple(packed["notes"]),
        covered=_boxes(packed["covered"]),
        unread=None if packed["unread"] is None else _boxes(packed["unread"]),
    )


def _boxes(packed: list[list[Any]]) -> tuple[Box, ...]:
    return tuple(Box(*map(float, box)) for box in packed)


def _segment(confidence: float, words: list[list[Any]]) -> Segment:
    found = tuple(Word(str(w[0]), Box(*map(float, w[1:5])), float(w[5])) for w in words)
    boxes = [w.box for w in found]
    box = Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    return Segment(found, box, float(confidence))
