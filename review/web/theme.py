"""Light or dark: kept in a cookie, so that a page is never drawn in the wrong one first, and without any script."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from .access import inside
from .pages import THEMES

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.post("/theme")
def choose(request: Request, theme: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> RedirectResponse:
    answer = RedirectResponse(inside(back), 303)
    if theme in THEMES:
        secure = request.url.scheme == "https"
        answer.set_cookie("theme", theme, max_age=_YEAR, httponly=True, secure=secure, samesite="lax")
    return answer
