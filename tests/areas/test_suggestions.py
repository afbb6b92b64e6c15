"""Partners suggest other words; leads take them in, change them, or say why not (B4-2)."""

import re

import pytest
from django.urls import reverse

from areas.actions import rows, sections, suggestions
from areas.annex2 import BY_KEY
from areas.models import PlanSuggestion
from areas.reading import proposals, wordings
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.ui.prose_fields import ProseInput
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from tests.factories.areas import (
    PlanFactory,
    PlanFigureFactory,
    SuggestionFactory,
    member_of,
)
from tests.factories.partners import RepresentativeFactory
from tests.forms import send

pytestmark = pytest.mark.django_db

TEXT = "Mercury matters in the example industry."


@pytest.fixture
def plan():
    return PlanFactory.create(complete=True)


@pytest.fixture
def lead(plan):
    return plan.area.lead_terms.get().person


@pytest.fixture
def member(plan):
    return member_of(plan.area)


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


def suggested(plan, by, proposed, key="I", code="text", reason=""):
    plan.__dict__.pop("text_by_section", None)
    wording = wordings.find(plan, BY_KEY[key], code)
    return suggestions.make(plan, wording, proposed=proposed, reason=reason, by=by)


def text_of(plan, key="I"):
    return plan.texts.get(section=key).text


def taken_in(client, suggestion, **typed):
    """Open the page of the suggestion, and press the button below its form."""
    page = client.get(suggestion.get_absolute_url())
    form = page.context["form"]
    where = address("suggestion_accept", suggestion.plan, suggestion.pk)
    return client.post(where, {"text": form["text"].value(), "version": form.token} | typed)


def test_a_partner_changes_the_present_words_and_the_lead_sees_the_change(
    as_user, plan, lead, member
):
    where = f"{address('suggestion_make', plan, 'I')}?text=text"
    offered = as_user(member).get(where).text
    proposed = TEXT.replace("example industry", "example region")

    send(as_user(member), where, {"proposed": proposed, "reason": "It is wider."})

    suggestion = plan.suggestions.get()
    page = as_user(lead).get(suggestion.get_absolute_url()).text
    assert TEXT in offered
    assert "The public never does." in offered
    assert re.search(r"<del\s*>industry</del>", page)
    assert re.search(r"<ins\s*>region</ins>", page)
    assert "It is wider." in page
    [mail] = Message.objects.filter(template__contains="suggestion_made")
    assert mail.recipient == lead


def test_texts_of_a_section_are_offered_with_those_of_its_entries(as_user, plan, member):
    page = as_user(member).get(address("suggestion_make", plan, "IV")).text

    assert "Effort 1, Description" in page
    assert "Milestone 1, Milestone" in page
    assert "Cost" not in page


def test_a_section_without_texts_says_so(as_user, plan, member):
    page = as_user(member).get(address("suggestion_make", plan, "X")).text

    assert "This section has no text yet" in page


@pytest.mark.parametrize("key", ["XX", "I?text=efforts-1-cost", "I?text=x\0"])
def test_what_is_not_there_is_not_found(as_user, plan, member, key):
    section, _mark, query = key.partition("?")
    where = f"{address('suggestion_make', plan, section)}?{query}"

    assert as_user(member).get(where).status_code == 404


def test_nothing_changed_is_no_suggestion(as_user, plan, member):
    where = f"{address('suggestion_make', plan, 'I')}?text=text"

    page = send(as_user(member), where, {"proposed": TEXT})

    assert page.status_code == 422
    assert not plan.suggestions.exists()


def test_words_that_changed_while_somebody_wrote_are_shown_again(
    as_user, plan, lead, member
):
    where = f"{address('suggestion_make', plan, 'I')}?text=text"
    seen = wordings.of_text(plan, BY_KEY["I"]).token
    sections.save_text(plan, "I", "Meanwhile other words.", by=lead)

    page = as_user(member).post(where, {"proposed": "My own words.", "version": seen})

    assert page.status_code == 422
    assert "was changed meanwhile" in page.text
    assert "My own words." in page.text
    assert "Meanwhile other words." in page.text


def test_leads_and_strangers_suggest_nothing(as_user, plan, lead, secretariat):
    where = f"{address('suggestion_make', plan, 'I')}?text=text"

    assert as_user(lead).get(where).status_code == 403
    assert as_user(secretariat).get(where).status_code == 403


