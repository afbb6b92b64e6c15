"""A sender is warned before sending, an officer may overrule with a reason (R-14)."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from gmp_portal.ui.personal_data import WITHHELD
from gmp_portal.workflow import RuleRefusedError
from partners import not_now, permissions
from partners.actions import letter_decisions, publications
from tests.before_rule import as_it_was
from tests.factories.partners import LetterFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db

NUMBER = "024 555 0142"
TEXT = f"We train twelve laboratories in the region. Call {NUMBER} for more."


def letter_in_ghana(**traits):
    country = CountryFactory.create(iso2="GH")
    return LetterFactory.create(country=country, contribution=TEXT, **traits)


def clear(letter, by, **changes):
    facts = {
        "statement": "We support the Partnership.",
        "contribution": TEXT,
        "has_personal_data": False,
    }
    letter_decisions.clear(letter, by=by, **(facts | changes))


def test_the_sender_is_warned_before_sending_and_sees_where(as_user):
    letter = letter_in_ghana()

    page = as_user(letter.sender).get(reverse("partners:letter_submit", args=[letter.key]))

    html = page.content.decode()
    assert "This looks like personal data" in html
    assert f'#id_contribution">Contribution</a>: <bdi>{NUMBER}</bdi>' in html


def test_the_sender_sees_that_the_public_will_not_see_it(as_user):
    letter = letter_in_ghana()

    page = as_user(letter.sender).get(reverse("partners:letter_submit", args=[letter.key]))

    told = [row for _part, rows in page.context["answers"] for row in rows]
    [row] = [row for row in told if row.label == "Contribution"]
    assert (row.value, row.public) == (TEXT, TEXT.replace(NUMBER, WITHHELD))
    assert NUMBER not in str(page.context["sheet"])


def test_nobody_is_warned_of_a_letter_without_personal_data(as_user):
    letter = LetterFactory.create(contribution="We train twelve laboratories in 2026-2027.")

    page = as_user(letter.sender).get(reverse("partners:letter_submit", args=[letter.key]))

    assert "This looks like personal data" not in page.content.decode()


def test_a_national_number_of_the_senders_country_does_not_pass(secretariat):
    letter = letter_in_ghana(confirmed=True)

    with pytest.raises(RuleRefusedError, match=NUMBER) as refusal:
        clear(letter, secretariat)

    assert refusal.value.clause == "R-14"


def test_the_officer_overrules_with_a_reason_that_the_ledger_keeps(secretariat):
    letter = letter_in_ghana(confirmed=True)

    clear(letter, secretariat, overruled="This is the number of a project.")

    letter.refresh_from_db()
    entry = Entry.objects.get(kind="letter.cleared")
    assert letter.overruled == {
        "hits": [NUMBER],
        "reason": "This is the number of a project.",
    }
    assert entry.body["reason"] == "This is the number of a project."
    assert entry.body["overruled"] == 1


def test_the_form_asks_for_the_reason_and_takes_it(as_user, secretariat):
    letter = letter_in_ghana(confirmed=True)
    url = reverse("partners:letter_clear", args=[letter.key])
    sent = {"public_contribution": TEXT, "clear": "1"}
    officer = as_user(secretariat)

    refused = officer.post(url, sent)
    taken = officer.post(url, sent | {"overrule_reason": "A project."})

    letter.refresh_from_db()
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "say below why" in refused.content.decode()
    assert letter.overruled["hits"] == [NUMBER]


def test_the_reason_is_kept_with_a_draft_of_the_clearance(as_user, secretariat):
    letter = letter_in_ghana(confirmed=True)
    url = reverse("partners:letter_clear", args=[letter.key])
    officer = as_user(secretariat)

    officer.post(url, {"public_contribution": TEXT, "overrule_reason": "A project."})

    letter.refresh_from_db()
    assert letter.overruled == {"reason": "A project."}
    assert "A project." in officer.get(letter.get_absolute_url()).content.decode()


def test_what_is_published_is_looked_at_again(secretariat):
    letter = letter_in_ghana(cleared=True)
    as_it_was(letter, public_contribution=TEXT)

    with pytest.raises(RuleRefusedError, match=NUMBER) as refusal:
        publications.publish(letter, by=secretariat)

    assert refusal.value.clause == "R-14"


def test_the_page_offers_no_publishing_of_what_would_be_refused(secretariat):
    letter = letter_in_ghana(cleared=True)
    as_it_was(letter, public_contribution=TEXT)

    possible = permissions.LETTER.possible(secretariat, letter)

    assert "publish" not in possible
    assert NUMBER in str(not_now.why_not_published(letter))


def test_a_clearance_that_is_done_again_needs_its_reason_again(secretariat):
    letter = letter_in_ghana(
        cleared=True, public_contribution=TEXT, overruled={"hits": [NUMBER], "reason": "x"}
    )

    letter_decisions.reopen_clearance(letter, reason="Another look.", by=secretariat)

    letter.refresh_from_db()
    assert letter.overruled == {}
    with pytest.raises(RuleRefusedError, match=NUMBER):
        clear(letter, secretariat)


def test_what_was_overruled_is_published(secretariat):
    letter = letter_in_ghana(
        cleared=True, public_contribution=TEXT, overruled={"hits": [NUMBER], "reason": "x"}
    )

    publications.publish(letter, by=secretariat)

    assert letter.status == "published"


@pytest.mark.parametrize(("text", "warnings"), [("Call 024 555 0142.", 1), ("In 2026.", 0)])
def test_who_writes_what_becomes_public_is_warned(as_user, secretariat, text, warnings):
    from tests.factories.meetings import DecisionFactory  # noqa: PLC0415

    decision = DecisionFactory.create()
    url = reverse("meetings:decision_redraft", args=[decision.slug])
    officer = as_user(secretariat)
    form = officer.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"text": text}

    answer = officer.post(url, sent)

    said = [str(note) for note in get_messages(answer.wsgi_request)]
    assert sum("looks like personal data" in note for note in said) == warnings
