"""From the front page to a letter on its way: how many pages, answers and presses it takes (C2)."""

import re
import sys
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import LetterOfIntent
from tests.factories.reference import CountryFactory
from tests.partners.test_starting import code_in_last_mail

pytestmark = pytest.mark.django_db
MOST_PAGES, MOST_ANSWERS = 12, 14
CODE = "code"
# What each page asks of somebody who has no account and signs the letter; nothing else is needed.
START = {"kind": "government", "name": "Sample Official", "email": "official@example.org"}
PARTS = {
    "organization": {"organisation": "Example Ministry", "country": "PE"},
    "areas": {"is_for_all_areas": "on"},
    "commitment": {
        "supports": "on",
        "commits_to_goal": "on",
        "pledges-0-kind": "in_kind",
        "contribution": "Forty working days a year to train laboratories in measuring fish.",
    },
    "contact": {"contact_signs": "True"},
    "signature": {"signed_name": "Sample Official", "is_authorized": "on"},
}
ASKED = [*START, CODE, *(name for part in PARTS.values() for name in part)]


@dataclass
class Walk:
    """Somebody who goes from page to page, and counts."""

    left_out: str = ""
    client: Client = field(default_factory=Client)
    pages: int = 0
    answers: int = 0
    presses: int = 0

    def look(self, url):
        self.pages += 1
        return self.client.get(url)

    def press(self, url, said=None, **also):
        """Fill in what is asked, press the button, and see the page it leads to."""
        typed = {
            name: value for name, value in (said or {}).items() if name != self.left_out
        }
        self.answers += len(typed)
        self.presses += 1
        page = self.client.get(url)
        answer = self.client.post(url, _standing(page) | typed | also, follow=True)
        self.pages += 1
        return answer

    def join(self):
        """Home, “Become a partner”, the code, five parts, the check, the letter as it was sent."""
        self.look("/")
        self.look(reverse("partners:join"))
        start = reverse("partners:letter_start")
        self.look(start)
        asked = self.press(start, START)
        if asked.status_code != 200 or not asked.redirect_chain:
            return None
        code = {} if self.left_out == CODE else {CODE: code_in_last_mail()}
        self.press(f"/accounts/login/code/confirm/?next={start}", code)
        letter = LetterOfIntent.objects.first()
        if letter is None:
            return None
        for part, said in PARTS.items():
            url = reverse("partners:letter_part", args=[letter.key, part])
            self.press(url, said, next="1")
        self.press(reverse("partners:letter_submit", args=[letter.key]))
        letter.refresh_from_db()
        return letter


def _standing(page):
    """The values that the form of the page holds, as a browser sends them."""
    form = page.context.get("form") if page.context else None
    rows = page.context.get("rows") if page.context else None
    values = {}
    for each in (form, *(rows.forms if rows else ())):
        for bound in each or ():
            value = bound.value()
            if value not in (None, "", False, []) and not hasattr(value, "read"):
                values[bound.html_name] = value if isinstance(value, list) else str(value)
    if rows:
        values |= {"pledges-TOTAL_FORMS": "1", "pledges-INITIAL_FORMS": "1"}
    if token := re.search(r'name="version" value="(\w+)"', page.content.decode()):
        values["version"] = token[1]
    return values


@pytest.fixture(autouse=True)
def _peru(db):
    CountryFactory.create(iso2="PE")


def test_a_letter_is_sent_after_few_pages_and_answers(capsys):
    walk = Walk()

    letter = walk.join()

    told = f"{walk.pages} pages, {walk.answers} answers, {walk.presses} presses"
    with capsys.disabled():
        sys.stdout.write(f"\nFrom the front page to a letter on its way: {told}\n")
    assert letter.status == LetterOfIntent.Status.SUBMITTED
    assert walk.pages <= MOST_PAGES
    assert walk.answers <= MOST_ANSWERS


@pytest.mark.parametrize("name", ASKED)
def test_each_of_these_answers_is_required(name):
    letter = Walk(left_out=name).join()

    assert letter is None or letter.is_draft
