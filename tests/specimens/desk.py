"""What every block needs to be set: the sheet, the specimen's text and the measured places."""

from dataclasses import dataclass

from .fonts import PLAIN
from .sheet import Sheet
from .source import Text
from .styles import Style


@dataclass(frozen=True)
class Desk:
    sheet: Sheet
    text: Text
    style: Style

    def lines(
        self, x: float, y: float, ref: str, *, pitch: float = 0.0, size: float = 0.0, font: str = PLAIN
    ) -> float:
        """The lines of `ref` in the style's pitch and size unless told; returns the height below the last."""
        pitch, size = pitch or self.style.pitch, size or self.style.size
        return self.sheet.lines(x, y, self.text.pick(ref), pitch, size=size, font=font)
