"""An act passes through few files from its address to the mail, and CONTRIBUTING lists them."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test.signals import template_rendered
from django.urls import resolve, reverse

from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from tests.factories.partners import LetterFactory

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"gmp_portal", "partners", "areas", "advisory_group", "reporting"}
# 34 in the first version of the portal; three more stand before every page since (ADR 35, 36), two
# sort its mails (ADR 44), speakers are told from contributors (ADR 45), two know who looks
# through whose eyes, and what every page says (ADR 49), and one adds own words to mails (ADR 52).
# Two say for the partner what its sender said as an applicant.
MOST = 46
# Where the search begins, which follows every act.
FOLLOWS = ROOT / "gmp_portal/search/index.py"


@contextmanager
def files_that_run() -> Iterator[set[str]]:
    """Collect the modules whose functions are called, and the templates that are filled in."""
    files: set[str] = set()
    aside: list[FrameType] = []

    def note_function(frame: FrameType, event: str, _argument: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path == FOLLOWS and not aside:
            aside.append(frame)
        elif event == "return" and aside == [frame]:
            aside.clear()
        elif event == "call" and not aside and path.is_relative_to(ROOT):
            files.add(path.relative_to(ROOT).as_posix())

    def note_template(template: Any, **_kwargs: Any) -> None:
        files.add(f"templates/{template.name}")

    template_rendered.connect(note_template)
    sys.setprofile(note_function)
    try:
        yield files
    finally:
        sys.setprofile(None)
        template_rendered.disconnect(note_template)


def opened(officer: Any) -> tuple[str, dict[str, str]]:
    """The form of a checked letter, filled in."""
    url = address()
    read = officer.get(url).context["form"].read_token
    return url, {"confirmed": "on", "read": read}


def confirm(officer: Any, url: str, sent: dict[str, str]) -> None:
    """Press the button on a checked letter, and send the mails."""
    # As a browser sends a form that has no file.
    form = "application/x-www-form-urlencoded"
    assert officer.post(url, urlencode(sent), content_type=form).status_code == 302
    for job in Job.objects.filter(kind="notifications.send", state="open"):
        runner.run(str(job.pk))


def address() -> str:
    """Where a checked letter is confirmed."""
    return reverse("partners:letter_confirm", args=[LetterFactory(checked=True).key])


def listed() -> set[str]:
    """The files that CONTRIBUTING names, each after the folder that begins its line."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [section] = re.findall(r"### One act .*?\n(.*?)\n## ", text, re.DOTALL)
    files = set()
    for item in re.split(r"\n- ", section)[1:]:
        folder, *names = re.findall(r"`([\w./]+)`", item.partition("\n\n")[0])
        files |= {f"{folder}{name}" for name in names}
    return files


@pytest.fixture
def passed(as_user, secretariat):
    """The files between the address of "confirm a letter" and its mails."""
    officer = as_user(secretariat)
    form = opened(officer)
    confirm(
        officer, *opened(officer)
    )  # once before, so that nothing is imported while it is watched
    with files_that_run() as files:
        confirm(officer, *form)
    url = address()
    page, *_parts = officer.get(url).templates
    routes = f"{resolve(url).app_names[0]}/urls.py"
    ours = {name for name in files if name.split("/")[0] in PACKAGES | {"templates"}}
    return ours | {routes, f"templates/{page.name}"}


def test_the_way_of_a_letter_to_its_mail_is_the_one_that_is_listed(passed):
    assert sorted(listed() ^ passed) == []


def test_the_way_of_a_letter_is_no_longer_than_it_was(passed):
    assert len(passed) <= MOST
