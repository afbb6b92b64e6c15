"""Whoever ran the first version keeps everything: its data are migrated and looked at."""

from collections import Counter

import pytest
from django.db import connection

from tests.upgrade import contents, moved

# The dump itself: if one of these is wrong, the dump was made again with less in it.
FILLED = {
    "partners_partner": 88,
    "partners_letterofintent": 23,
    "partners_joinrequest": 4,
    "partners_representative": 24,
    "areas_leadterm": 18,
    "areas_planversion": 13,
    "documents_document": 56,
    "ledger_entry": 593,
    "reporting_activity": 21,
    "reporting_areareport": 7,
    "reporting_progressreport": 17,
}
EMPTY = {
    *("accounts_user_groups", "accounts_user_user_permissions"),
    *("auth_group", "auth_group_permissions", "guardian_groupobjectpermission"),
    *("portal_cache", "usersessions_usersession"),
}
# How many rows tell of activities: by partner, area and cycle.
CARRYING = "example-carrying-forward-society"
NETWORK = "example-network-of-laboratories"
MINING = "example-institute-for-safer-mining"
ACTIVITIES = {
    ("example-alliance-for-clean-water", "asgm", "example-cycle-20242025"): 1,
    (CARRYING, "asgm", "example-cycle-2020-2021"): 3,
    (CARRYING, "asgm", "example-cycle-20262027"): 2,
    ("example-institute-of-measuring", "asgm", "example-cycle-2022-2023"): 1,
    (MINING, "asgm", "example-cycle-20242025"): 1,
    (MINING, "asgm", "example-cycle-20262027"): 1,
    (MINING, "products", "example-cycle-20242025"): 1,
    (MINING, "products", "example-cycle-20262027"): 1,
    (MINING, "waste-management", "example-cycle-20242025"): 1,
    (MINING, "waste-management", "example-cycle-20262027"): 1,
    (NETWORK, "asgm", "example-cycle-2020-2021"): 3,
    (NETWORK, "asgm", "example-cycle-2022-2023"): 3,
    (NETWORK, "asgm", "example-cycle-20262027"): 1,
    (NETWORK, "waste-management", "example-cycle-2020-2021"): 1,
}


def test_dump_holds_rows_in_every_table_but_these(upgrade):
    before = upgrade.before

    assert {name: before.count(name) for name in FILLED} == FILLED
    assert {name for name in before.rows if not before.count(name)} == EMPTY


def test_no_table_is_lost_and_no_row_of_it(upgrade):
    differing = {}
    for table in upgrade.before.rows.keys() - moved.MOVED_TABLES.keys():
        then = upgrade.before.count(table)
        now = upgrade.after.count(moved.RENAMED_TABLES.get(table, table))
        if now < then or (now > then and table not in moved.GROWING | moved.JOINED):
            differing[table] = (then, now)
    missing = {
        table
        for table in upgrade.before.rows.keys() - moved.MOVED_TABLES.keys()
        if moved.RENAMED_TABLES.get(table, table) not in upgrade.after.rows
    }

    assert differing == {}
    assert missing == set()


def test_no_column_is_lost_and_no_value_changes(upgrade):
    changed = {}
    for table in upgrade.before.rows.keys() - moved.MOVED_TABLES.keys() - moved.GROWING:
        for column in _kept_columns(upgrade, table):
            new = moved.RENAMED_COLUMNS.get((table, column), column)
            if not _same_values(upgrade, table, column, new):
                changed[table, column] = new

    assert changed == {}


@pytest.mark.parametrize(("table", "column"), moved.CHANGED_COLUMNS)
def test_a_column_that_is_reckoned_anew_holds_what_it_should(upgrade, table, column):
    check = moved.CHANGED_COLUMNS[table, column]
    then, now = upgrade.before.rows[table], upgrade.after.rows[table]

    wrong = list(check(then, now))

    assert wrong == []
    # Where nothing was filled in, nothing could have been lost.
    assert any(row[column] for row in then)


