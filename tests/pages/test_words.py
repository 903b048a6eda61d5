"""That every sentence of the pages is said somewhere, and every icon there is is drawn."""

import re

from api.courier.document import rendered
from api.courier.paper import PAPER
from api.courier.screen import CHIPS, REPORTS, SCREEN
from api.courier.told import told
from api.statics import FOLDER, names
from stations.vocabulary import NEEDS, VOCABULARIES

SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted((FOLDER / "courier").glob("*.js")))
PHRASES = (FOLDER.parent / "courier" / "phrases.py").read_text("utf-8")
ROOM = "\n".join(path.read_text("utf-8") for path in sorted((FOLDER.parent / "courier").glob("*.py")))
PAGES = "\n".join(path.read_text("utf-8") for path in sorted((FOLDER.parent / "templates").glob("*.html")))


def test_every_sentence_for_the_browser_is_said_there() -> None:
    headed = {f"{key}_title" for key in SCREEN}
    places = {
        f"kind_{kind}" for kind in ("station", "street", *(term.code for term in VOCABULARIES["district_levels"]))
    }
    held = {f"report_{held}" for held in re.findall(r'held: "(\w+)"', SCRIPTS)}

    unsaid = {key for key in SCREEN if f'"{key}"' not in SCRIPTS + PHRASES} - headed - places - held

    assert held | places <= set(SCREEN)
    assert unsaid == set()


def test_every_sentence_the_scripts_ask_for_is_there() -> None:
    asked = set(re.findall(r'say\("(\w+)"', SCRIPTS))

    assert asked <= set(SCREEN)


def test_every_sentence_of_the_pages_is_said_there() -> None:
    kinds = {f"{kind}_{part}" for kind in ("missing", "gone", "down", "nothing") for part in ("title", "help")}

    unsaid = [key for key in PAPER if f"t.{key}" not in PAGES and ROOM.count(f'"{key}"') < 2 and key not in kinds]

    assert unsaid == []


def test_the_chips_are_the_needs_but_the_night() -> None:
    assert set(CHIPS) == {need.code for need in NEEDS} - {"night"}


def test_one_tap_reports_are_kinds_that_the_registry_knows() -> None:
    assert set(REPORTS) <= {term.code for term in VOCABULARIES["report_kinds"]}


def test_nothing_is_told_in_the_other_language() -> None:
    english = told("en", None)
    del english["floors"]  # how lists write them

    assert not re.search(r"[\u4e00-\u9fff]", str(english))


def test_every_icon_that_is_drawn_is_in_the_sheet() -> None:
    sheet = set(re.findall(r'<symbol id="([\w-]+)"', (FOLDER / "courier" / "icons.svg").read_text("utf-8")))
    drawn = set(re.findall(r"icons\.svg#([\w-]+)", PAGES)) | set(re.findall(r'icon\("([\w-]+)"\)', PAGES + SCRIPTS))
    drawn |= set(re.findall(r'(?:choice|line|button)\("([\w-]+)"', SCRIPTS)) | set(CHIPS)
    drawn |= {f"s-{state.code}" for state in VOCABULARIES["opening_states"]}
    drawn |= {f"a-{answer.code}" for answer in VOCABULARIES["answers"]}

    assert drawn - {"s-", "a-"} <= sheet
    assert sheet - drawn == {"praise"}


def test_the_first_page_names_every_script_it_will_need() -> None:
    page = rendered("courier.html", lang="zh").decode()
    imported = set(re.findall(r'from "\./(\w+\.js)"', SCRIPTS)) - {"gcj02.js"}

    assert imported <= set(re.findall(r"/static/courier/(\w+\.js)", page))
    assert {f"courier/{name}" for name in imported} <= names()
