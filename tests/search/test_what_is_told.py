"""A result says what its record is now: where it stands, and what it was called before."""

import pytest
from django.test import Client

from gmp_portal.search import index, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.register import FINDABLE
from partners.models import FormerName, Partner
from tests import open_data
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def _result(client: Client, asked: str) -> str:
    page = client.get("/search/", {"q": asked}).content.decode()
    assert page.count("<article>") == 1
    return page.partition("<article>")[2].partition("</article>")[0]


def _indexed(kind: str, *records: object) -> None:
    index.refresh(kind, [record.pk for record in records])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "tag"),
    [("cancelled", "Cancelled"), ("convened", "Convened"), ("closed", "")],
)
def test_a_meeting_says_unless_it_was_held_as_usual(client: Client, status, tag) -> None:
    meeting = MeetingFactory.create(convened=True, title="Quicksilver meeting")
    type(meeting).objects.filter(pk=meeting.pk).update(status=status)
    _indexed("meeting", meeting)

    result = _result(client, "quicksilver")

    assert ('class="tag' in result) == bool(tag)
    assert tag in result


def test_a_partner_that_left_says_so(client: Client) -> None:
    gone = PartnerFactory.create(name="Quicksilver Works", status="withdrawn")
    _indexed("partner", gone)

    assert "Withdrawn" in _result(client, "quicksilver")


def test_a_former_name_is_told_as_one(client: Client) -> None:
    partner = PartnerFactory.create(name="Example Society")
    for name in ("Quicksilver Guild", "Quicksilver Club"):
        FormerName.objects.create(partner=partner, name=name)
    _indexed("partner", partner)

    result = _result(client, "guild")

    assert "Formerly: Quicksilver Club; Quicksilver <mark>Guild</mark>" in result
    assert result.count("Quicksilver Club") == 1


def test_many_results_ask_as_often_as_few(client: Client) -> None:
    def make(number: int) -> None:
        for nth in range(number):
            partner = PartnerFactory.create(
                name=f"Quicksilver {number} {nth}", status="withdrawn"
            )
            FormerName.objects.create(partner=partner, name=f"Old {number} {nth}")
        _indexed("partner", *Partner.objects.all())

    def asked() -> int:
        # What is kept for half a minute may end between two pages.
        looking._months_then.cache_clear()
        with open_data.counted() as queries:
            client.get("/search/", {"q": "quicksilver"})
        return len(queries)

    make(1)
    client.get("/search/", {"q": "quicksilver"})
    few = asked()
    make(8)

    many = asked()

    assert Entry.objects.count() == 9
    assert many == few


@pytest.mark.parametrize("kind", sorted(FINDABLE))
def test_what_is_ordinary_is_a_standing_of_the_kind(kind: str) -> None:
    findable = FINDABLE[kind]
    if findable.records is None:
        assert not findable.ordinary
        return

    field = findable.records().model._meta.get_field("status")

    assert findable.ordinary
    assert findable.ordinary <= {value for value, _label in field.flatchoices}
