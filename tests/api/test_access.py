"""Who may enter: the same columns wherever they are said."""

from api.schemas.station_parts import Access
from stations.serving import ServingRow
from stations.vocabulary import ACCESS_COLUMNS


def test_every_answer_says_access_in_the_columns_of_the_vocabulary() -> None:
    assert tuple(Access.model_fields) == ACCESS_COLUMNS


def test_the_read_model_takes_every_column_of_access() -> None:
    assert set(ACCESS_COLUMNS) <= set(ServingRow._fields)
