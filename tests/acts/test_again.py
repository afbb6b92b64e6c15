"""No act about nothing: what is done a second time, with the same words, writes nothing."""

import pytest

from tests.acts import table
from tests.acts.performance import Performance, rolled_back, scenes_of
from tests.acts.scene import look

pytestmark = pytest.mark.django_db

# What somebody may do twice, because the second time is another thing than the first.
ANOTHER_ONE = {
    "applicant.start": "people write for several organizations",
    "area_in_force.begin_amendment": "a draft is sent to nobody, and its writer changes it",
    "area.begin_activity": "partners carry out more than one, each a draft of its own",
    "area.suggest_opportunity": "partners have more than one idea; a form counts once",
    "area.announce": "leads write to their partners more than once",
    "partner_desk.upload": "a corrected table is another one, and nothing is written by it",
    "partner_desk.export_contacts": "each download takes addresses along",
    "partner.confirm_contact": "each confirmation says that the details hold on its day",
    "letter.send_link": "each mail has a link of its own, and the one before ends",
    "letter.send_link_to_write": "each mail has a link of its own, and the one before ends",
    "signature.ask_again": "each mail has a link of its own, and the one before ends",
    "invited.send_again": "each mail has a link of its own, and the one before ends",
    "secretariat.start_announcement": "a draft is sent to nobody, and its writer changes it",
    "secretariat.start_notice": "the form itself is sent once; a second one stands below the first",
    "secretariat.choose_letters": "a list does nothing; the form itself is sent once",
    "secretariat.look": "each look has a reason and an end of its own",
    "plan.add_figure": "another picture each time; the form is sent once",
    "plan.duplicate_row": "one copy more; the form is sent once",
    "plan.move_row": "one place further with each click",
    "plan.take_in_rows": "two rows may say the same; the form itself is sent once",
    "plan.make_file": "its text may have changed; a job that has nothing to make ends at once",
    "body.plan_meeting": "a body may meet twice in a day; nobody is told before it is convened",
    "body.draft_decision": "a draft is no act of the body; the one too many is withdrawn",
    "meeting.add_item": "agendas have several items of one title, such as breaks",
    "meeting.insert_item": "2 ter comes after 2 bis",
    "meeting.add_paper": "each paper takes the next symbol",
    "meeting.revise_paper": "each revision takes the next number",
    "place.invite": "it is recorded anew; a second one of the person is refused",
    "review.recommend": "two sections may need the same words",
    "unep_desk.bring_in": "a text may come twice; the form itself is sent once",
    "reader.copy_data": "each copy is noted",
    "reader.subscribe": "each first mail has a link of its own, and there are three a day",
    "unep_report.correct": "each correction takes the next number",
}
# Where nothing has moved, the sentence stands with a clause of its own.
REFUSED = {
    "milestone.move": "R-68 422",
    "past_letter.attach": "R-44 409",
    "decision.accommodate": "A1-4b-iii 422",
    "decision.object_late": "A1-4b-iii 409",
    "decision.revise_draft": "A1-4b-iii 422",
    "decision.revise_text": "A1-4b-iii 422",
    "letter.discard": "gone",
    "announcement.discard": "gone",
    "holding.put_back": "gone",
    "saved_filter.remove": "gone",
    "meeting.invite_guest": "A1-6b-i 409",
    "meeting.invite_observer": "A1-4b-iv 409",
    "meeting.reschedule": "A1-6b-i 409",
    "meeting.reschedule_plan": "A1-6b-i 409",
    "reporting_period.open_cycle": "B7-1 409",
    "imported_text.settle": "B7-4 409",
    "imported_text.undo": "B7-4 409",
    "unep_report.retry": "A1-6c-ii 409",
}
STARTS = [(act.noun, start, act) for act in table.ACTS for start in act.start.split()]
SETTINGS = sorted({(noun, name) for noun, name, _act in STARTS})


@pytest.mark.parametrize(("noun", "name"), SETTINGS)
def test_a_second_time_is_refused_or_writes_nothing(noun, name, subtests):
    acts = [act for *place, act in STARTS if place == [noun, name]]
    scene = scenes_of(noun).nouns[noun](name)

    for act in acts:
        with subtests.test(act=act.name), rolled_back(scene) as copy:
            performance = Performance(act, copy)
            performance.run()
            before = look()

            answer = performance.answer()

            again = look()
            assert (again == before) == (act.name not in ANOTHER_ONE)
            assert answer == REFUSED.get(act.name, answer)