def test_who_speaks_for_two_partners_says_for_which(plan, member):
    second = RepresentativeFactory.create(person=member).partner
    plan.area.memberships.create(partner=second, since=today())

    with pytest.raises(RuleRefusedError, match="you speak for several"):
        suggested(plan, member, "Mercury matters to all.")


def test_the_same_suggestion_sent_twice_is_one(plan, member):
    first = suggested(plan, member, "Mercury matters to all.")

    assert suggested(plan, member, "Mercury matters to all.") == first


def test_accepted_words_stand_in_the_text_and_the_revision_names_their_author(
    as_user, plan, lead, member
):
    suggestion = suggested(plan, member, "Mercury matters to all.")

    answer = taken_in(as_user(lead), suggestion)

    suggestion.refresh_from_db()
    assert answer["Location"] == address("section_edit", plan, "I")
    assert (text_of(plan), suggestion.status) == ("Mercury matters to all.", "accepted")
    newest = Revision.objects.of("areas.section", f"{plan.pk}-I").taken_in()[0]
    assert newest.saved_by == member
    [mail] = Message.objects.filter(template__contains="suggestion_settled")
    assert mail.recipient == member


def test_words_that_the_lead_changed_are_the_leads(as_user, plan, lead, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")

    taken_in(as_user(lead), suggestion, text="Mercury matters to nearly all.")

    suggestion.refresh_from_db()
    newest = Revision.objects.of("areas.section", f"{plan.pk}-I").taken_in()[0]
    assert (suggestion.status, newest.saved_by) == ("adapted", lead)
    assert text_of(plan) == "Mercury matters to nearly all."


def test_a_field_of_an_entry_takes_other_words_and_keeps_the_rest(
    as_user, plan, lead, member
):
    plan.efforts.update(contact=lead)
    effort = plan.efforts.get()
    code = f"efforts-{effort.pk}-description"
    suggestion = suggested(plan, member, "Train forty laboratories.", "IV", code)

    answer = taken_in(as_user(lead), suggestion)

    effort.refresh_from_db()
    assert answer["Location"] == address("row_change", plan, "efforts", effort.pk)
    assert effort.description == "Train forty laboratories."
    assert (effort.cost, effort.target) == (1000, "40 laboratories")


def test_what_was_saved_in_another_place_since_is_joined(as_user, plan, lead, member):
    both = "First words.\n\nSecond words."
    sections.save_text(plan, "I", both, by=lead)
    suggestion = suggested(plan, member, both.replace("First", "Better"))
    sections.save_text(plan, "I", both.replace("Second", "Later"), by=lead)

    page = as_user(lead).get(suggestion.get_absolute_url()).text
    taken_in(as_user(lead), suggestion)

    suggestion.refresh_from_db()
    assert "What changed since it was suggested" in page
    assert "Both fit together" in page
    assert text_of(plan) == "Better words.\n\nLater words."
    assert suggestion.status == "accepted"


def test_what_was_saved_in_the_same_place_since_is_shown_as_a_conflict(
    as_user, plan, lead, member
):
    suggestion = suggested(plan, member, "Mercury matters to all.")
    sections.save_text(plan, "I", "Mercury matters nowhere.", by=lead)

    page = as_user(lead).get(suggestion.get_absolute_url())

    assert "Both change the same place" in page.text
    assert page.context["form"]["text"].value() == "Mercury matters to all."


def test_words_saved_while_the_lead_decides_are_overwritten_by_nobody(
    as_user, plan, lead, member
):
    suggestion = suggested(plan, member, "Mercury matters to all.")
    seen = wordings.of_text(plan, BY_KEY["I"]).token
    sections.save_text(plan, "I", "Meanwhile other words.", by=lead)
    where = address("suggestion_accept", plan, suggestion.pk)

    page = as_user(lead).post(where, {"text": "Mercury matters to all.", "version": seen})

    assert page.status_code == 409
    assert "was changed meanwhile" in page.text
    assert text_of(plan) == "Meanwhile other words."


def test_words_that_the_form_of_an_entry_refuses_are_not_taken_in(
    as_user, plan, lead, member
):
    action = plan.actions.first()
    suggestion = suggested(plan, member, "x" * 400, "III", f"actions-{action.pk}-title")

    page = taken_in(as_user(lead), suggestion)

    assert page.status_code == 422
    assert "Please shorten the text" in page.text


def test_a_suggestion_for_an_entry_that_went_says_so(as_user, plan, lead, member):
    donor = plan.donors.get()
    suggestion = suggested(plan, member, "Other fund", "VII", f"donors-{donor.pk}-name")
    rows.remove(plan, donor, by=lead)

    page = as_user(lead).get(suggestion.get_absolute_url())
    where = address("suggestion_accept", plan, suggestion.pk)
    answer = as_user(lead).post(where, {"text": "x", "version": "x"})

    assert "The entry that this was about was removed." in page.text
    assert "Donor that was removed" in page.text
    assert answer["Location"] == suggestion.get_absolute_url()
    proposal = proposals.of(suggestion, lead)
    assert (proposal.since, proposal.result) == ((), ())
    with pytest.raises(RuleRefusedError, match="was removed"):
        suggestions.accept(suggestion, text="x", seen="x", by=lead)


def test_a_lead_refuses_with_a_reason_that_the_author_reads(as_user, plan, lead, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")
    where = address("suggestion_refuse", plan, suggestion.pk)

    unsaid = as_user(lead).post(where, {"reason": " "})
    as_user(lead).post(where, {"reason": "The industry is meant."})

    page = as_user(member).get(suggestion.get_absolute_url()).text
    assert unsaid.status_code == 422
    assert "The industry is meant." in page
    assert "Not accepted" in page
    assert text_of(plan) == TEXT


def test_an_author_withdraws_a_suggestion_and_nobody_else(as_user, plan, lead, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")
    where = address("suggestion_withdraw", plan, suggestion.pk)

    refused = as_user(lead).post(where)
    as_user(member).post(where)

    suggestion.refresh_from_db()
    assert refused.status_code == 403
    assert suggestion.status == "withdrawn"


def test_a_member_takes_nothing_in(as_user, plan, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")

    for step in ("suggestion_accept", "suggestion_refuse"):
        assert as_user(member).post(address(step, plan, suggestion.pk)).status_code == 403


def test_the_address_of_the_button_leads_to_the_suggestion(as_user, plan, lead, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")

    answer = as_user(lead).get(address("suggestion_accept", plan, suggestion.pk))
    empty = as_user(lead).post(
        address("suggestion_accept", plan, suggestion.pk), {"text": ""}
    )

    assert answer["Location"] == suggestion.get_absolute_url()
    assert empty.status_code == 422


def test_suggestions_stand_on_the_plan_and_beside_their_section(
    as_user, plan, lead, member
):
    waiting = suggested(plan, member, "Mercury matters to all.")
    settled = SuggestionFactory.create(plan=plan, over=True)

    on_plan = as_user(member).get(plan.get_absolute_url()).text
    beside = as_user(lead).get(address("section_edit", plan, "I")).text
    elsewhere = as_user(lead).get(address("section_edit", plan, "VIII")).text

    assert on_plan.index(waiting.get_absolute_url()) < on_plan.index(
        settled.get_absolute_url()
    )
    assert waiting.get_absolute_url() in beside
    assert settled.get_absolute_url() not in beside
    assert waiting.get_absolute_url() not in elsewhere


# Of texts with signs ------------------------------------------------------------------------

SIGNED = """%%%
# Where it comes from

Small **mines** use [it](https://example.org/).

- First
- Second"""


def test_words_of_a_text_with_signs_are_changed_as_it_reads(as_user, plan, lead, member):
    sections.save_text(plan, "I", SIGNED, by=lead)
    where = f"{address('suggestion_make', plan, 'I')}?text=text"

    chosen = as_user(member).get(address("suggestion_make", plan, "I")).text
    page = as_user(member).get(where)

    assert isinstance(page.context["form"].fields["proposed"].widget, ProseInput)
    assert "Where it comes from" in chosen
    assert "%%%" not in chosen


def test_a_field_of_an_entry_is_changed_without_signs(as_user, plan, member):
    code = f"efforts-{plan.efforts.get().pk}-description"

    page = as_user(member).get(f"{address('suggestion_make', plan, 'IV')}?text={code}")

    assert "data-prose" not in page.text


def test_a_change_beside_bold_words_is_shown_without_signs_and_taken_in_with_them(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", SIGNED, by=lead)
    proposed = SIGNED.replace("Small", "Large").replace("- Second", "- Next")
    where = f"{address('suggestion_make', plan, 'I')}?text=text"

    send(as_user(member), where, {"proposed": proposed})
    suggestion = plan.suggestions.get()
    page = as_user(member).get(suggestion.get_absolute_url()).text
    taken_in(as_user(lead), suggestion)

    assert re.search(r"<del\s*>Small</del>", page)
    assert re.search(r"<ins\s*>Large</ins>", page)
    assert "Large <strong>mines</strong>" in page
    assert "**" not in page
    suggestion.refresh_from_db()
    assert (text_of(plan), suggestion.status) == (proposed, "accepted")


def test_another_look_of_the_same_words_is_told_as_such(as_user, plan, lead, member):
    sections.save_text(plan, "I", SIGNED, by=lead)
    suggestion = suggested(
        plan, member, SIGNED.replace("Small **mines**", "**Small mines**")
    )

    page = as_user(member).get(suggestion.get_absolute_url()).text

    assert "only how they look is another one" in page
    assert "<strong>Small mines</strong>" in page


def test_the_first_line_is_lost_by_nobody(as_user, plan, lead, member):
    sections.save_text(plan, "I", SIGNED, by=lead)
    where = f"{address('suggestion_make', plan, 'I')}?text=text"
    without = SIGNED.replace("%%%\n", "").replace("Small", "Large")

    send(as_user(member), where, {"proposed": without})
    suggestion = plan.suggestions.get()
    taken_in(as_user(lead), suggestion, text=without.replace("First", "One"))

    assert suggestion.proposed == SIGNED.replace("Small", "Large")
    assert text_of(plan) == SIGNED.replace("Small", "Large").replace("First", "One")


def test_signs_that_mean_the_same_are_no_suggestion(as_user, plan, lead, member):
    sections.save_text(plan, "I", "First words.\nSecond words.", by=lead)
    where = f"{address('suggestion_make', plan, 'I')}?text=text"

    page = send(as_user(member), where, {"proposed": "%%%\nFirst words.\n\nSecond words."})

    assert page.status_code == 422
    assert "These are the words that stand there already" in page.text


def test_a_suggestion_fits_a_text_that_got_signs_meanwhile(as_user, plan, lead, member):
    sections.save_text(plan, "I", "First words.\n\nSecond words.", by=lead)
    suggestion = suggested(plan, member, "Better words.\n\nSecond words.")
    sections.save_text(plan, "I", "%%%\nFirst words.\n\n**Second** words.", by=lead)

    taken_in(as_user(lead), suggestion)

    assert text_of(plan) == "%%%\nBetter words.\n\n**Second** words."


def test_words_that_got_another_look_meanwhile_are_put_together_by_the_lead(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", SIGNED, by=lead)
    suggestion = suggested(plan, member, SIGNED.replace("Small", "Large"))
    meanwhile = SIGNED.replace("Small **mines**", "**Small mines**")
    sections.save_text(plan, "I", meanwhile, by=lead)

    page = as_user(lead).get(suggestion.get_absolute_url())

    assert "Both change the same place" in page.text
    assert page.context["form"]["text"].value() == SIGNED.replace("Small", "Large")
    assert text_of(plan) == meanwhile


def test_figures_of_the_text_are_seen_with_the_suggestion(as_user, plan, lead, member):
    figure = PlanFigureFactory.create(area=plan.area)
    text = f"%%%\nFirst words.\n\n![{figure.pk}] A map"
    sections.save_text(plan, "I", text, by=lead)
    where = f"{address('suggestion_make', plan, 'I')}?text=text"
    suggestion = suggested(plan, member, text.replace("First", "Better"))

    written = as_user(member).get(where)
    page = as_user(lead).get(suggestion.get_absolute_url()).text

    place = figure.document.get_absolute_url()
    assert written.context["figures"] == {figure.pk: place}
    assert f'<img src="{place}" alt="A map">' in page


def test_nobody_outside_the_area_sees_a_suggestion(as_user, plan, person, member):
    suggestion = suggested(plan, member, "Mercury matters to all.")

    assert as_user(person).get(suggestion.get_absolute_url()).status_code == 404


def test_on_a_submitted_version_only_the_area_sees_it(as_user, person, secretariat):
    plan = PlanFactory.create(status="under_review")
    suggestion = SuggestionFactory.create(plan=plan, over=True)

    assert as_user(person).get(suggestion.get_absolute_url()).status_code == 404
    assert as_user(secretariat).get(suggestion.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("status", "tone"), [("open", "info"), ("adapted", "ok"), ("withdrawn", "neutral")]
)
def test_each_state_has_its_tone(status, tone):
    assert PlanSuggestion(status=status).tone == tone
