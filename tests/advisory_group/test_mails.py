"""Each mail of the group, word for word."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from advisory_group.models import (
    ChairTerm,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    Seat,
)
from areas.models import PartnershipArea, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.notifications import outbox
from partners.models import Partner
from tests.mails import check_chinese, check_mail

TEMPLATES = Path(__file__).parents[2] / "templates/advisory_group/emails"
# What people wrote themselves stays as it is.
CONTENT = (
    "Please look at the figures",
    "Knows the field",
    "Moved to another post",
)

ALICE, READER = User(pk=1, name="Alice O'Sample"), User(pk=2, name="Reader & Sons")
AREA = PartnershipArea(pk=3, slug="products", names={"en": "Mercury & products"})
PARTNER = Partner(pk=4, name="Example <Institute>")
DECISION = Decision(pk=5, symbol="PAG/2026/D/1", body=Body(pk=6, name="PAG"))
TERM = days(date(2026, 3, 1), date(2028, 2, 29))
SEAT = Seat(
    pk=7,
    person=ALICE,
    organisation="Example <Institute>",
    period=TERM,
    ended_reason="Moved to another post.",
)
CHAIR = ChairTerm(
    pk=8,
    person=ALICE,
    kind="co_chair",
    period=TERM,
    decision=DECISION,
    ended_reason="Steps down.",
)
INVITATION = Invitation(
    pk=9,
    person=ALICE,
    organisation="Example <Institute>",
    starts_on=date(2026, 3, 1),
    ends_on=date(2028, 2, 29),
    letter_on=date(2026, 2, 2),
    letter_reference="ED-2026-17",
    seat=SEAT,
)
NOMINATION = Nomination(
    pk=10,
    area=AREA,
    partner=PARTNER,
    person=ALICE,
    reason="Knows the field.",
    nominated_by=ALICE,
)
REVIEW = PlanReview(
    pk=11,
    plan=PlanVersion(pk=12, area=AREA, number=2),
    due_at=datetime(2026, 4, 1, 17, tzinfo=UTC),
    note="Please look at the figures.",
    outcome="recommendations_made",
    decision=DECISION,
)
POINT = Recommendation(
    pk=13, review=REVIEW, number=3, answer_kind="changed", answer="Version 3 says so."
)

MAILS = {
    "accepted": {"invitation": INVITATION},
    "answered": {"recommendation": POINT, "review": REVIEW},
    "answers_handed_in": {"review": REVIEW},
    "chair_ended": {"term": CHAIR, "recorder": "the secretariat"},
    "chair_ends_soon": {"term": CHAIR},
    "declined": {"invitation": INVITATION, "reason": "No time."},
    "elected": {"term": CHAIR, "recorder": "the secretariat"},
    "invitation_withdrawn": {"invitation": INVITATION, "reason": "A mistake."},
    "invited": {"invitation": INVITATION},
    "nominated": {"nomination": NOMINATION},
    "nominated_person": {"nomination": NOMINATION},
    "recommendations_drafted": {"review": REVIEW, "drafted": 2},
    "review_concluded": {"review": REVIEW},
    "review_due_soon": {"review": REVIEW},
    "review_opened": {"review": REVIEW},
    "review_opened_area": {"review": REVIEW},
    "seat_ended": {"seat": SEAT, "recorder": "the secretariat"},
}


@pytest.mark.usefixtures("either_text")
@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_mail_reads_as_agreed(name, settings):
    settings.SITE_URL = "https://portal.example.org"

    subject, body = outbox.render(
        f"advisory_group/emails/{name}.txt", "en", reader=READER, **MAILS[name]
    )

    check_mail("advisory_group", name, subject, body)


def test_every_mail_has_its_text_here():
    assert sorted(MAILS) == sorted(path.stem for path in TEMPLATES.glob("*.txt"))


def test_one_recommendation_is_spoken_of_as_one(settings):
    _subject, body = outbox.render(
        "advisory_group/emails/recommendations_drafted.txt",
        "en",
        reader=READER,
        review=REVIEW,
        drafted=1,
    )

    assert body.startswith("One new recommendation is on the list. For each one")


def test_an_invitation_without_a_last_day_names_none():
    unlimited = Invitation(
        pk=9, person=ALICE, organisation="Example", starts_on=date(2026, 3, 1)
    )

    _subject, body = outbox.render(
        "advisory_group/emails/invited.txt", "en", reader=READER, invitation=unlimited
    )

    assert "Your term would begin on 1 March 2026.\n" in body


@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_to_a_chinese_reader_is_chinese(name):
    mail = outbox.render(
        f"advisory_group/emails/{name}.txt", "zh-hans", reader=READER, **MAILS[name]
    )

    check_chinese("\n".join(mail), content=CONTENT)
