"""All layouts, by name: first those that reading may be tuned on, then the held-out and the practice ones."""

from .banner import BANNER
from .base import Layout
from .correspondex import CORRESPONDEX
from .g2 import G2_2010, G2_2017, G2_NARROW, G2B_2024
from .held_out.centred import CENTRED
from .held_out.memo import MEMO
from .held_out.sidebar import SIDEBAR
from .legacy import LEGACY
from .letters import EXAMINER, FIELD
from .practice.answers import ANSWERS
from .practice.appeals import APPEALS
from .practice.assessment import ASSESSMENT
from .practice.bilingual import BILINGUAL
from .practice.boxes import BOXES
from .practice.cardfile import CARDFILE
from .practice.columns import COLUMNS
from .practice.commonwealth import COMMONWEALTH
from .practice.explained import EXPLAINED
from .practice.footed import FOOTED
from .practice.invoice import INVOICE
from .practice.keyline import KEYLINE
from .practice.leaflet import LEAFLET
from .practice.ledger import LEDGER
from .practice.mailer import MAILER
from .practice.margin import MARGIN
from .practice.numbered import NUMBERED
from .practice.plain import PLAIN
from .practice.reference import REFERENCE
from .practice.refreshed import REFRESHED
from .practice.register import REGISTER
from .practice.servicer import SERVICER
from .practice.spool import SPOOL
from .practice.statement import STATEMENT
from .practice.strip import STRIP
from .practice.subject import SUBJECT
from .practice.telling import TELLING
from .practice.ticked import TICKED
from .practice.tiles import TILES
from .practice.timeline import TIMELINE
from .practice.twincol import TWINCOL
from .practice.twopart import TWOPART
from .practice.webprint import WEBPRINT
from .printer import PRINTER
from .prototype import PROTOTYPE
from .simple import SIMPLE_2024
from .small import ENTITY, PIN
from .wide import WIDE

_OPEN = (LEGACY, G2_2010, G2_NARROW, G2_2017, G2B_2024, SIMPLE_2024, CORRESPONDEX, EXAMINER, FIELD, PIN, ENTITY,
         PROTOTYPE, PRINTER, BANNER, WIDE)  # fmt: skip
_HELD_OUT = (SIDEBAR, CENTRED, MEMO)
_PRACTICE = (TILES, REGISTER, STRIP, FOOTED, BOXES, KEYLINE, MARGIN, REFERENCE, LEDGER, ANSWERS,
             SUBJECT, MAILER, SPOOL, PLAIN, TELLING, BILINGUAL, COLUMNS, INVOICE, WEBPRINT, TWINCOL,
             APPEALS, REFRESHED, CARDFILE, STATEMENT, NUMBERED, LEAFLET, TIMELINE, TWOPART, TICKED,
             ASSESSMENT, EXPLAINED, SERVICER, COMMONWEALTH)  # fmt: skip
BOOK: dict[str, Layout] = {layout.name: layout for layout in (*_OPEN, *_HELD_OUT, *_PRACTICE)}
