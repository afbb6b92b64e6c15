"""A file goes on where a bad line broke off, and arrives once and whole."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from gmp_portal.documents.models import Document, PartialUpload
from gmp_portal.meetings.models import Paper
from tests.browser.writing_pages import session_of
from tests.documents.samples import plain_pdf
from tests.factories.meetings import MeetingFactory
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIECES = re.compile(r"/files/uploads/.+/$")
HERE = "/files/uploads/"
DOWN = "Not sent yet: the line is down. It goes on by itself."


def large_pdf(size: int) -> bytes:
    """A PDF of about this size: a comment that nobody reads stands before its end."""
    plain = plain_pdf()
    head, mark, tail = plain.rpartition(b"startxref")
    return (
        head
        + b"".join(b"%" + b"x" * 78 + b"\n" for _line in range(size // 80))
        + mark
        + tail
    )


@pytest.fixture
def content() -> bytes:
    return large_pdf(400_000)


@pytest.fixture
def chosen(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "letter.pdf"
    file.write_bytes(content)
    return file


@pytest.fixture
def url(transactional_db: None, live_server: Any) -> str:
    meeting = MeetingFactory(code="PAG.99")
    return f"{live_server.url}{reverse('meetings:paper_add', args=[meeting.slug])}"


@pytest.fixture
def opened(live_server: Any, page: Page, sign_in: Any, secretariat: Any, url: str) -> Page:
    sign_in(live_server, secretariat)
    page.goto(url)
    page.fill("[name=title]", "Typed words")
    _ready(page)
    return page


@pytest.fixture
def offsets(page: Page) -> list[str]:
    """Where each piece began that was sent."""
    sent: list[str] = []
    page.on(
        "request",
        lambda asked: (
            sent.append(asked.headers["upload-offset"]) if asked.method == "PATCH" else None
        ),
    )
    return sent


def _ready(page: Page) -> None:
    """The script listens: it says so nowhere, but it is loaded by then."""
    page.wait_for_load_state("networkidle")


def said(page: Page) -> Locator:
    return page.locator("[data-upload] [role=status]")


def press(page: Page) -> None:
    page.get_by_role("button", name="Add the paper").click()


def kept(content: bytes) -> bool:
    paper = Paper.objects.select_related("document").first()
    digest = hashlib.sha256(content).hexdigest()
    return bool(paper and paper.document and paper.document.sha256 == digest)


def cut_after(page: Page, pieces: int) -> list[bool]:
    """The line breaks once so many pieces are there; emptying the list mends it."""
    is_cut, passed = [True], [0]

    def pass_on(route: Route) -> None:
        if route.request.method == "PATCH":
            passed[0] += 1
        if is_cut and passed[0] > pieces:
            route.abort()
        else:
            route.continue_()

    page.route(PIECES, pass_on)
    return is_cut


def test_a_file_is_there_before_its_form_and_comes_once(
    opened: Page, chosen: Path, content: bytes
):
    bodies: list[int] = []
    opened.on(
        "request",
        lambda asked: (
            bodies.append(len(asked.post_data_buffer or b""))
            if asked.method == "POST" and "/papers/" in asked.url
            else None
        ),
    )

    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_have_text(re.compile("Ready: .*letter.pdf.*, .392 kB"))
    press(opened)

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert kept(content)
    assert Document.objects.count() == 1
    assert bodies[0] < 10_000


def test_a_broken_line_is_told_and_the_file_goes_on_where_it_broke_off(
    opened: Page, chosen: Path, content: bytes, offsets: list[str]
):
    is_cut = cut_after(opened, 1)

    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_have_text(DOWN)
    press(opened)
    expect(said(opened)).to_have_text(
        f"{DOWN} The form is sent as soon as the file is there."
    )
    is_cut.clear()

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert kept(content)
    assert Document.objects.count() == 1
    # What was there did not come twice.
    assert offsets.count("0") == 1


def test_offline_and_back(
    opened: Page, context: BrowserContext, chosen: Path, content: bytes
):
    context.set_offline(True)
    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_have_text(DOWN)

    context.set_offline(False)
    expect(said(opened)).to_contain_text("Ready")
    press(opened)

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert kept(content)


def test_a_page_that_is_loaded_again_goes_on_with_the_same_file(
    opened: Page, chosen: Path, content: bytes, offsets: list[str]
):
    cut_after(opened, 1)
    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_have_text(DOWN)
    opened.unroute(PIECES)
    before = PartialUpload.objects.get().received
    offsets.clear()

    opened.reload()
    _ready(opened)
    opened.fill("[name=title]", "Typed words")
    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_contain_text("Ready")
    press(opened)

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert before > 0
    assert offsets[0] == str(before)
    assert kept(content)
    assert PartialUpload.objects.count() == 1


def test_a_file_stays_while_the_rest_is_corrected(
    opened: Page, chosen: Path, content: bytes, axe: Any
):
    opened.fill("[name=title]", "")
    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_contain_text("Ready")
    press(opened)
    expect(opened.locator("[data-error-summary]")).to_be_visible()
    expect(said(opened)).to_contain_text("letter.pdf")
    axe(opened)

    opened.fill("[name=title]", "Typed words")
    press(opened)

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert kept(content)


def test_who_stops_an_upload_leaves_nothing(opened: Page, chosen: Path, axe: Any):
    cut_after(opened, 1)
    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_have_text(DOWN)
    axe(opened)
    opened.unroute(PIECES)

    opened.get_by_role("button", name="Stop the upload").click()

    expect(said(opened)).to_have_text("The upload was stopped.")
    assert opened.evaluate("document.querySelector('[name=file]').files.length") == 0
    assert wait_for(lambda: not PartialUpload.objects.exists(), 10)


@pytest.mark.parametrize(
    ("name", "bytes_", "sentence"),
    [
        ("letter.pdf", b"", "This file is empty."),
        ("letter.pages", b"x", "Upload the paper as a PDF"),
        ("letter.pdf", b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
    ids=["empty", "kind", "large"],
)
def test_what_the_field_does_not_take_is_told_before_a_byte(
    opened: Page, tmp_path: Path, name: str, bytes_: bytes, sentence: str
):
    file = tmp_path / name
    file.write_bytes(bytes_)

    opened.set_input_files("[name=file]", file)

    expect(said(opened)).to_contain_text(sentence)
    assert not PartialUpload.objects.exists()


def test_where_nothing_can_be_sent_ahead_the_form_takes_the_file_itself(
    opened: Page, chosen: Path, content: bytes
):
    opened.route(f"**{HERE}", lambda route: route.fulfill(status=404))

    opened.set_input_files("[name=file]", chosen)
    expect(said(opened)).to_contain_text("It is sent together with the form.")
    press(opened)

    expect(opened.get_by_text("Added as")).to_be_visible()
    assert kept(content)


def test_progress_is_seen_on_a_very_slow_line(
    opened: Page, context: BrowserContext, tmp_path: Path
):
    file = tmp_path / "letter.pdf"
    file.write_bytes(large_pdf(100_000))
    line = context.new_cdp_session(opened)
    line.send("Network.enable")
    slow = {"latency": 800, "downloadThroughput": 6250, "uploadThroughput": 6250}
    line.send("Network.emulateNetworkConditions", {"offline": False, **slow})

    opened.set_input_files("[name=file]", file)

    expect(said(opened)).to_have_text(re.compile("Uploading: [1-9]0 %"), timeout=40_000)
    expect(opened.get_by_role("progressbar")).to_be_visible()
    assert 0 < opened.evaluate("document.querySelector('progress').position") < 1
    expect(said(opened)).to_contain_text("Ready", timeout=60_000)


@pytest.fixture
def plain(new_profile: Any, live_server: Any, secretariat: Any) -> Page:
    """A browser without scripts."""
    context = new_profile(java_script_enabled=False)
    context.add_cookies([session_of(secretariat) | {"url": live_server.url}])
    return context.new_page()


def test_without_scripts_the_form_takes_the_file_as_ever(
    plain: Page, url: str, chosen: Path, content: bytes
):
    plain.goto(url)
    expect(plain.get_by_role("progressbar")).to_have_count(0)
    plain.fill("[name=title]", "Typed words")
    plain.set_input_files("[name=file]", chosen)

    press(plain)

    expect(plain.get_by_text("Added as")).to_be_visible()
    assert kept(content)
    assert not PartialUpload.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_told_fits_the_screen_of_a_phone(
    live_server: Any,
    page: Page,
    sign_in: Any,
    secretariat: Any,
    url: str,
    chosen: Path,
    language: str,
    fits: Any,
):
    sign_in(live_server, secretariat)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(url if language == "en" else url.replace("/meetings/", "/ar/meetings/"))
    _ready(page)
    is_cut = cut_after(page, 2)

    page.set_input_files("[name=file]", chosen)
    expect(page.locator("progress")).to_be_visible()
    fits(page)
    is_cut.clear()
    expect(page.locator("[name=file_kept]")).not_to_have_value("")
    fits(page)
