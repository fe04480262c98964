"""Line images for the recogniser: regions straightened and scaled to its height."""

import cv2
import numpy as np

from .detector import Region
from .protocol import Gray

LINE_HEIGHT = 48
_STEP = 8
_MAX_WIDTH = 3200


def crop_region(gray: Gray, region: Region) -> Gray:
    """The region upright, 48 pixels high, its width rounded up to a multiple of 8."""
    wanted = LINE_HEIGHT * region.width / max(region.height, 1.0)
    width = int(min(_MAX_WIDTH, max(_STEP * 2, -(-wanted // _STEP) * _STEP)))
    turn = np.deg2rad(region.angle)
    along = np.array([np.cos(turn), np.sin(turn)]) * region.width / 2
    across = np.array([-np.sin(turn), np.cos(turn)]) * region.height / 2
    centre = np.array([region.cx, region.cy])
    source = np.array([centre - along - across, centre + along - across, centre - along + across], dtype=np.float32)
    target = np.array([[0, 0], [width, 0], [0, LINE_HEIGHT]], dtype=np.float32)
    matrix = cv2.getAffineTransform(source, target)
    crop = cv2.warpAffine(gray, matrix, (width, LINE_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, dtype=np.uint8)


def fit_line(gray: Gray) -> Gray:
    """Any image of one line at the recogniser's height, its width rounded up to a multiple of 8."""
    height, width = gray.shape
    return crop_region(gray, Region(width / 2, height / 2, width, height, 0.0, 1.0))
