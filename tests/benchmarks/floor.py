"""The floor of the benchmark: FastAPI validates the same parameters and returns constant bytes."""

import sys
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import Body, FastAPI, Query, Response

from api.schemas.questions import NearestQuestion
from api.schemas.whatif import WhatIf


def app_of(answer: bytes) -> FastAPI:
    """Return an application that answers every sound question alike."""
    app = FastAPI()

    @app.get("/v1/stations/nearest")
    async def nearest(question: Annotated[NearestQuestion, Query()]) -> Response:
        assert question.limit
        return Response(answer, media_type="application/geo+json")

    @app.post("/v1/whatif")
    async def whatif(what: Annotated[WhatIf, Body()]) -> Response:
        assert what.edits
        return Response(answer, media_type="application/json")

    @app.get("/healthz")
    async def lives() -> None:
        """Say so, as ours does: see `serving`."""

    return app


if __name__ == "__main__":
    port, path = sys.argv[1:]
    uvicorn.run(app_of(Path(path).read_bytes()), port=int(port), log_level="warning")
