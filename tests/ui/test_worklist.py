"""The most urgent work comes first."""

from datetime import date

from gmp_portal.ui.worklist import Task, by_urgency

TODAY = date(2026, 3, 1)


def test_tasks_are_sorted_by_urgency():
    undated = Task("Confirm your contact point", "/c/")
    far = Task("Business plan", "/b/", date(2026, 3, 16))
    today = Task("Objection period", "/o/", TODAY)
    soon = Task("Progress report", "/p/", date(2026, 3, 15))
    late = Task("Area report", "/a/", date(2026, 2, 28))

    sorted_ = by_urgency([undated, far, soon, late, today], TODAY)

    assert sorted_.overdue == [late]
    assert sorted_.soon == [today, soon]
    assert sorted_.later == [far, undated]
    assert len(sorted_) == 5
