"""The code lists."""

from fastapi import APIRouter, Response

from api.openapi import problems
from api.schemas.codes import CodeLists

router = APIRouter(tags=["codes"])


@router.get("/v1/codes", summary="Every code list · 代码表", responses=problems(422))
def codes(response: Response) -> CodeLists:
    """Return every vocabulary with Chinese, English and OpenStreetMap wording, and the rules of the needs in words."""
    response.headers["Cache-Control"] = "public, max-age=3600"
    return CodeLists.all()
