"""The code lists over HTTP."""

from fastapi.testclient import TestClient

from stations.vocabulary import VOCABULARIES


def test_every_vocabulary_is_served_in_its_order(empty_client: TestClient) -> None:
    served = empty_client.get("/v1/codes").json()

    assert {name: [code["code"] for code in codes] for name, codes in served.items()} == {
        name: [term.code for term in terms] for name, terms in VOCABULARIES.items()
    }


def test_a_need_tells_its_rule_in_both_languages(empty_client: TestClient) -> None:
    needs = empty_client.get("/v1/codes").json()["needs"]

    drink = next(need for need in needs if need["code"] == "drink")

    assert (drink["zh"], drink["en"]) == ("渴可饮水", "Drink")
    assert drink["rule"] == {"zh": "饮用水或热水", "en": "Drinking water or hot water"}


def test_an_amenity_tells_its_osm_tags(empty_client: TestClient) -> None:
    amenities = empty_client.get("/v1/codes").json()["amenities"]

    aed = next(amenity for amenity in amenities if amenity["code"] == "aed")

    assert aed["osm"] == {"emergency": "defibrillator"}
    assert aed["rule"] is None


def test_code_lists_may_be_kept(empty_client: TestClient) -> None:
    assert empty_client.get("/v1/codes").headers["cache-control"] == "public, max-age=3600"
