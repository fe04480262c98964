"""Files on their way in: every path given becomes scans that can be read, and things set aside with a reason."""

from .blobs import blob_path, context_of, open_blob, sweep
from .limits import Limits
from .taking import take_in

__all__ = ["Limits", "blob_path", "context_of", "open_blob", "sweep", "take_in"]
