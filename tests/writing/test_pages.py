"""The revisions of a text: listed, compared, restored; and who else is writing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gmp_portal.writing import actions, scheduled
from gmp_portal.writing.models import Presence, Revision
from gmp_portal.writing.written import Writing
from tests.before_rule import as_it_was, as_they_were
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.areas import AreaFactory, PlanFactory, advance, lead_of
from tests.forms import send

pytestmark = pytest.mark.django_db

KIND = "areas.section"


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


@pytest.fixture
def edit(plan):
    return reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])


@pytest.fixture
def key(plan, lead, edit):
    """A text that was saved twice."""
    send(lead, edit, {"text": "Mercury harms.\n\nStays."})
    send(lead, edit, {"text": "Mercury kills.\n\nStays."})
    return f"{plan.pk}-I"


def page(name, key, *args, kind=KIND):
    return reverse(f"writing:{name}", args=[kind, key, *args])


def revisions(key):
    return list(Revision.objects.of(KIND, key))


def test_every_revision_is_listed_with_its_author(lead, key, plan):
    content = lead.get(page("revision_list", key)).content.decode()

    assert [f"Revision {number}," in content for number in (1, 2, 3)] == [True] * 3
    assert plan.started_by.name in content
    assert "as it stood before" in content


def test_any_two_revisions_are_compared_by_words(lead, key):
    url = page("revision_compare", key)

    content = lead.get(url, {"old": 3, "new": 2}).content.decode()

    assert ">harms</del>" in content
    assert ">kills</ins>" in content
    assert "Stays." in content


@pytest.mark.parametrize("number", ["", "0", "99", "x", "9" * 30])
def test_a_revision_that_is_not_there_is_not_found(lead, key, number):
    response = lead.get(page("revision_compare", key), {"old": number, "new": 1})

    assert response.status_code == 404


def test_an_earlier_text_is_restored_as_a_new_revision(lead, key, plan):
    response = lead.post(page("revision_restore", key, 2), {"confirmed": "on"}, follow=True)

    newest, *older = revisions(key)
    assert plan.texts.get(section="I").text == "Mercury harms.\n\nStays."
    assert (newest.number, newest.restored_from) == (4, 2)
    assert [revision.number for revision in older] == [3, 2, 1]
    assert "Revision 2 is restored." in response.content.decode()


def test_what_would_change_is_shown_before_a_text_is_restored(lead, key):
    content = lead.get(page("revision_restore", key, 2)).content.decode()

    assert ">kills</del>" in content
    assert ">harms</ins>" in content


def test_a_text_that_got_signs_is_compared_by_its_words(lead, key, edit):
    send(lead, edit, {"text": "%%%\nMercury **kills**.\n\nStays.\n\n- Entry"})

    content = lead.get(page("revision_compare", key), {"old": 3, "new": 4}).content.decode()

    assert "%%%" not in content
    assert "**" not in content
    assert re.findall(r"<ins[^>]*>(.*?)</ins>", content) == ["\u2013 Entry"]
    assert "<del" not in content


def test_where_only_the_form_changed_it_is_said(lead, key, edit):
    send(lead, edit, {"text": "%%%\n# Mercury kills.\n\nStays."})

    content = lead.get(page("revision_compare", key), {"old": 3, "new": 4}).content.decode()

    assert "The words are the same" in content


def test_nothing_is_restored_without_the_tick(lead, key, plan):
    response = lead.post(page("revision_restore", key, 2))

    assert response.status_code == 422
    assert plan.texts.get(section="I").text == "Mercury kills.\n\nStays."


def test_nothing_is_restored_in_a_plan_that_was_sent(lead, key, plan):
    advance(plan, "in_consensus")

    response = lead.post(page("revision_restore", key, 2), {"confirmed": "on"})

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    assert len(revisions(key)) == 3


@pytest.mark.parametrize(
    ("name", "args"),
    [("revision_list", ()), ("revision_compare", ()), ("revision_restore", (2,))],
)
def test_others_do_not_see_the_revisions(as_user, key, name, args):
    response = as_user(UserFactory.create()).get(
        page(name, key, *args), {"old": 1, "new": 2}
    )

    assert response.status_code == 404


def test_the_secretariat_reads_the_draft_and_not_its_revisions(as_user, secretariat, key):
    response = as_user(secretariat).get(page("revision_list", key))

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("kind", "key"),
    [("nothing.known", "1"), (KIND, "x"), (KIND, "1-XX"), (KIND, "999999-I"), (KIND, "-I")],
)
def test_an_unknown_text_is_not_found(lead, kind, key):
    assert lead.get(page("revision_list", key, kind=kind)).status_code == 404


def test_writers_are_told_of_each_other(plan, lead, as_user, key):
    other = lead_of(plan.area, interim=True)
    as_user(other).post(page("presence", f"{plan.pk}-VI"))

    said = lead.post(page("presence", key)).json()["said"]

    assert said == f"Also writing: {other.name} (Section VI)."


def test_staff_writes_as_the_secretariat(plan, lead, as_user, key):
    officer = lead_of(plan.area, interim=True)
    SecretariatTermFactory.create(person=officer)
    as_user(officer).post(page("presence", f"{plan.pk}-VI"))
    as_they_were(Revision.objects.of(KIND, key).filter(number=2), saved_by=officer)

    said = lead.post(page("presence", key)).json()["said"]
    listed = lead.get(page("revision_list", key)).content.decode()
    compared = lead.get(page("revision_compare", key), {"old": 2, "new": 3})
    restored = lead.get(page("revision_restore", key, 2)).content.decode()

    assert said == "Also writing: the secretariat (Section VI)."
    for content in (listed, compared.content.decode(), restored):
        assert "the secretariat" in content
        assert officer.name not in content


def test_whoever_has_gone_is_not_named(plan, lead, as_user, key):
    as_user(lead_of(plan.area, interim=True)).post(page("presence", key))
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=91))

    said = lead.post(page("presence", key)).json()["said"]

    assert said == ""


def test_strangers_are_not_present(as_user, key):
    response = as_user(UserFactory.create()).post(page("presence", key))

    assert response.status_code == 404
    assert not Presence.objects.filter(part="").exists()


def test_the_clock_forgets_who_has_gone(lead, key):
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=4))

    scheduled.forget_who_has_gone(timezone.now().date())

    assert not Presence.objects.exists()


def saved_at(*moments, by=None):
    """Revisions of one text at these moments before now."""
    now = timezone.now()
    for number, ago in enumerate(moments):
        actions.keep("test.text", "1", {"text": [f"Text {number}"]}, by=by)
        newest = Revision.objects.of("test.text", "1")[0]
        as_it_was(newest, saved_at=now - ago)


def texts():
    return [
        revision.values["text"][0]
        for revision in Revision.objects.of("test.text", "1").order_by("number")
    ]


@time_machine.travel("2026-06-15T10:30:00Z", tick=False)
def test_old_revisions_are_thinned_to_one_an_hour_and_later_one_a_day():
    """R-20: 48 hours, then 90 days."""
    hour, minute, day = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
    saved_at(
        100 * day,  # the first stays
        99 * day + 2 * hour,
        99 * day + hour,  # of one day one stays
        3 * day + 2 * minute,
        3 * day + minute,  # of one hour one stays
        3 * day - hour,
        2 * minute,
        minute,
    )

    scheduled.thin_revisions(timezone.now().date())

    assert texts() == [f"Text {number}" for number in (0, 2, 4, 5, 6, 7)]


@time_machine.travel("2026-06-15T10:30:00Z", tick=False)
def test_what_was_set_aside_or_restored_is_never_thinned(lead, plan):
    saved_at(*(timedelta(days=3, minutes=minutes) for minutes in (5, 4, 3, 2, 1)))
    actions.set_aside("test.text", "1", {"text": ["Aside"]}, by=plan.started_by)
    aside = Revision.objects.filter(values={"text": ["Aside"]})
    as_they_were(aside, saved_at=timezone.now() - timedelta(days=3))
    Revision.objects.filter(number=4).update(restored_from=2)

    scheduled.thin_revisions(timezone.now().date())

    assert texts() == ["Text 0", "Text 1", "Text 3", "Text 4", "Aside"]


@time_machine.travel("2026-06-15T10:30:00Z", tick=False)
def test_what_two_people_saved_in_one_hour_stays_of_both():
    saved_at(*(timedelta(days=3, minutes=minutes) for minutes in (4, 3, 2, 1)))
    as_they_were(Revision.objects.filter(number=2), saved_by=UserFactory.create())

    scheduled.thin_revisions(timezone.now().date())

    assert texts() == ["Text 0", "Text 1", "Text 3"]


def test_what_was_thinned_once_is_left_alone(django_assert_num_queries):
    saved_at(timedelta(days=3), timedelta(days=3))
    scheduled.thin_revisions(timezone.now().date())

    with django_assert_num_queries(2):
        scheduled.thin_revisions(timezone.now().date())


def test_a_kind_of_text_that_is_described_in_part_is_refused_at_once():
    class Unfinished(Writing):
        kind = "test.unfinished"

    with pytest.raises(TypeError, match="abstract"):
        Unfinished()
