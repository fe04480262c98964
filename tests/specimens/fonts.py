"""Helvetica in the encoding that real notices use.

reportlab writes the bullet as byte 7F, which pdfplumber can't read back; Windows-1252 has it at 95.
"""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.rl_codecs import RL_Codecs

PLAIN, BOLD, MONO = "SpecimenSans", "SpecimenSans-Bold", "SpecimenMono"
_FACES = {PLAIN: "Helvetica", BOLD: "Helvetica-Bold", MONO: "Courier"}
_ENCODING = "specimenansi"
_UNUSED = (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)  # no character of Windows-1252


def register() -> None:
    """Make the three fonts known to reportlab; doing it again changes nothing."""
    if PLAIN in pdfmetrics.getRegisteredFontNames():
        return
    codes = {ord(bytes([code]).decode("cp1252")): code for code in range(0x20, 0x100) if code not in _UNUSED}
    RL_Codecs.add_dynamic_codec(_ENCODING, codes, {code: character for character, code in codes.items()})
    pdfmetrics.registerEncoding(pdfmetrics.Encoding(_ENCODING, "WinAnsiEncoding"))
    for name, face in _FACES.items():
        pdfmetrics.registerFont(pdfmetrics.Font(name, face, _ENCODING))