def test_every_file_keeps_its_name_size_and_hash(upgrade):
    def known(moment):
        return {
            row["id"]: (row["name"], row["size"], row["sha256"])
            for row in moment.rows["documents_document"]
        }

    assert known(upgrade.after) == known(upgrade.before)


def test_each_activity_is_told_in_its_cycle_as_before(upgrade):
    then = Counter(upgrade.activities)

    assert Counter(row[:3] for row in upgrade.activities) == ACTIVITIES
    assert Counter(upgrade.database.select(moved.ACTIVITIES_NOW)) == then


def test_each_old_row_is_one_activity_of_its_partner_and_area(upgrade):
    then = Counter(row[:2] for row in upgrade.activities)

    now = upgrade.database.select(moved.ACTIVITIES_OF_AREAS_NOW)

    assert {(partner, area): count for partner, area, count in now} == then


def test_partners_have_left_closed_areas_and_no_other(upgrade):
    """P-6: with the day on which the area was closed."""
    closings = {
        entry["subject"]: entry["at"][:10]
        for entry in upgrade.before.rows["ledger_entry"]
        if entry["kind"] == "area.closed"
    }
    before = {row["id"]: row for row in upgrade.before.rows["areas_areamembership"]}

    now = {row["id"]: row["until"] for row in upgrade.after.rows["areas_areamembership"]}

    filled = {pk: until for pk, until in now.items() if until != before[pk]["until"]}
    assert filled != {}
    assert filled == {
        pk: closings[f"areas.partnershiparea:{row['area_id']}"]
        for pk, row in before.items()
        if row["until"] is None and f"areas.partnershiparea:{row['area_id']}" in closings
    }


def test_chain_of_the_ledger_holds(upgrade):
    said = upgrade.seen["ledger"]

    assert said.startswith(f"{FILLED['ledger_entry']} acts, all intact.")


def test_tables_are_those_that_a_new_installation_has(upgrade, db):
    def select(query):
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    assert sorted(contents.shape(upgrade.database.select) ^ contents.shape(select)) == []


def test_no_model_differs_from_what_the_migrations_bring(upgrade):
    assert upgrade.seen["changes"] == ""


def test_numbers_of_new_rows_go_on_where_the_old_ones_ended(upgrade):
    behind = [
        name
        for name, last in upgrade.database.select(contents.COUNTERS)
        if (last or 0) < max((row["id"] for row in upgrade.after.rows[name]), default=0)
    ]

    assert behind == []


@pytest.mark.parametrize(
    ("role", "number"), [("visitor", 20), ("focal.point", 30), ("secretariat", 40)]
)
def test_pages_answer_on_the_migrated_data(upgrade, role, number):
    pages = upgrade.seen["pages"][role]

    broken = {url: status for url, status in pages.items() if status != 200}

    assert broken == {}
    assert len(pages) >= number


@pytest.mark.parametrize(
    "start",
    [
        "/partners/",
        "/letters/",
        "/areas/asgm/plans/",
        "/reports/progress/",
        "/reports/areas/",
    ],
)
def test_visitor_reads_a_record_of_each_kind(upgrade, start):
    assert [url for url in upgrade.seen["pages"]["visitor"] if url.startswith(start)] != []


def _kept_columns(upgrade, table):
    columns = upgrade.before.columns(table)
    return {name for name in columns if (table, name) not in moved.CHANGED_COLUMNS}


def _same_values(upgrade, table, old, new):
    """The values of a column beside the key of their row."""
    table_now = moved.RENAMED_TABLES.get(table, table)
    if new not in upgrade.after.columns(table_now):
        return False
    key = "id" if "id" in upgrade.before.columns(table) else old
    names = moved.RENAMED_VALUES.get((table, old), {})
    then = Counter(
        (str(row[key]), repr(names.get(str(row[old]), row[old])))
        for row in upgrade.before.rows[table]
    )
    now = Counter(
        (str(row[key if key != old else new]), repr(row[new]))
        for row in upgrade.after.rows[table_now]
    )
    return then <= now if table in moved.JOINED else then == now
