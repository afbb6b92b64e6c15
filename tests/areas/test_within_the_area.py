"""What only the area may read does not go on to others: by history, by file, by mail (B4-2)."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from areas import file_access
from areas.actions import comments, companions, files, memberships, plans, suggestions
from areas.annex2 import BY_KEY
from areas.models import Effort, PlanFile
from areas.reading import removed, wordings
from areas.writings import SECTION, SectionOfPlan
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.files import store as store_file
from gmp_portal.notifications.models import Message
from gmp_portal.writing.models import Revision
from tests.factories.areas import (
    PICTURE,
    CommentFactory,
    PlanFactory,
    SuggestionFactory,
    advance,
    member_of,
)

pytestmark = pytest.mark.django_db
REASON = "The industry itself is meant."
UPLOAD = Checked(b"%PDF-1.7 sample", "sample.pdf", "application/pdf")


@pytest.fixture
def plan():
    return PlanFactory.create(complete=True)


@pytest.fixture
def lead(plan):
    return plan.area.lead_terms.get().person


def copy_of(plan, kind=PlanFile.Kind.WORD, language="fr"):
    def store():
        return store_file(
            b"%PDF-1.7 sample",
            name="plan.pdf",
            media_type="application/pdf",
            policy=file_access.COPY,
        )

    return files.keep(plan, kind, language, "0" * 64, store)


# The history -----------------------------------------------------------------------------


def test_the_public_history_does_not_say_why_a_suggestion_was_refused(plan, lead, client):
    suggestion = SuggestionFactory.create(plan=plan)
    suggestions.refuse(suggestion, reason=REASON, by=lead)
    advance(plan, "published")

    page = client.get(plan.get_absolute_url()).content.decode()

    assert REASON not in page


@pytest.mark.parametrize("is_public", [True, False])
def test_the_public_history_names_public_companions_only(plan, lead, client, is_public):
    companion = companions.add(
        plan, UPLOAD, title="Example budget", language="en", is_public=is_public, by=lead
    )
    companions.remove(companion, by=lead)
    advance(plan, "published")

    page = client.get(plan.get_absolute_url()).content.decode()

    assert ("Example budget" in page) is is_public


# Files -----------------------------------------------------------------------------------


def test_files_of_a_draft_go_when_the_advisory_group_may_read_the_plan(plan, lead):
    advance(plan, "agreed")
    copy_of(plan)

    plans.submit(plan, by=lead)

    assert not plan.made_files.exists()


def test_files_from_before_go_when_everybody_may_read_the_plan(plan, secretariat):
    advance(plan, "aligned")
    copy_of(plan)

    plans.publish(plan, by=secretariat)

    assert not plan.made_files.exists()


def test_a_file_that_is_made_while_the_plan_goes_on_is_not_kept(plan):
    late = type(plan).objects.get(pk=plan.pk)
    advance(plan, "under_review")

    kept = copy_of(late)

    assert kept is None
    assert not plan.made_files.filter(language="fr").exists()


# Mails -----------------------------------------------------------------------------------


def answers_to(person):
    return Message.objects.filter(recipient=person, template__contains="comment_answered")


def test_whoever_left_the_area_hears_no_more_of_what_is_said_there(plan, lead):
    member = member_of(plan.area)
    comment = CommentFactory.create(plan=plan, author=member)
    partner = member.representatives.get().partner
    memberships.leave(plan.area, partner, by=member)

    comments.reply(comment, text="Only the area reads this.", by=lead)

    assert not answers_to(member).exists()


def test_whoever_is_in_the_area_hears_of_an_answer(plan, lead):
    member = member_of(plan.area)
    comment = CommentFactory.create(plan=plan, author=member)

    comments.reply(comment, text="Only the area reads this.", by=lead)

    assert answers_to(member).exists()


# Texts -----------------------------------------------------------------------------------


def test_an_answer_that_was_withdrawn_lets_its_comment_be_changed(plan, lead):
    member = member_of(plan.area)
    comment = CommentFactory.create(plan=plan, author=member)
    answer = comments.reply(comment, text="Too early.", by=lead)
    comments.withdraw(answer, by=lead)
    comment.refresh_from_db()

    comments.edit(comment, text="Other words.", by=member)

    comment.refresh_from_db()
    assert comment.text == "Other words."


def test_an_entry_that_was_removed_before_there_were_keys_comes_back(plan, as_user, lead):
    """Its record names a field that is no more."""
    effort = plan.efforts.first()
    window = as_user(lead)
    place = [plan.area.slug, plan.number, "efforts", effort.pk]
    window.post(reverse("areas:row_remove", args=place), {"confirmed": "on"})
    kept = Revision.objects.filter(kind=removed.KIND).first()
    records = json.loads(kept.values["rows"][0])
    for record in records:
        record["fields"].pop("key")
        record["fields"]["continues"] = None
    kept.pk, kept.number = None, kept.number + 1
    kept.values = kept.values | {"rows": [json.dumps(records)]}
    kept.save(force_insert=True)

    answer = window.post(reverse("areas:row_bring_back", args=place))

    assert answer.status_code == 302
    assert Effort.objects.get(pk=effort.pk).key is not None


def test_a_suggestion_is_taken_in_in_the_order_of_every_save(plan, lead):
    """The words are held before the plan, or two savers would wait for each other."""
    suggestion = SuggestionFactory.create(plan=plan)
    seen = wordings.of_text(plan, BY_KEY["I"]).token
    held = []

    def note(execute, sql, *rest):
        if "pg_advisory" in sql:
            held.append("words")
        elif "FOR UPDATE" in sql and "areas_planversion" in sql:
            held.append("plan")
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        suggestions.accept(suggestion, text=suggestion.proposed, seen=seen, by=lead)

    assert held[:2] == ["words", "plan"]


def test_a_text_to_which_a_figure_is_added_without_scripts_stays_a_revision(
    plan, as_user, lead
):
    key = SECTION.key(SectionOfPlan(plan, BY_KEY["VI"]))
    before = plan.text_of("VI")
    place = [plan.area.slug, plan.number, "VI"]
    upload = SimpleUploadedFile("mines.png", PICTURE, content_type="image/png")

    answer = as_user(lead).post(
        reverse("areas:figure_add", args=place),
        {"file": upload, "alternative": "Mines on a map", "caption": "", "source": ""},
    )

    texts = [each.values["text"] for each in Revision.objects.of(SECTION.kind, key)]
    assert answer.status_code == 302
    assert [before] in texts
