import pytest

from maps.page import offline
from stations.errors import SetupError


def test_a_missing_asset_is_said_with_what_to_do() -> None:
    with pytest.raises(SetupError, match=r"make run"):
        offline.asset("nothing.js")


def test_styles_ask_for_no_picture() -> None:
    assert "url(" in offline.asset("leaflet.css")
    assert "url(" not in offline.styles()


def test_scripts_ask_for_no_source_map() -> None:
    assert "sourceMappingURL" not in offline.scripts()


def test_the_policy_names_the_hash_of_each_script() -> None:
    # echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
    policy = offline.policy(["alert(1)"])

    assert "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy
