"""The map report, asked for on the planner's page."""

import re
from io import BytesIO
from zipfile import ZipFile

import httpx2
from pypdf import PdfReader

from tests.pages.planner.conftest import QUESTION, Planner, until_run


def test_the_report_of_what_is_shown_is_made_and_fetched_from_the_page(planner: Planner) -> None:
    visit = planner.plan(QUESTION)
    said = visit.page.inner_text("#standing .great-said")

    visit.page.click("#make-report")
    visit.page.fill("#report-number", "沪S(2026)001号")
    visit.page.click("#report-form button")
    visit.page.wait_for_selector("#report-files a")

    links = {
        link.inner_text().split("\n")[-1]: f"{planner.address}{link.get_attribute('href')}"
        for link in visit.page.locator("#report-files a").all()
    }
    archive = ZipFile(BytesIO(httpx2.get(links["全部下载（ZIP）"]).raise_for_status().content))
    paper = httpx2.get(links["report.zh.pdf"]).raise_for_status().content
    words = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper)).pages)
    assert archive.read("report.zh.pdf") == paper
    assert set(links) == {"全部下载（ZIP）", *archive.namelist()}
    assert [number for number in re.findall(r"[\d,]+", said) if number not in words] == []


def test_a_report_that_is_given_up_is_cancelled(planner: Planner) -> None:
    visit = planner.plan(QUESTION, lang="en")
    until_run(visit)
    visit.page.click("#make-report")

    with visit.page.expect_response(lambda answer: answer.request.method == "DELETE") as cancelled:
        visit.page.click("#report-form button")
        visit.page.click("#report-busy button")

    assert cancelled.value.json()["state"] == "cancelled"
    assert visit.page.inner_text("#report-busy") == ""
    assert visit.page.inner_text("#report-files") == ""


def test_a_report_in_no_language_is_not_asked_for(planner: Planner) -> None:
    visit = planner.plan(QUESTION)
    visit.page.click("#make-report")
    visit.page.uncheck("[name=lang-zh]")

    visit.page.click("#report-form button")

    assert "请至少选一种语言" in visit.page.inner_text("#report-problem")
