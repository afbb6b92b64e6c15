"""What an area says about a draft: at words and entries, answered, settled, made a task (B4-2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas import scheduled, worklist
from areas.actions import comments, rows, sections, tasks
from areas.annex2 import BY_KEY
from areas.models import CommentTask
from areas.reading import audience, comment_counts, spots
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import (
    CommentFactory,
    PlanFactory,
    SuggestionFactory,
    TaskFactory,
    advance,
    member_of,
)
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db

SUMMARY = "Mercury matters in the example industry."


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


def threads_of(client, plan, query=""):
    return client.get(f"{plan.get_absolute_url()}{query}").context["talk"].threads


def thread_of(client, plan):
    [thread] = threads_of(client, plan)
    return thread


# At words and entries -------------------------------------------------------------------


def test_a_comment_at_words_shows_them_among_what_stands_around(as_user, plan, member):
    as_user(member).post(
        address("comment_write", plan),
        {"section": "I", "quote": "matters in the", "text": "For whom?"},
    )

    thread = thread_of(as_user(member), plan)

    assert thread.excerpt == ("Mercury ", "matters in the", " example industry.")
    assert thread.state == "same"


def test_words_say_themselves_in_which_section_they_stand(as_user, plan, member):
    as_user(member).post(
        address("comment_write", plan), {"quote": "put before donors", "text": "When?"}
    )

    assert plan.comments.get().section == "VII"


def test_words_of_an_entry_belong_to_its_field(as_user, plan, member):
    as_user(member).post(
        address("comment_write", plan), {"quote": "Train laboratories", "text": "Which?"}
    )

    comment = plan.comments.get()
    assert (comment.section, comment.row_kind, comment.field) == (
        "IV",
        "efforts",
        "description",
    )
    assert thread_of(as_user(member), plan).about == "Section IV, Effort 1, Description"


def test_words_that_stand_nowhere_are_refused_and_kept(as_user, plan, member):
    typed = {"section": "I", "quote": "Nobody wrote this", "text": "Why?"}

    page = as_user(member).post(address("comment_write", plan), typed)

    assert page.status_code == 422
    assert "These words do not stand there" in page.text
    assert "Nobody wrote this" in page.text
    assert not plan.comments.exists()


def test_an_entry_and_its_field_are_chosen_from_a_list(as_user, plan, member):
    effort = plan.efforts.get()
    page = as_user(member).get(f"{address('comment_write', plan)}?section=IV")

    as_user(member).post(
        address("comment_write", plan),
        {
            "section": "IV",
            "about": f"efforts-{effort.pk}",
            "field": "cost",
            "text": "Too little.",
        },
    )

    assert "Effort 1" in page.text
    assert "Milestone 1" in page.text
    comment = plan.comments.get()
    assert (comment.row_pk, comment.field, comment.quote) == (effort.pk, "cost", "1000.00")
    assert thread_of(as_user(member), plan).about == "Section IV, Effort 1, Cost"


def choice_of(client, plan, words):
    """The choice that the form of a comment on section I offers for these words."""
    page = client.get(f"{address('comment_write', plan)}?section=I")
    choices = page.context["form"].fields["about"].choices
    return next(value for value, name in choices if words in str(name))


def test_a_paragraph_is_chosen_from_a_list(as_user, plan, lead, member):
    sections.save_text(plan, "I", "First line.\n\n- second line", by=lead)
    about = choice_of(as_user(member), plan, "second line")

    as_user(member).post(
        address("comment_write", plan), {"section": "I", "about": about, "text": "Why?"}
    )

    assert plan.comments.get().quote == "second line"


def test_a_paragraph_that_was_changed_meanwhile_is_asked_for_again(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", "First line.\nSecond line.", by=lead)
    about = choice_of(as_user(member), plan, "Second line")
    sections.save_text(plan, "I", "First line.\nAnother line.", by=lead)

    page = as_user(member).post(
        address("comment_write", plan), {"section": "I", "about": about, "text": "Why so?"}
    )

    assert page.status_code == 422
    assert "This was changed or removed meanwhile." in page.text
    assert "Why so?" in page.text
    assert not plan.comments.exists()


def test_a_paragraph_that_moved_meanwhile_is_still_the_one_that_was_meant(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", "First line.\nSecond line.", by=lead)
    about = choice_of(as_user(member), plan, "Second line")
    sections.save_text(plan, "I", "New line.\nFirst line.\nSecond line.", by=lead)

    as_user(member).post(
        address("comment_write", plan), {"section": "I", "about": about, "text": "Why?"}
    )

    assert plan.comments.get().quote == "Second line."


def test_of_two_paragraphs_with_the_same_words_the_chosen_one_is_meant(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", "To be done.\nFirst line.\nTo be done.", by=lead)
    about = choice_of(as_user(member), plan, "Paragraph 3")

    as_user(member).post(
        address("comment_write", plan), {"section": "I", "about": about, "text": "Why?"}
    )

    assert plan.comments.get().before_quote == "To be done.\nFirst line.\n"


def test_of_two_paragraphs_with_the_same_words_none_is_taken_after_a_change(
    as_user, plan, lead, member
):
    sections.save_text(plan, "I", "To be done.\nFirst line.\nTo be done.", by=lead)
    about = choice_of(as_user(member), plan, "Paragraph 3")
    sections.save_text(plan, "I", "To be done.\nTo be done.\nFirst line.", by=lead)

    page = as_user(member).post(
        address("comment_write", plan), {"section": "I", "about": about, "text": "Why?"}
    )

    assert page.status_code == 422
    assert not plan.comments.exists()


# At words of a text with signs ------------------------------------------------------------

SIGNED = """%%%
# Where it comes from

