"""What is printed but was not read where it counts is not absent; other places don't lightly stand for it."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.notice import FieldStatus

from .candidate import Candidate, Place
from .choose import Choice
from .fields import Material

ENOUGH = 3  # places that together stand for the header's own
_DOUBTED = 0.95  # of a value whose own place in the header could not be read


def or_unreadable(choice: Choice, printed: bool) -> Choice:
    """Nothing found where the label shows that something is printed is not absence."""
    if choice.status is FieldStatus.ABSENT and printed:
        return replace(choice, status=FieldStatus.UNREADABLE)
    return choice


def unread_on_first(material: Material, field: str, places: Sequence[Place] = tuple(Place)) -> list[Candidate]:
    """Labels of `field` on the first page that stand there without a readable value."""
    first = material.views[0].page if material.views else 0
    return [c for c in material.unread(field, places) if c.page == first]


def without_its_header(choice: Choice, material: Material, field: str) -> Choice:
    """What the first page's header says of `field` could not be read: of the places that are left one or two may be
    those that print something else."""
    lost = unread_on_first(material, field, (Place.HEADER,))
    first = material.views[0].page if material.views else 0
    if choice.status is not FieldStatus.FOUND or not lost or choice.signs.places >= ENOUGH:
        return choice
    in_header = choice.main is not None and choice.main.page == first and choice.main.place is Place.HEADER
    return choice if in_header else choice.limited(_DOUBTED)
