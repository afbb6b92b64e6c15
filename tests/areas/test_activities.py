"""What partners do in an area: entered, described, joined or kept apart (A1-6a-iii, B7-5)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.actions import activities
from areas.models import Activity
from areas.models.activities import Description
from gmp_portal import ledger
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    return CountryFactory.create(iso2="GH")


def described(country=None, title="Example training"):
    countries = frozenset([country.pk] if country else [])
    return Description(title, ("a", "c"), "knowledge", True, countries)


def test_an_activity_is_entered_as_it_is_described(ghana):
    partner, area = PartnerFactory.create(participation=None), AreaFactory.create()
    earlier = ActivityFactory.create(partner=partner, area=area)

    activity = activities.begin(partner, area, described(ghana), continues=earlier)

    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.partner, kept.area, kept.continues) == (partner, area, earlier)
    assert kept.description == described(ghana)
    assert not ledger.trail(kept).exists()


def test_other_words_replace_the_description(ghana):
    activity = ActivityFactory.create()

    activities.describe(activity, described(ghana, "Other words"))
    activities.describe(activity, described(ghana, "Other words"))

    assert Activity.objects.get().description == described(ghana, "Other words")


def test_other_words_leave_alone_what_was_settled_meanwhile(ghana, person):
    activity = ActivityFactory.create()
    read_before = Activity.objects.get(pk=activity.pk)
    activities.keep_apart(activity, by=person)

    activities.describe(read_before, described(ghana))

    kept = Activity.objects.get(pk=activity.pk)
    assert kept.stands_apart
    assert kept.description == described(ghana)


def test_an_activity_is_locked_before_it_is_described():
    activity = ActivityFactory.create()

    with CaptureQueriesContext(connection) as queries:
        activities.describe(activity, described())

    first, *_rest = (query["sql"] for query in queries if "SAVEPOINT" not in query["sql"])
    assert "FOR UPDATE" in first


def test_an_activity_continues_an_earlier_one(person):
    earlier = ActivityFactory.create()
    activity = ActivityFactory.create(partner=earlier.partner, area=earlier.area)

    activities.join(activity, earlier, by=person)

    entry = ledger.trail(activity).get()
    assert Activity.objects.get(pk=activity.pk).continues == earlier
    assert (entry.kind, entry.actor) == ("activity.joined", person)
    assert entry.body["earlier"] == earlier.pk


@pytest.mark.parametrize("changed", ["partner", "area"])
def test_only_activities_of_one_partner_in_one_area_are_joined(changed, person):
    earlier = ActivityFactory.create()
    same = {"partner": earlier.partner, "area": earlier.area}
    del same[changed]
    activity = ActivityFactory.create(**same)

    with pytest.raises(RuleRefusedError, match="one partner in one area") as refusal:
        activities.join(activity, earlier, by=person)

    assert refusal.value.clause == "B7-5"


def test_an_activity_does_not_continue_a_later_one_or_itself(person):
    activity = ActivityFactory.create()
    later = ActivityFactory.create(partner=activity.partner, area=activity.area)

    for other in (later, activity):
        with pytest.raises(RuleRefusedError, match="entered before it"):
            activities.join(activity, other, by=person)


def test_what_was_settled_is_not_settled_again(person):
    earlier = ActivityFactory.create()
    same = {"partner": earlier.partner, "area": earlier.area}
    joined = ActivityFactory.create(**same, continues=earlier)
    apart = ActivityFactory.create(**same)
    activities.keep_apart(apart, by=person)

    for activity in (joined, apart):
        with pytest.raises(RuleRefusedError, match="settled already"):
            activities.join(activity, earlier, by=person)
        with pytest.raises(RuleRefusedError, match="settled already"):
            activities.keep_apart(activity, by=person)

    assert Activity.objects.get(pk=apart.pk).stands_apart
    assert ledger.trail(apart).get().kind == "activity.kept_apart"


@pytest.mark.parametrize("act", ["join", "keep_apart"])
def test_what_somebody_else_settled_meanwhile_is_not_settled_again(act, person):
    earlier = ActivityFactory.create()
    activity = ActivityFactory.create(partner=earlier.partner, area=earlier.area)
    activities.keep_apart(Activity.objects.get(pk=activity.pk), by=person)
    arguments = {"join": [activity, earlier], "keep_apart": [activity]}[act]

    with pytest.raises(RuleRefusedError, match="settled already"):
        getattr(activities, act)(*arguments, by=person)
