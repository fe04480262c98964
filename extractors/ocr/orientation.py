"""Which way up a page stands: a small image classifier with four answers."""

from pathlib import Path

import cv2
import numpy as np

from .protocol import Gray
from .session import Session

_SHORT, _CROP = 256, 224
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class OrientationClassifier:
    def __init__(self, model: Path) -> None:
        self._session = Session(model)

    def turn(self, gray: Gray) -> tuple[int, float]:
        """Degrees clockwise (0, 90, 180, 270) that set the page upright, and how sure the model is (0..1)."""
        scale = _SHORT / min(gray.shape)
        size = (max(_CROP, round(gray.shape[1] * scale)), max(_CROP, round(gray.shape[0] * scale)))
        small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        top, left = (small.shape[0] - _CROP) // 2, (small.shape[1] - _CROP) // 2
        plane = small[top : top + _CROP, left : left + _CROP]
        tensor = np.stack([(plane - m) / s for m, s in zip(_MEAN, _STD, strict=True)])[None].astype(np.float32)
        scores = self._session.run(tensor)[0].astype(np.float64)
        if scores.min() < 0 or abs(scores.sum() - 1) > 1e-3:
            scores = np.exp(scores - scores.max())
            scores /= scores.sum()
        label = int(scores.argmax())
        return (360 - 90 * label) % 360, float(scores[label])
