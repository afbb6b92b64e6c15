"""Decisions of the first version keep what they had; what is certain gets its subject."""

import pytest

ADOPTED = {"adopted", "adopted_with_statements"}
CARRIED = (
    ("areas_partnershiparea", "established_decision_id"),
    ("areas_leadterm", "decision_id"),
    ("areas_planversion", "consensus_decision_id"),
    ("advisory_group_chairterm", "decision_id"),
    ("advisory_group_planreview", "decision_id"),
)


def _by_id(rows):
    return {row["id"]: row for row in rows}


def test_decisions_on_plans_and_reviews_are_about_them(upgrade):
    now = _by_id(upgrade.after.rows["meetings_decision"])
    plans = [
        (
            row["consensus_decision_id"],
            f"plan_version:{row['id']}:{row['consensus_sha256']}",
        )
        for row in upgrade.before.rows["areas_planversion"]
        if row["consensus_decision_id"]
    ]
    hashes = {row["id"]: row["sha256"] for row in upgrade.before.rows["areas_planversion"]}
    reviews = [
        (row["decision_id"], f"plan_review:{row['id']}:{hashes[row['plan_id']]}")
        for row in upgrade.before.rows["advisory_group_planreview"]
        if row["decision_id"]
    ]

    assert plans
    assert reviews
    certain = [
        (key, about) for key, about in plans + reviews if now[key]["subject_url"] != ""
    ]
    assert certain
    assert [(key, now[key]["subject"]) for key, _about in certain] == certain


def test_everything_else_says_that_it_comes_from_before(upgrade):
    kinds = {
        row["subject_kind"]
        for row in upgrade.after.rows["meetings_decision"]
        if row["subject_url"] == ""
    }

    assert kinds == {"before_rule"}


@pytest.mark.parametrize(("table", "column"), CARRIED)
def test_rows_keep_their_decision_and_are_marked_where_it_is_about_something_else(
    upgrade, table, column
):
    decisions = _by_id(upgrade.after.rows["meetings_decision"])
    before = _by_id(upgrade.before.rows[table])

    for row in upgrade.after.rows[table]:
        decision = decisions.get(row[column])
        assert row[column] == before[row["id"]][column]
        if decision is None:
            assert not row["before_rule"]
        else:
            is_certain = decision["subject_kind"] != "before_rule"
            assert row["before_rule"] == (not is_certain)
            assert row["decision_subject"] == (decision["subject"] if is_certain else None)


def test_chairs_of_before_are_marked(upgrade):
    rows = upgrade.after.rows["advisory_group_chairterm"]

    assert rows
    assert all(row["before_rule"] for row in rows)


def test_a_command_lists_them_at_any_time(upgrade):
    told = upgrade.database.run("manage.py", "list_decisions_before_rule")

    marked = [
        row
        for table, _column in CARRIED
        for row in upgrade.after.rows[table]
        if row["before_rule"]
    ]
    old = [
        row
        for row in upgrade.after.rows["meetings_decision"]
        if row["subject_kind"] == "before_rule"
    ]
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.splitlines()) == len(marked) + len(old)
