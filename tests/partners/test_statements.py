"""A partner says that it leaves, takes it back, and comes back (R-11, R-47)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners import permissions, scheduled, worklist
from partners.actions import partners, statements
from partners.models import PartnerStatement
from partners.reading import held
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import LeadTermFactory, MembershipFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db
NAME = "Example Leaving League"
SAID = {"words": "Our programme ends.", "name": NAME}


@pytest.fixture
def term():
    return RepresentativeFactory.create(partner__name=NAME)


def address(name, partner, *more):
    return reverse(f"partners:{name}", args=[partner.slug, *more])


def test_a_partner_says_that_it_leaves_and_takes_part_until_the_day(as_user, term):
    client, url = as_user(term.person), address("partner_withdraw", term.partner)
    shown = client.get(url)

    client.post(url, SAID)

    statement = PartnerStatement.objects.get()
    term.partner.refresh_from_db()
    assert shown.status_code == 200
    assert statement.leaves_on == today() + timedelta(days=14)
    assert term.partner.is_confirmed
    assert "Leaving on" in client.get(term.partner.get_absolute_url()).text


def test_that_it_leaves_is_not_public_before_the_day(client, term):
    PartnerStatementFactory.create(partner=term.partner)

    assert "Leaving on" not in client.get(term.partner.get_absolute_url()).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Another"},
        {"words": ""},
        {"leaves_on": "2026-01-01"},
        {"leaves_on": "2999-01-01"},
        {"name": ""},
    ],
)
def test_what_is_wrong_is_422_and_keeps_what_was_typed(as_user, term, wrong):
    response = as_user(term.person).post(
        address("partner_withdraw", term.partner), SAID | wrong
    )

    assert response.status_code == 422
    assert (SAID | wrong)["words"] in response.text
    assert not PartnerStatement.objects.exists()


def test_the_short_name_and_other_case_are_the_name_too(term):
    short = RepresentativeFactory.create(partner__short_name="EXLL")

    for each, name in ((term, NAME.upper()), (short, "exll")):
        statements.leave(each.partner, words="We close.", name=name, by=each.person)

    assert PartnerStatement.objects.leaving().count() == 2


def test_what_it_holds_is_named_before(as_user, term):
    partner = term.partner
    LetterFactory.create(confirmed=True, partner=partner, reference="LOI-2026-0999")
    LeadTermFactory.create(partner=partner, person__name="Sample Lead of it")
    SeatFactory.create(partner=partner)
    ProgressReportFactory.create(partner=partner, cycle__name="Example cycle of it")

    page = as_user(term.person).get(address("partner_withdraw", partner)).text

    assert len(held.by(partner)) == 4
    assert "LOI-2026-0999" in page
    assert "Sample Lead of it" in page
    assert "Example cycle of it" in page


def test_leaving_answers_the_question_that_waits(term):
    question = SilenceQuestionFactory.create(partner=term.partner)

    statements.leave(term.partner, **SAID, by=term.person)

    question.refresh_from_db()
    assert (question.status, question.settled_by) == ("leaves", term.person)


def test_leads_of_its_areas_are_told_once(term):
    lead = LeadTermFactory.create(area=MembershipFactory.create(partner=term.partner).area)

    statements.leave(term.partner, **SAID, by=term.person)

    mail = Message.objects.get(template="areas/emails/partner_standing.txt")
    assert mail.recipient == lead.person


def test_an_officer_records_a_statement_on_paper(as_user, secretariat, term):
    url = address("statement_record", term.partner)
    day = today() + timedelta(days=30)
    client = as_user(secretariat)
    shown = client.get(url).text

    client.post(url, SAID | {"leaves_on": day})

    statement = PartnerStatement.objects.get()
    mail = Message.objects.get(
        template="partners/emails/leaving_said.txt", recipient=term.person
    )
    assert "statement on paper" in shown
    assert (statement.is_on_paper, statement.leaves_on) == (True, day)
    assert "on paper" in mail.body


def test_only_the_secretariat_records_paper_and_only_its_people_speak(
    as_user, secretariat, term
):
    partner = term.partner
    as_people = as_user(term.person).get(address("statement_record", partner)).status_code
    as_officer = as_user(secretariat).get(address("partner_withdraw", partner)).status_code

    assert (as_people, as_officer) == (403, 403)
    assert not permissions.can_statement_record(term.person, partner)
    assert not permissions.can_statement_return(secretariat, partner)


def test_what_is_wrong_is_said_at_each_entry_at_once(as_user, term):
    url = address("partner_withdraw", term.partner)
    sent = {"words": "We close.", "leaves_on": "2026-01-01", "name": "Another"}

    refused = as_user(term.person).post(url, sent)

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"leaves_on", "name"}
    assert "We close." in refused.text
    assert not term.partner.statements.exists()


def test_whoever_leaves_already_does_not_say_so_twice(as_user, term, secretariat):
    PartnerStatementFactory.create(partner=term.partner)

    response = as_user(term.person).get(address("partner_withdraw", term.partner))

    assert response.url == term.partner.get_absolute_url()
    with pytest.raises(RuleRefusedError, match="take that back first"):
        statements.leave(term.partner, **SAID, by=secretariat)


# Taking back -----------------------------------------------------------------------------


def test_it_can_be_taken_back_until_the_day(as_user, term):
    statement = PartnerStatementFactory.create(partner=term.partner)
    url = address("statement_take_back", term.partner, statement.pk)
    client = as_user(term.person)

    client.post(url)

    statement.refresh_from_db()
    scheduled.let_partners_leave(statement.leaves_on)
    term.partner.refresh_from_db()
    assert statement.status == "taken_back"
    assert term.partner.is_confirmed


def test_others_do_not_take_it_back(as_user, person, term):
    statement = PartnerStatementFactory.create(partner=term.partner)
    url = address("statement_take_back", term.partner, statement.pk)

    assert as_user(person).post(url).status_code == 404
    contributor = RepresentativeFactory.create(partner=term.partner, role="contributor")
    assert as_user(contributor.person).post(url).status_code == 403
    assert not permissions.can_statement_take_back(contributor.person, statement)


# The day ---------------------------------------------------------------------------------


def test_on_the_day_it_leaves_and_its_people_speak_no_more(term):
    statement = PartnerStatementFactory.create(
        partner=term.partner, said_by=term.person, due=True
    )

    scheduled.let_partners_leave(today() - timedelta(days=1))
    before = PartnerStatement.objects.get().status
    scheduled.let_partners_leave(today())
    scheduled.let_partners_leave(today())

    statement.refresh_from_db()
    term.partner.refresh_from_db()
    assert (before, statement.status) == ("said", "done")
    assert term.partner.status == "withdrawn"
    assert not term.partner.representatives.current(today() + timedelta(days=1)).exists()


def test_whoever_said_it_hears_that_the_day_has_come(term):
    PartnerStatementFactory.create(partner=term.partner, said_by=term.person, due=True)

    scheduled.let_partners_leave(today())

    mail = Message.objects.get(
        template="partners/emails/partner_withdrew.txt", recipient=term.person
    )
    assert f"which {term.person.name} made for it" in mail.body


def test_nobody_is_named_as_the_author_of_what_came_on_paper(term, secretariat):
    PartnerStatementFactory.create(
        partner=term.partner, said_by=secretariat, is_on_paper=True, due=True
    )

    scheduled.let_partners_leave(today())

    mail = Message.objects.get(
        template="partners/emails/partner_withdrew.txt", recipient=term.person
    )
    assert "which came on paper" in mail.body
    assert secretariat.name not in mail.body


def test_whoever_left_otherwise_meanwhile_leaves_once(term):
    statement = PartnerStatementFactory.create(partner=term.partner, due=True)
    partners.withdraw(term.partner, reason="We close.", by=term.person)

    statements.finish(statement, today=today())

    assert statement.status == "done"


def test_the_clock_leaves_alone_what_was_taken_back_meanwhile(term):
    statement = PartnerStatementFactory.create(partner=term.partner, due=True)
    copy = PartnerStatement.objects.get()
    statements.take_back(copy, by=term.person)

    statements.finish(statement, today=today())

    term.partner.refresh_from_db()
    assert term.partner.is_confirmed


# Coming back -----------------------------------------------------------------------------


def test_an_inactive_partner_says_that_it_is_back_and_an_officer_confirms(
    as_user, secretariat
):
    term = RepresentativeFactory.create(partner__inactive=True)
    partner = term.partner
    client = as_user(term.person)
    shown = client.get(address("statement_return", partner)).status_code
    empty = client.post(address("statement_return", partner), {}).status_code
    client.post(address("statement_return", partner), {"reason": "We have new staff."})
    [task] = worklist.desk_queue()["Partners that are back"]
    page = as_user(secretariat).get(partner.get_absolute_url()).text

    as_user(secretariat).post(address("partner_reactivate", partner), {"reason": "Good."})

    partner.refresh_from_db()
    statement = PartnerStatement.objects.get()
    assert (shown, empty) == (200, 422)
    assert task.url == address("partner_reactivate", partner)
    assert "We have new staff." in page
    assert partner.is_confirmed
    assert (statement.status, statement.settled_by) == ("done", secretariat)


def test_said_twice_it_is_back_once():
    term = RepresentativeFactory.create(partner__inactive=True)

    said = [
        statements.return_(term.partner, words="We are back.", by=term.person)
        for _time in range(2)
    ]

    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("state", "words"), [("confirmed", "nothing to say"), ("withdrawn", "new letter")]
)
def test_whoever_is_not_inactive_is_told_what_to_do(person, state, words):
    partner = PartnerFactory.create(**({} if state == "confirmed" else {state: True}))

    with pytest.raises(RuleRefusedError, match=words):
        statements.return_(partner, words="We are back.", by=person)


def test_that_it_is_back_can_be_taken_back(term):
    statement = PartnerStatementFactory.create(
        partner=PartnerFactory.create(inactive=True), returns=True
    )

    statements.take_back(statement, by=statement.said_by)
    statements.take_back(statement, by=statement.said_by)

    assert statement.status == "taken_back"
    assert str(statement).startswith(str(statement.partner))


# One word after the other -----------------------------------------------------------------


def test_whoever_says_that_it_is_back_does_not_leave_any_more(term):
    partner = PartnerFactory.create(inactive=True)
    leaving = PartnerStatementFactory.create(partner=partner, due=True)
    lead = LeadTermFactory.create(area=MembershipFactory.create(partner=partner).area)

    statements.return_(partner, words="We are back.", by=term.person)

    leaving.refresh_from_db()
    [mail] = Message.objects.filter(template="areas/emails/partner_standing.txt")
    assert (leaving.status, leaving.settled_by) == ("taken_back", term.person)
    assert mail.recipient == lead.person
    assert "does not leave the Partnership" in mail.subject


def test_whoever_is_made_active_does_not_leave_on_the_day_it_named_before(secretariat):
    leaving = PartnerStatementFactory.create(
        partner=PartnerFactory.create(inactive=True), due=True
    )

    partners.reactivate(leaving.partner, reason="It is back.", by=secretariat)
    scheduled.let_partners_leave(today())

    leaving.partner.refresh_from_db()
    assert leaving.partner.is_confirmed


def test_whoever_leaves_is_not_back():
    term = RepresentativeFactory.create(partner__name=NAME, partner__inactive=True)
    back = PartnerStatementFactory.create(partner=term.partner, returns=True)

    statements.leave(term.partner, **SAID, by=term.person)

    back.refresh_from_db()
    assert back.status == "taken_back"


def test_whoever_has_left_is_not_waited_for(term):
    partner = PartnerFactory.create(inactive=True)
    back = PartnerStatementFactory.create(partner=partner, returns=True)

    partners.withdraw(partner, reason="We close.", by=term.person)

    back.refresh_from_db()
    assert back.status == "taken_back"


def test_a_confirmed_letter_answers_that_it_is_back(secretariat):
    back = PartnerStatementFactory.create(
        partner=PartnerFactory.create(inactive=True), returns=True
    )
    letter = LetterFactory.create(submitted=True)

    partners.admit(letter, partner=back.partner, by=secretariat)

    back.refresh_from_db()
    assert back.status == "done"


def test_what_somebody_else_says_of_leaving_meanwhile_is_refused(term):
    PartnerStatementFactory.create(partner=term.partner)
    said = {"words": "We close as well.", "name": term.partner.name}

    with pytest.raises(RuleRefusedError, match="take that back first"):
        statements.leave(term.partner, **said, by=term.person)


def test_pressed_twice_it_is_said_once(term):
    said = {"words": "We close.", "name": term.partner.name}

    first, again = (
        statements.leave(term.partner, **said, by=term.person) for _time in range(2)
    )

    assert again == first
