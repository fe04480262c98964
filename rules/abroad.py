"""Does an address lie outside the United States? It can only make a window longer: told, never relied on."""

import re
from collections.abc import Sequence

# Two letters and a ZIP; OCR makes letters of digits. Military mail (APO, FPO) is written as within the country.
_STATE_AND_ZIP = re.compile(r"[A-Z]{2}[ .]*[0-9OIl]{5}(?:-?[0-9OIl]{4})?\W*$")


def looks_foreign(address: Sequence[str]) -> bool:
    """No line ends as an American address does. An address that was not read is not foreign."""
    return bool(address) and not any(_STATE_AND_ZIP.search(line.upper()) for line in address)
