"""Who may enter: the same columns wherever they are said."""

import re

import pytest
from fastapi.testclient import TestClient

from api.schemas.station_parts import Access
from stations.database import Database
from stations.serving import ServingRow
from stations.vocabulary import ACCESS_COLUMNS
from tests.api.calls import fill


def test_every_answer_says_access_in_the_columns_of_the_vocabulary() -> None:
    assert tuple(Access.model_fields) == ACCESS_COLUMNS


def test_the_read_model_takes_every_column_of_access() -> None:
    assert set(ACCESS_COLUMNS) <= set(ServingRow._fields)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"public_facing": False}, "本单位职工"),
        ({"public_facing": False, "audience": "public"}, "所有人"),
        ({}, "没说明"),
    ],
)
def test_a_room_that_faces_nobody_is_told_to_be_for_its_staff(
    client: TestClient, database: Database, values: dict[str, object], said: str
) -> None:
    (number,) = fill(database, values)
    code = client.get(f"/v1/stations/{number}").json()["properties"]["code"]

    page = re.sub(r"\s*<[^>]+>\s*", " ", client.get(f"/s/{code}").text)

    assert re.search(rf"谁能进\s+{said}", page)