Small **mines** use [mercury of others](https://example.org/mercury)^[So says a survey.] each day.

- First __entry__
- 汞**污染**治理

| Year | Tonnes |
| 2024 | **12** |

![7] A map | Mines in the **north** | UNEP"""


def test_parts_of_a_text_with_signs_are_offered_in_their_words(as_user, plan, lead, member):
    sections.save_text(plan, "I", SIGNED, by=lead)

    page = as_user(member).get(f"{address('comment_write', plan)}?section=I")

    names = [str(name) for _value, name in page.context["form"].fields["about"].choices]
    assert [name.partition(": ")[2] for name in names[1:]] == [
        "Where it comes from",
        "Small mines use mercury of others each day.",
        "First entry",
        "汞污染治理",
        "Year Tonnes",
        "2024 12",
        "Mines in the north UNEP",
        "So says a survey.",
    ]


@pytest.mark.parametrize(
    ("marked", "quote"),
    [
        pytest.param("Small mines use", "Small mines use", id="across bold"),
        pytest.param("use mercury of", "use mercury of", id="across a link"),
        pytest.param("of others1 each", "of others each", id="across the call of a note"),
        pytest.param("1 each", "each", id="beginning with the call of a note"),
        pytest.param("So says a survey", "So says a survey", id="in a note"),
        pytest.param("First entry\n汞污", "First entry\n汞污", id="across entries"),
        pytest.param("污染治", "污染治", id="Chinese across bold"),
        pytest.param("2024\t12", "2024\n12", id="across cells"),
        pytest.param("in the north", "in the north", id="below a figure"),
        pytest.param("Small **mines** use", "Small mines use", id="raw"),
        pytest.param("**mines", "mines", id="half a sign, raw"),
        pytest.param("| 2024 | **12** |", "2024\n12", id="a raw row"),
        pytest.param(
            "use [mercury of others](https://example.org/mercury)^[So says a survey.] each",
            "use mercury of others each",
            id="a raw link",
        ),
    ],
)
def test_marked_words_of_a_text_with_signs_are_found(
    as_user, plan, lead, member, marked, quote
):
    sections.save_text(plan, "I", SIGNED, by=lead)

    as_user(member).post(
        address("comment_write", plan), {"section": "I", "quote": marked, "text": "Why?"}
    )

    assert plan.comments.get().quote == quote
    thread = thread_of(as_user(member), plan)
    assert (thread.state, thread.excerpt[1]) == ("same", quote)
    assert not any(sign in "".join(thread.excerpt) for sign in ("**", "![", "](", "%%%"))


def test_words_of_a_comment_that_were_kept_with_signs_are_found(as_user, plan, lead):
    sections.save_text(plan, "I", SIGNED, by=lead)
    CommentFactory.create(
        plan=plan,
        section="I",
        quote="Small **mines** use",
        before_quote="comes from\n\n",
        after_quote=" [mercury of others](https://example.org/mercury)",
    )

    thread = thread_of(as_user(lead), plan)

    assert (thread.state, thread.excerpt[1]) == ("same", "Small mines use")


def test_gone_words_that_were_kept_with_signs_are_shown_without(as_user, plan, lead):
    sections.save_text(plan, "I", "%%%\n**Nothing** of it is left.", by=lead)
    CommentFactory.create(plan=plan, section="I", quote="Small **mines** use __much")

    page = as_user(lead).get(plan.get_absolute_url()).text

    assert "“Small mines use much”" in page


def test_words_of_a_comment_outlive_that_they_become_bold(as_user, plan, lead, member):
    sections.save_text(plan, "I", "Small mines use mercury each day.", by=lead)
    as_user(member).post(
        address("comment_write", plan),
        {"section": "I", "quote": "mines use mercury", "text": "Why?"},
    )
    sections.save_text(plan, "I", "%%%\nSmall **mines** use mercury each day.", by=lead)

    thread = thread_of(as_user(lead), plan)

    assert (thread.state, thread.excerpt[1]) == ("same", "mines use mercury")


@pytest.mark.parametrize(
    "about", ["efforts-1\0", "efforts-99999999999999999999", "x", "text-9"]
)
def test_what_is_not_in_the_list_is_refused(as_user, plan, member, about):
    typed = {"section": "IV", "about": about, "text": "Why?"}

    page = as_user(member).post(address("comment_write", plan), typed)

    assert page.status_code == 422


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ("text-0", ""),
        ("text-99", ""),
        ("efforts-99999999999999999999999", ""),
        ("donors-1", ""),
        ("nothing", ""),
    ],
)
def test_a_spot_that_is_not_there_is_the_whole_section(plan, about, field):
    assert spots.spot_of(plan, BY_KEY["IV"], about, field) == spots.Spot()


def test_values_of_fields_are_told_without_other_records(plan):
    effort, objective = plan.efforts.get(), plan.objectives.get()

    assert spots.value_of(effort, "kind") == "Bilateral"
    assert spots.value_of(effort, "starts_on") == "2026-01-01"
    assert spots.value_of(effort, "partner") == ""
    assert spots.value_of(effort, "nothing") == ""
    assert spots.value_of(objective, "goal_links") == "O3"
    effort.cost = None
    assert spots.value_of(effort, "cost") == ""
    assert spots.label_of(spots.KINDS["efforts"], "nothing") == "nothing"


def test_changed_words_are_still_found_and_marked_as_changed(as_user, plan, lead, member):
    text = "About four thousand families in three provinces live from small mines here."
    sections.save_text(plan, "I", text, by=lead)
    as_user(member).post(
        address("comment_write", plan),
        {"section": "I", "quote": text[:60], "text": "Sure?"},
    )
    sections.save_text(plan, "I", text.replace("four", "six"), by=lead)

    thread = thread_of(as_user(member), plan)

    assert thread.is_changed
    assert "six thousand" in thread.excerpt[1]
    assert "Some words have changed" in as_user(member).get(plan.get_absolute_url()).text


def test_words_that_went_are_told_so_and_point_nowhere(as_user, plan, lead, member):
    as_user(member).post(
        address("comment_write", plan), {"section": "I", "quote": "matters", "text": "Why?"}
    )
    sections.save_text(plan, "I", "Something else stands here.", by=lead)

    page = as_user(member).get(plan.get_absolute_url()).text

    assert "The text has changed" in page
    assert "“matters”" in page


def test_a_comment_stays_when_its_entry_is_removed_and_comes_back(
    as_user, plan, lead, member
):
    donor = plan.donors.get()
    as_user(member).post(
        address("comment_write", plan),
        {"section": "VII", "about": f"donors-{donor.pk}", "text": "Who?"},
    )

    rows.remove(plan, donor, by=lead)
    thread = thread_of(as_user(member), plan)

    assert thread.is_gone
    assert thread.about == "Section VII, Donor that was removed"
    assert "The entry was removed" in as_user(member).get(plan.get_absolute_url()).text


def test_the_way_from_a_comment_leads_to_the_entry_for_whoever_writes(as_user, plan, lead):
    donor = plan.donors.get()
    comment = CommentFactory.create(
        plan=plan, section="VII", row_kind="donors", row_pk=donor.pk
    )
    CommentFactory.create(plan=plan, section="")

    first, second = threads_of(as_user(lead), plan)

    assert first.url == address("row_change", plan, "donors", donor.pk)
    assert (first.comment, second.url, second.about) == (comment, "", "The whole plan")


def test_a_list_that_is_no_more_harms_nobody(as_user, plan, lead):
    CommentFactory.create(plan=plan, section="VII", row_kind="gone", row_pk=1)

    thread = thread_of(as_user(lead), plan)

    assert thread.about == "Section VII"
    assert thread.is_gone


# Threads ----------------------------------------------------------------------------------


def test_answers_stand_below_a_comment_and_its_author_hears_of_them(
    as_user, plan, lead, member
):
    comment = comments.write(plan, section="I", text="Why?", by=member)

    as_user(lead).post(
        address("comment_reply", plan, comment.pk), {"text": "Because of the rivers."}
    )
    as_user(lead).post(
        address("comment_reply", plan, comment.pk), {"text": "Because of the rivers."}
    )

    thread = thread_of(as_user(member), plan)
    assert [said.comment.text for said in thread.replies] == ["Because of the rivers."]
    [mail] = Message.objects.filter(template__contains="comment_answered")
    assert mail.recipient == member
    assert comment.get_absolute_url() in mail.body


def test_an_empty_answer_is_asked_for_again(as_user, plan, lead, member):
    comment = comments.write(plan, section="I", text="Why?", by=member)

    page = as_user(lead).post(address("comment_reply", plan, comment.pk), {"text": " "})

    assert page.status_code == 422
    assert "Why?" in page.text


def test_who_speaks_for_two_partners_answers_on_a_page_of_its_own(
    as_user, plan, member, lead
):
    second = RepresentativeFactory.create(person=member).partner
    plan.area.memberships.create(partner=second, since=today())
    comment = comments.write(plan, section="I", text="Why?", by=lead)
    page = as_user(member).get(plan.get_absolute_url()).text
    where = address("comment_reply", plan, comment.pk)

    unsaid = as_user(member).post(where, {"text": "So."})
    as_user(member).post(where, {"text": "So.", "partner": second.pk})

    assert f'href="{where}"' in page
    assert unsaid.status_code == 422
    assert comment.replies.get().partner == second


def test_a_section_that_is_written_has_its_threads_beside_it(as_user, plan, lead, member):
    comment = comments.write(plan, section="I", text="Why?", by=member)
    comments.write(plan, section="II", text="Another section", by=member)
    page = as_user(lead).get(address("section_edit", plan, "I"))

    answered = as_user(lead).post(
        address("comment_reply", plan, comment.pk), {"text": "So.", "back": "section"}
    )
    settled = as_user(lead).post(
        address("comment_resolve", plan, comment.pk), {"back": "section"}
    )

    assert "Why?" in page.text
    assert "Another section" not in page.text
    expected = f"{address('section_edit', plan, 'I')}#thread-{comment.pk}"
    assert answered["Location"] == settled["Location"] == expected


def test_a_comment_that_is_settled_is_opened_again_by_its_author(
    as_user, plan, lead, member
):
    comment = comments.write(plan, section="I", text="Why?", by=member)
    comments.resolve(comment, by=lead)

    as_user(member).post(address("comment_reopen", plan, comment.pk))

    comment.refresh_from_db()
    assert comment.is_open


def test_nobody_else_opens_it_again(as_user, plan, lead, member):
    comment = comments.write(plan, section="I", text="Why?", by=member)
    comments.resolve(comment, by=lead)

    refused = as_user(member_of(plan.area)).post(
        address("comment_reopen", plan, comment.pk)
    )

    assert refused.status_code == 403


def test_an_author_changes_a_comment_while_nobody_has_answered(as_user, plan, member, lead):
    comment = comments.write(plan, section="I", text="Wy?", by=member)
    where = address("comment_edit", plan, comment.pk)

    as_user(member).post(where, {"text": "Why?"})
    page = as_user(member).get(plan.get_absolute_url()).text
    comments.reply(comment, text="So.", by=lead)
    late = as_user(member).post(where, {"text": "Never."}, follow=True)
    refused = as_user(lead).post(where, {"text": "Never."})

    comment.refresh_from_db()
    assert comment.text == "Why?"
    assert "changed by its author" in page
    assert "was answered or dealt with meanwhile" in late.text
    assert refused.status_code == 403


def test_an_author_withdraws_a_comment_and_its_words_go(as_user, plan, member):
    comment = comments.write(plan, section="I", text="Forget this.", by=member)
    where = address("comment_withdraw", plan, comment.pk)
    asked = as_user(member).get(where).text

    as_user(member).post(where, {"confirmed": "on"})

    assert "Forget this." in asked
    assert "Forget this." not in as_user(member).get(plan.get_absolute_url()).text
    assert rounds.read(comment_counts.reading(plan)).of_section("I") == 0


def test_an_answer_that_is_withdrawn_goes_and_the_comment_stays(
    as_user, plan, member, lead
):
    comment = comments.write(plan, section="I", text="Why?", by=member)
    answer = comments.reply(comment, text="No idea.", by=lead)

    as_user(lead).post(address("comment_withdraw", plan, answer.pk), {"confirmed": "on"})

    assert thread_of(as_user(member), plan).replies == []


# Who reads it -----------------------------------------------------------------------------


def test_who_reads_it_stands_beside_the_button(as_user, plan, member):
    page = as_user(member).get(plan.get_absolute_url()).text

    said = "Everybody of the area reads this: 2 partners, 1 lead, the secretariat."
    assert f"{said} The public never does." in page
    assert audience.sentence(plan.area).startswith(said)


def test_the_area_and_the_secretariat_read_comments_of_a_submitted_version(
    as_user, plan, member, secretariat, client, person
):
    comments.write(plan, section="I", text="Why is this so?", by=member)
    advance(plan, "published")
    contributor = RepresentativeFactory.create(
        partner=member.representatives.get().partner, role="contributor"
    ).person

    pages = {
        who: reader.get(plan.get_absolute_url()).text
        for who, reader in {
            "member": as_user(member),
            "contributor": as_user(contributor),
            "secretariat": as_user(secretariat),
            "stranger": as_user(person),
            "public": client,
        }.items()
    }

    readers = {who for who, page in pages.items() if "Why is this so?" in page}
    assert readers == {"member", "contributor", "secretariat"}
    assert "Why is this so?" not in str(plan.snapshot)


# Choosing among them ---------------------------------------------------------------------


def test_threads_are_chosen_by_what_is_open_and_whose_they_are(as_user, plan, lead, member):
    mine = comments.write(plan, section="I", text="Mine", by=member)
    done = CommentFactory.create(plan=plan, section="II", resolved=True)
    for_me = TaskFactory.create(comment__plan=plan, person=member).comment
    answered = CommentFactory.create(plan=plan, section="II")
    comments.reply(answered, text="So.", by=member)
    client = as_user(member)

    chosen = {
        query: {thread.comment for thread in threads_of(client, plan, query)}
        for query in ("?talk=open", "?talk=resolved", "?talk=mine", "?talk=x", "?about=II")
    }

    assert chosen == {
        "?talk=open": {mine, for_me, answered},
        "?talk=resolved": {done},
        "?talk=mine": {mine, for_me, answered},
        "?talk=x": {mine, done, for_me, answered},
        "?about=II": {done, answered},
    }


def test_counts_of_sections_and_entries_are_one_question(plan, django_assert_num_queries):
    effort = plan.efforts.get()
    CommentFactory.create(plan=plan, section="IV", row_kind="efforts", row_pk=effort.pk)
    CommentFactory.create(plan=plan, section="IV")
    CommentFactory.create(plan=plan, section="IV", resolved=True)
    CommentFactory.create(plan=plan, section="IV", answers=plan.comments.first())

    with django_assert_num_queries(1):
        counts = rounds.read(comment_counts.reading(plan))

    assert (counts.of_section("IV"), counts.of_row("efforts", effort.pk)) == (2, 1)
    assert (counts.of_section("I"), counts.of_row("efforts", 0)) == (0, 0)


# Tasks ------------------------------------------------------------------------------------


def test_a_comment_becomes_a_task_of_somebody_of_the_area(as_user, plan, lead, member):
    comment = comments.write(plan, section="I", text="Name the sources", by=member)
    where = address("comment_give_task", plan, comment.pk)
    offered = as_user(lead).get(where).text
    due = today() + timedelta(days=10)

    as_user(lead).post(
        where, {"what": "Name the sources", "person": member.pk, "due_on": due}
    )

    task = CommentTask.objects.get()
    assert "Name the sources" in offered
    assert (task.person, task.due_on) == (member, due)
    [mail] = Message.objects.filter(template__contains="task_given")
    assert mail.recipient == member
    [waiting] = worklist.waiting_for(member)
    assert (waiting.url, waiting.due_on) == (comment.get_absolute_url(), due)
    page = as_user(member).get(waiting.url).text
    assert "The task is done" in page


def test_a_task_needs_a_day_to_come_and_somebody_of_the_area(as_user, plan, lead, person):
    comment = CommentFactory.create(plan=plan)
    typed = {"what": "Do it", "person": person.pk, "due_on": today() - timedelta(days=1)}

    page = as_user(lead).post(address("comment_give_task", plan, comment.pk), typed)

    assert page.status_code == 422
    assert "This day is over" in page.text
    assert not CommentTask.objects.exists()


def test_what_the_form_did_not_know_the_act_refuses(plan, lead, person):
    comment = CommentFactory.create(plan=plan)

    with pytest.raises(RuleRefusedError) as refused:
        comments.give_task(comment, person=person, what="x", due_on=today(), by=lead)

    assert refused.value.clause == "B4-2"


def test_a_task_that_is_done_waits_for_nobody(as_user, plan, lead, member):
    task = TaskFactory.create(comment__plan=plan, person=member)

    as_user(member).post(address("task_finish", plan, task.pk))

    task.refresh_from_db()
    assert (task.status, task.ended_by) == ("done", member)
    assert worklist.waiting_for(member) == []
    assert task.comment.is_open


def test_a_lead_takes_a_task_back_and_gives_another_one(as_user, plan, lead, member):
    task = TaskFactory.create(comment__plan=plan, person=member)

    refused = as_user(member).post(address("task_take_back", plan, task.pk))
    as_user(lead).post(address("task_take_back", plan, task.pk))
    again = comments.give_task(
        task.comment, person=lead, what="Other", due_on=today(), by=lead
    )

    assert refused.status_code == 403
    assert again.status == "open"


def test_a_stranger_does_nothing_with_a_task(as_user, plan, person):
    task = TaskFactory.create(comment__plan=plan)

    assert as_user(person).post(address("task_finish", plan, task.pk)).status_code == 404


def test_only_one_task_at_a_time_follows_from_a_comment():
    task = TaskFactory.create()

    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        TaskFactory.create(comment=task.comment)


def test_nobody_is_reminded_of_a_task_that_was_done(plan, member):
    task = TaskFactory.create(comment__plan=plan, person=member, due_on=today())
    day = today() + timedelta(days=3)

    scheduled.remind_of_tasks(day)
    tasks.finish(task, by=member)
    scheduled.remind_of_tasks(day + timedelta(days=1))

    assert Message.objects.filter(template__contains="task_due").count() == 1


@pytest.mark.parametrize(("status", "tone"), [("done", "ok"), ("taken_back", "neutral")])
def test_a_task_that_is_over_is_shown_so(status, tone):
    assert CommentTask(status=status).tone == tone


@pytest.mark.parametrize(("days", "tone"), [(-1, "warn"), (0, "info")])
def test_a_task_that_is_late_is_shown_so(days, tone):
    assert CommentTask(due_on=today() + timedelta(days=days)).tone == tone


def test_whoever_sends_the_plan_reads_what_is_still_open(as_user, plan, lead, member):
    TaskFactory.create(comment__plan=plan)
    SuggestionFactory.create(plan=plan)
    CommentFactory.create(plan=plan, resolved=True)

    page = as_user(lead).get(address("plan_send", plan)).text

    assert "1 comment is open." in page
    assert "1 task is not done." in page
    assert "1 suggested wording waits." in page


def test_nothing_open_is_not_spoken_of(as_user, plan, lead):
    assert "Before you send" not in as_user(lead).get(address("plan_send", plan)).text
