"""How much may be sent to us.

Starlette's own limit answers in plain text; here too long a body becomes a problem like every other.
"""

from fastapi import HTTPException
from starlette import status
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 8192  # bytes; a report of five hundred characters fits, however they are escaped
LONGEST_OF = {"/v1/siting": 262_144, "/v1/whatif": 65_536}
"""Where more is sent: two thousand candidates, two hundred changes to stations."""


class BodyLimit:
    """Let no handler read more than `LONGEST_BODY`, or `LONGEST_OF` its path, whatever length was announced."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure what is read while a request is answered (ASGI)."""
        taken, most = 0, LONGEST_OF.get(scope.get("path", ""), LONGEST_BODY)

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE)
            return message

        await self._app(scope, measured, send)
