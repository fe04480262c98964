"""Filters of the queue kept under a name: one's own, and those for all."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from schemas.desk import Permission, Person

from . import claims, history
from .cleaning import safe
from .desk_records import SavedView
from .desk_tables import saved_views
from .moves import NotAllowed

_FOR_ALL = ""


def of(db: Connection, who: str) -> list[SavedView]:
    """One's own and everybody's, by name."""
    mine = saved_views.c.owner.in_((_FOR_ALL, who))
    query = select(saved_views.c.record).where(mine).order_by(saved_views.c.name, saved_views.c.owner)
    return [SavedView.model_validate_json(text) for text in db.execute(query).scalars()]


def save(db: Connection, view: SavedView, who: Person, at: datetime) -> None:
    """In place of one of the same name and owner. A view for all is a lead's to keep: NotAllowed otherwise."""
    if view.owner is None:
        claims.needs(who, Permission.ASSIGN)
    elif view.owner != who.name:
        raise NotAllowed("another's view is his own to keep", "save it under your own name")
    kept = view.model_copy(update={"name": safe(view.name)})
    owner = _FOR_ALL if view.owner is None else view.owner
    _drop(db, kept.name, owner)
    db.execute(insert(saved_views).values(name=kept.name, owner=owner, record=kept.model_dump_json()))
    told = {"view": kept.name, "for_all": owner == _FOR_ALL}
    history.add(db, "save_view", who.name, at, notice_id=None, details=told)


def drop(db: Connection, name: str, who: Person, at: datetime) -> None:
    """One's own of that name; where there is none, everybody's, if it is his to drop."""
    mine = _drop(db, name, who.name)
    if mine or (who.may(Permission.ASSIGN) and _drop(db, name, _FOR_ALL)):
        told = {"view": name, "for_all": not mine}
        history.add(db, "drop_view", who.name, at, notice_id=None, details=told)


def _drop(db: Connection, name: str, owner: str) -> bool:
    mine = (saved_views.c.name == name) & (saved_views.c.owner == owner)
    return bool(db.execute(delete(saved_views).where(mine)).rowcount)
