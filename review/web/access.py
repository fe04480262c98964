"""Who asks, and what he may do. Every route names what it needs: `who: Annotated[Person, needs(Permission.WORK)]`."""

from typing import Any

from fastapi import Depends, Request

from schemas.desk import Permission, Person


def needs(what: Permission) -> Any:
    """A dependency that gives the signed-in Person, or sends pages to /sign-in and refuses with 401 or 403."""

    def person(request: Request) -> Person:
        raise NotImplementedError

    return Depends(person)
