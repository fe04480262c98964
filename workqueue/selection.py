"""Which inputs an export or a count is about: those of one run, or of the whole store.

In the whole store each content stands once, under the names it had in the latest run that brought it.
"""

from typing import Any

from sqlalchemy import CTE, Connection, func, select

from .tables import inputs, notices


def chosen(run: int | None) -> CTE:
    """The inputs of `run`, or of the whole store (None), one row each.

    Columns of `inputs`, and `copy`: 1 for the first input with this content, 2 and up for those that repeat it;
    `first_name`: the name of that first one. Order by `run`, `position`.
    """
    source = _of_run(run) if run is not None else _latest()
    order = (source.c.run, source.c.position)
    copy = func.row_number().over(partition_by=source.c.document_id, order_by=order)
    first = func.first_value(source.c.name).over(partition_by=source.c.document_id, order_by=order)
    return select(source, copy.label("copy"), first.label("first_name")).cte("chosen")


def _of_run(run: int) -> Any:
    return select(inputs).where(inputs.c.run == run).subquery()


def _latest() -> Any:
    # Content that could not even be hashed is known by its name only.
    content = func.coalesce(inputs.c.sha256, inputs.c.name)
    age = func.rank().over(partition_by=content, order_by=inputs.c.run.desc())
    ranked = select(inputs, age.label("age")).subquery()
    return select(*[ranked.c[column.name] for column in inputs.c]).where(ranked.c.age == 1).subquery()


def repeats(db: Connection, files: CTE) -> dict[tuple[int, str], str]:
    """Notices that stand in more than one file of the selection: the same pages give the same id anywhere.

    (document_id, notice_id) of each but the first, with the name of the file that holds the first.
    """
    order = (files.c.run, files.c.position)
    nth = func.row_number().over(partition_by=notices.c.notice_id, order_by=order)
    owner = func.first_value(files.c.name).over(partition_by=notices.c.notice_id, order_by=order)
    ranked = (
        select(notices.c.document_id, notices.c.notice_id, nth.label("nth"), owner.label("owner"))
        .join(files, files.c.document_id == notices.c.document_id)
        .where(files.c.copy == 1)
        .subquery()
    )
    rows = db.execute(select(ranked.c.document_id, ranked.c.notice_id, ranked.c.owner).where(ranked.c.nth > 1))
    return {(int(row.document_id), str(row.notice_id)): str(row.owner) for row in rows}


def latest_names(db: Connection, wanted: set[int]) -> dict[int, str]:
    """The name of each document in the latest run that had it, the first one there."""
    order = (inputs.c.run.desc(), inputs.c.position)
    place = func.row_number().over(partition_by=inputs.c.document_id, order_by=order)
    ranked = select(inputs.c.document_id, inputs.c.name, place.label("place"))
    if len(wanted) <= 500:
        ranked = ranked.where(inputs.c.document_id.in_(wanted))
    else:
        ranked = ranked.where(inputs.c.document_id.is_not(None))
    found = ranked.subquery()
    rows = db.execute(select(found.c.document_id, found.c.name).where(found.c.place == 1))
    return {int(row.document_id): str(row.name) for row in rows}
