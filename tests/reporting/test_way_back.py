"""The migration of activities goes back and forth again without loss, or refuses to go back."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from areas.models import Activity
from reporting.models import ProgressReport
from tests.factories.reference import CountryFactory
from tests.factories.reporting import ProgressReportFactory, move
from tests.migrating import migrate
from tests.upgrade import moved

BEFORE = ("reporting", "0002_triggers")
AFTER = ("reporting", "0003_reported_activities")
pytestmark = pytest.mark.django_db


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(cursor.fetchall(), key=repr)


def refuse_or_pass():
    migration = import_module("reporting.migrations.0003_reported_activities")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(migration.REFUSE)


def test_what_reports_tell_goes_back_and_forth():
    accepted, draft = ProgressReportFactory.create_batch(2, rows=2)
    for row in accepted.reported_activities.all():
        row.activity.countries.set(CountryFactory.create_batch(2))
    move(accepted, "accepted")
    typed = {"activities": [{"title": "A", "activity": "7"}, {"title": "B"}]}
    ProgressReport.objects.filter(pk=draft.pk).update(unfinished=typed)
    told = rows(moved.ACTIVITIES_NOW)

    migrate([BEFORE])
    then = rows(moved.ACTIVITIES_THEN)
    migrate([AFTER])

    assert len(told) == 4
    assert then == rows(moved.ACTIVITIES_NOW) == told
    draft.refresh_from_db()
    assert draft.unfinished == {"activities": [{"title": "A"}, {"title": "B"}]}


@pytest.mark.parametrize("lost", ["continues", "stands_apart", "untold"])
def test_nothing_goes_back_that_the_tables_before_cannot_hold(lost):
    report = ProgressReportFactory.create(rows=2)
    earlier, later = Activity.objects.filter(reported__report=report)
    if lost == "untold":
        report.reported_activities.get(activity=later).delete()
    else:
        value = earlier if lost == "continues" else True
        Activity.objects.filter(pk=later.pk).update(**{lost: value})

    with pytest.raises(IntegrityError, match=r"(1.* 0|0.* 1) activities that no"):
        refuse_or_pass()

    Activity.objects.update(continues=None, stands_apart=False)
    Activity.objects.filter(reported=None).delete()
    refuse_or_pass()
