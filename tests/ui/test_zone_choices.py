"""Time zones are chosen by the part of the world and the place, wherever one is asked for."""

from django.utils import translation

from gmp_portal.meetings.forms.gatherings import MeetingForm
from gmp_portal.ui import zone_choices
from gmp_portal.website.forms import ProfileForm
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory


def by_part():
    return {str(part): dict(places) for part, places in zone_choices.choices()[1:]}


def test_places_stand_under_their_part_of_the_world_in_the_words_of_the_reader():
    with translation.override("zh-hans"):
        parts = list(by_part())

    assert by_part()["Africa"]["Africa/Nairobi"] == "Nairobi"
    assert (
        by_part()["America"]["America/Argentina/Buenos_Aires"] == "Buenos Aires, Argentina"
    )
    assert zone_choices.choices()[0] == ("UTC", "UTC")
    assert "非洲" in parts


def test_a_zone_that_is_offered_no_more_stays_where_it_was_chosen(db):
    person, meeting = UserFactory(timezone="Etc/GMT+3"), MeetingFactory(zone="US/Eastern")

    settings, details = ProfileForm(instance=person), MeetingForm(instance=meeting)

    assert ("Etc/GMT+3", "Etc/GMT+3") in settings.fields["timezone"].choices
    assert ("US/Eastern", "US/Eastern") in details.fields["zone"].choices
    assert ("US/Eastern", "US/Eastern") not in settings.fields["timezone"].choices
