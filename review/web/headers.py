"""What every answer says to the browser: nothing from elsewhere, nothing kept, nothing framed."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, with_headers)


def _add(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in FIXED.items():
        headers.setdefault(name, value)
    # Pages, images and exports hold what a notice says: no cache, not the browser's either, keeps them.
    static = scope.get("path", "").startswith("/static/")
    headers.setdefault("Cache-Control", "public, max-age=31536000, immutable" if static else "no-store")
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
