"""How much one may send to the API."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .api_errors import said
from .incoming import MOST_BYTES

SMALL = 1 << 20
FILES = "/v1/files"


class Limits:
    """ASGI middleware: 413 as soon as a body says, or turns out, to be larger than its address takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = MOST_BYTES if scope["path"].endswith(FILES) else SMALL
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > most:
            await said(413, *_told(most))(scope, receive, send)
            return
        await self._app(scope, _counting(receive, most), send)


def _counting(receive: Receive, most: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, _told(most)[0])
        return message

    return counted


def _told(most: int) -> tuple[str, str]:
    return f"a body of more than {most >> 20} MB", "send less at once"
