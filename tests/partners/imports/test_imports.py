"""A table of partners: compared, written as a whole or not at all, taken back (C16)."""

import io
from csv import DictReader
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import PROTECT
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry
from gmp_portal.reference import seed as countries
from gmp_portal.reference.models import Country
from gmp_portal.search.models import Entry as Findable
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import seed
from partners.actions import import_writing, imports, partners
from partners.models import FormerName, Partner, Representative
from partners.models.imports import Outcome
from partners.reading.imports import answering, words
from tests.before_rule import as_it_was, never_kept
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.partners.imports.files import (
    HEAD,
    ROWS,
    checked,
    compared,
    csv,
    read,
    undone,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    countries.load()
    return UserFactory.create(officer=True)


def outcomes(record):
    return [
        (row.outcome, [fault["code"] for fault in row.faults]) for row in record.rows.all()
    ]


# Compared -----------------------------------------------------------------------------------


def test_an_upload_writes_nothing_into_the_register(officer):
    record = checked(officer, *ROWS)

    assert record.counts == {"new": 2}
    assert not Partner.objects.exists()


def test_an_unknown_country_is_named_with_its_cell(officer):
    record = checked(officer, ROWS[0], ("a-3", "Other", "ngo", "Kenia", "2020-01-31", ""))

    [row] = record.rows.filter(outcome=Outcome.FAULTY)
    assert row.cell_faults == [
        {
            "column": "country",
            "cell": "D3",
            "stood": "Kenia",
            "code": "not_a_choice",
            "expected": "Kenya",
        }
    ]


def test_a_table_with_one_wrong_row_is_not_written_at_all(officer):
    record = checked(officer, ROWS[0], ("a-3", "Other", "ngo", "Nowhere", "2020-01-31", ""))

    with pytest.raises(RuleRefusedError, match="Until then nothing is written"):
        imports.bring_in(record, by=officer)

    assert not Partner.objects.exists()


def test_rows_that_are_left_out_keep_nothing_from_being_written(officer):
    record = checked(officer, ROWS[0], ("a-3", "Other", "ngo", "Nowhere", "2020-01-31", ""))

    imports.leave_out(record, {3}, by=officer)
    compared(record)
    imports.bring_in(record, by=officer)
    imports.write(record)

    assert record.counts == {"new": 1, "left_out": 1}
    assert [partner.name for partner in Partner.objects.all()] == ["Example Association"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "Example", "ngo", "KE", "2999-01-01", ""), "future"),
        (("", "!!!", "ngo", "KE", "2020-01-01", ""), "no_letters"),
        (("", "Example", "ngo", "KE", "", ""), "no_evidence"),
    ],
)
def test_a_row_that_cannot_be_says_why(officer, row, code):
    record = checked(officer, row)

    assert outcomes(record) == [("faulty", [code])]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("on_record_by", "1492", "year"),
        ("until", "2019-01-01", "ends_before"),
        ("source", "a list of participants [E4]", None),
    ],
)
def test_what_a_row_says_must_fit_together(officer, column, value, code):
    row = ("", "Example", "ngo", "KE", "2020-01-01", "", value)

    record = checked(officer, row, head=(*HEAD, column))

    assert outcomes(record) == [("faulty", [code]) if code else ("new", [])]


def test_whoever_only_took_part_in_a_meeting_is_no_partner(officer):
    row = ("", "Example", "ngo", "KE", "", "", "a list of participants [E4]")

    record = checked(officer, row, head=(*HEAD, "source"))

    assert outcomes(record) == [("faulty", ["no_evidence"])]


def test_whoever_joins_today_sends_a_letter(officer):
    row = ("", "Example", "ngo", "KE", "2026-11-01", "", "")

    record = checked(officer, row, head=(*HEAD, "source"))

    assert outcomes(record) == [("faulty", ["no_source"])]


@pytest.mark.parametrize(("country", "code"), [("KE", ["letter"]), ("UG", [])])
def test_nobody_comes_in_past_a_letter_that_is_examined(officer, country, code):
    LetterFactory.create(
        submitted=True,
        organisation="EXAMPLE association",
        country=Country.objects.get(pk="KE"),
    )
    row = ("", "Example Association", "ngo", country, "2020-01-31", "")

    [(_outcome, said)] = outcomes(checked(officer, row))

    assert said == code


def test_the_database_takes_nobody_in_without_a_source(officer):
    record = checked(officer, *ROWS)

    with pytest.raises(IntegrityError, match="has_source"), transaction.atomic():
        record.rows.update(entered=1, values={"name": "Example"})


def test_a_source_with_its_evidence_is_enough(officer):
    row = ("", "Example", "ngo", "KE", "", "", "2014", "register [E1]")

    written(officer, row, head=(*HEAD, "on_record_by", "source"))

    partner = Partner.objects.get()
    assert (partner.evidence, partner.since, partner.on_record_by) == ("E1", None, 2014)
    assert partner.participations.get().period.lower is None


def test_the_same_row_twice_is_told(officer):
    record = checked(officer, ROWS[0], ("b", *ROWS[0][1:]), ("a-1", "Other", *ROWS[0][2:]))

    assert outcomes(record) == [("new", []), ("faulty", ["twice"]), ("faulty", ["twice"])]


def test_nothing_is_written_where_all_that_is_new_is_left_out(officer):
    record = checked(officer, ROWS[0])
    imports.leave_out(record, {2}, by=officer)
    compared(record)

    with pytest.raises(RuleRefusedError, match="is left out"):
        imports.bring_in(record, by=officer)


def test_a_row_stands_alone_once_its_double_is_left_out(officer):
    record = checked(officer, ROWS[0], ("b", *ROWS[0][1:]))

    imports.leave_out(record, {2}, by=officer)
    compared(record)

    assert outcomes(record) == [("new", []), ("new", [])]
    assert record.is_ready


def test_a_name_of_the_register_without_a_country_is_asked_about(officer):
    PartnerFactory.create(name="Example Association", country=None)

    record = checked(officer, ROWS[0])

    assert outcomes(record) == [("faulty", ["taken"])]


def test_what_tells_it_apart_lets_a_namesake_in(officer):
    PartnerFactory.create(name="Example Association", country_id="KE")
    row = (*ROWS[0], "of the coast")

    record = written(officer, row, head=(*HEAD, "told_apart"))

    assert record.counts == {"new": 1}
    assert {partner.has_namesake for partner in Partner.objects.all()} == {True}


def test_several_of_one_name_are_asked_about(officer):
    for place in ("north", "south"):
        PartnerFactory.create(
            name="Example Association", country_id="KE", told_apart=place, slug=place
        )

    assert outcomes(checked(officer, ROWS[0])) == [("faulty", ["several"])]


def test_an_applicant_is_not_changed_by_a_table(officer):
    PartnerFactory.create(name="Example Association", country_id="KE", applicant=True)

    assert outcomes(checked(officer, ROWS[0])) == [("faulty", ["applicant"])]


@pytest.mark.parametrize("column", ["since", "until"])
def test_days_on_record_stay(officer, column):
    written(officer, ROWS[0])
    row = ("a-1", "Example Association", "ngo", "2020-02-01")

    record = checked(officer, row, head=("source_key", "name", "kind", column))

    assert outcomes(record) == [("faulty", ["day_on_record"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [(("", ""), ("KE", "")), (("KE", ""), ("", "")), (("KE", "north"), ("KE", ""))],
)
def test_one_table_brings_in_no_twins(officer, first, second):
    rows = [
        (f"k-{number}", "Bb Twin", "ngo", country, "2020-01-31", "", told)
        for number, (country, told) in enumerate((first, second))
    ]

    record = checked(officer, *rows, head=(*HEAD, "told_apart"))

    assert outcomes(record) == [("new", []), ("faulty", ["twice"])]


def test_the_same_name_in_another_country_is_told(officer):
    PartnerFactory.create(name="Example Association", country_id="UG")

    [near] = checked(officer, ROWS[0]).rows.get().near

    assert (near["why"], near["name"]) == ("elsewhere", "Example Association")


def test_a_key_of_another_list_changes_nobody(officer):
    written(officer, ROWS[0])

    record = checked(officer, ("a-1", "Société des Mines", "industry", "FR", "", ""))

    assert outcomes(record) == [("faulty", ["other_key"])]


def test_a_row_that_was_left_out_binds_no_key(officer):
    PartnerFactory.create(name="Example Union", country_id="KE", kind="ngo")
    record = checked(officer, ROWS[1], ("k", "Example Union", "academia", "KE", "", ""))
    imports.leave_out(record, {3}, by=officer)
    compared(record)
    imports.bring_in(record, by=officer)
    imports.write(record)

    again = checked(officer, ("k", "Another Example", "ngo", "KE", "2020-01-31", ""))

    assert outcomes(again) == [("new", [])]


def test_no_table_changes_what_a_letter_says(officer):
    PartnerFactory.create(name="Example", country_id="KE", kind="ngo", evidence="letter")

    record = checked(officer, ("", "Example", "academia", "KE", "", ""))

    assert outcomes(record) == [("faulty", ["of_letter"])]


def test_a_name_that_was_changed_on_its_page_is_not_turned_back(officer):
    written(officer, ROWS[0])
    partners.rename(Partner.objects.get(), "Example Union", reason="Statutes", by=officer)

    assert checked(officer, ROWS[0]).counts == {"same": 1}


def test_the_region_follows_the_country(officer):
    written(officer, ROWS[0])

    record = written(officer, (*ROWS[0][:3], "FR", "", ""))

    partner = Partner.objects.get()
    assert (record.counts, partner.unep_region) == ({"changed": 1}, "europe")


def test_a_similar_name_is_told_with_its_reason(officer):
    PartnerFactory.create(name="Zero Mercury Working Group", short_name="ZMWG")
    row = ("", "Zero Mercury Work Group", "ngo", "BE", "2020-01-01", "", "ZMWG")

    record = checked(officer, row, head=(*HEAD, "short_name"))

    near = record.rows.get().near
    assert [(each["why"], each["name"]) for each in near] == [
        ("similar", "Zero Mercury Working Group"),
        ("short", "Zero Mercury Working Group"),
    ]


# Written ------------------------------------------------------------------------------------


def test_everything_of_a_partner_is_written_as_if_entered_by_itself(officer):
    record = written(officer, *ROWS)

    partner = Partner.objects.get(name="示例协会")
    assert (partner.skeleton, partner.country_id) == ("示例协会", "CN")
    assert (partner.status, partner.unep_region) == ("confirmed", "asia_pacific")
    assert partner.history.get().history_user == officer
    assert partner.participations.get().period.lower == partner.since
    assert Findable.objects.filter(kind="partner", record=partner.pk).exists()
    assert ledger.trail(partner).get().kind == "partner.imported"
    assert ledger.trail(record).first().body["entered"] == 2


def test_the_chain_of_the_ledger_holds_over_many_entries_at_once(officer):
    written(officer, *ROWS)

    assert list(verify.faults()) == []


def test_addresses_are_free_and_told_apart(officer):
    PartnerFactory.create(name="Other", slug="example-association")
    rows = [
        ("", "Example Association", "ngo", code, "2020-01-01", "") for code in ("KE", "UG")
    ]

    written(officer, *rows)

    slugs = Partner.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == [f"example-association{end}" for end in ("", "-2", "-3")]


def test_a_name_without_latin_letters_gets_a_number(officer):
    written(officer, ("", "مثال", "ngo", "KE", "2020-01-01", ""))

    assert Partner.objects.get().slug.startswith("partner-")


def test_whoever_left_is_inactive(officer):
    written(officer, (*ROWS[0], "2022-12-31"), head=(*HEAD, "until"))

    partner = Partner.objects.get()
    assert (partner.status, str(partner.last_day)) == ("inactive", "2022-12-31")


def test_the_same_file_a_second_time_changes_nothing(officer):
    head, rows = (*HEAD, "until"), [(*ROWS[0], "2022-12-31"), (*ROWS[1], "")]
    written(officer, *rows, head=head)

    record = checked(officer, *rows, head=head)

    assert record.counts == {"same": 2}
    with pytest.raises(RuleRefusedError, match="nothing to write"):
        imports.bring_in(record, by=officer)


def test_a_key_knows_a_partner_under_its_new_name(officer):
    written(officer, ROWS[0])

    record = written(
        officer, ("a-1", "Example Union", *ROWS[0][2:5], "https://example.org")
    )

    partner = Partner.objects.get()
    assert record.counts == {"changed": 1}
    assert (partner.name, partner.website) == ("Example Union", "https://example.org")
    assert partner.former_names.get().name == "Example Association"
    assert ledger.trail(partner).first().body["changes"]["name"] == [
        "Example Association",
        "Example Union",
    ]


def test_a_former_name_finds_the_partner_and_renames_nothing(officer):
    written(officer, ROWS[0])
    partners.rename(Partner.objects.get(), "Example Union", reason="Statutes", by=officer)

    record = checked(officer, ("", *ROWS[0][1:]))

    assert record.counts == {"same": 1}


def test_a_new_name_that_another_has_is_refused(officer):
    written(officer, *ROWS)

    record = checked(officer, ("a-1", "示例协会", "ngo", "CN", "2020-01-31", ""))

    assert outcomes(record) == [("faulty", ["taken"])]


def test_an_empty_cell_changes_nothing_and_evidence_of_a_letter_stays(officer):
    PartnerFactory.create(
        name="Example", country_id="KE", evidence="letter", website="https://example.org"
    )

    record = checked(
        officer,
        ("", "Example", "ngo", "KE", "", "", "E1", ""),
        head=(*HEAD, "evidence", "source"),
    )

    assert set(record.rows.get().changes) <= {"kind"}


def test_nothing_is_written_where_the_register_changed_since(officer):
    record = checked(officer, *ROWS)
    imports.bring_in(record, by=officer)
    PartnerFactory.create(name="Example Association", country_id="KE", kind="ngo")

    imports.write(record)

    assert (record.status, record.has_moved) == ("checked", True)
    assert Partner.objects.count() == 1


def test_jobs_that_run_twice_do_nothing_more(officer):
    record = written(officer, *ROWS)
    before = Entry.objects.count()

    imports.keep_check(record, answering.answers(record))
    imports.write(record)

    assert Entry.objects.count() == before


def test_a_table_is_not_asked_for_twice(officer):
    record = checked(officer, *ROWS)
    imports.bring_in(record, by=officer)

    with pytest.raises(InvalidTransitionError):
        imports.bring_in(record, by=UserFactory.create(officer=True))


def test_rows_are_not_left_out_afterwards(officer):
    record = written(officer, *ROWS)

    with pytest.raises(RuleRefusedError, match="not afterwards"):
        imports.leave_out(record, {2}, by=officer)


def test_a_table_can_be_given_up(officer):
    record = checked(officer, *ROWS)

    imports.discard(record, by=officer)

    assert record.status == "discarded"


def test_very_many_are_found_by_jobs(officer, monkeypatch, run_jobs):
    monkeypatch.setattr(import_writing, "AT_ONCE", 1)

    written(officer, *ROWS)
    run_jobs()

    assert Findable.objects.filter(kind="partner").count() == 2


def test_the_public_record_goes_through_and_is_what_the_seed_loads(officer):
    record = imports.begin(read(seed.FILE.read_bytes()), name="partners.csv", by=officer)
    imports.keep_check(record, answering.answers(record))
    imports.bring_in(record, by=officer)
    imports.write(record)
    brought_in = {
        partner.name: (
            partner.kind,
            partner.country_id,
            partner.unep_region,
            partner.evidence,
        )
        for partner in Partner.objects.all()
    }

    seed.load()

    assert len(brought_in) == Partner.objects.count() == len(seed.rows())
    for row in seed.rows():
        partner = seed.partner_of(row)
        assert brought_in[row["name"]][1:3] == (
            row["country_iso2"] or None,
            seed.REGIONS[row["region"]] or brought_in[row["name"]][2],
        )
        assert partner.source == row["source"]


# Taken back -----------------------------------------------------------------------------------


def test_an_import_is_taken_back_as_a_whole(officer):
    kept = PartnerFactory.create(
        name="Kept", country_id="KE", kind="ngo", short_name="K", evidence="E1"
    )
    rows = (*ROWS, ("", "Kept", "ngo", "KE", "", "https://example.org"))
    record = written(officer, *rows)

    undone(record, officer)

    kept.refresh_from_db()
    assert (record.status, kept.website) == ("undone", "")
    assert [partner.name for partner in Partner.objects.all()] == ["Kept"]
    assert not Findable.objects.filter(kind="partner").exclude(record=kept.pk).exists()
    assert ledger.trail(record).first().body["taken_out"] == 2
    assert Partner.history.filter(history_type="-", history_user=officer).count() == 2


def test_a_name_that_was_changed_is_as_it_was(officer):
    written(officer, ROWS[0])
    record = written(officer, ("a-1", "Example Union", *ROWS[0][2:]))

    undone(record, officer)

    assert Partner.objects.get().name == "Example Association"
    assert not FormerName.objects.exists()


def test_what_was_taken_back_can_be_brought_in_again(officer):
    undone(written(officer, *ROWS), officer)

    record = written(officer, *ROWS)

    assert record.counts == {"new": 2}


def test_nothing_is_taken_back_once_somebody_changed_one_of_them(officer):
    record = written(officer, *ROWS)
    other = UserFactory.create(officer=True, name="Sample Officer")
    partner = Partner.objects.get(name="Example Association")
    partners.rename(partner, "Example Union", reason="Statutes", by=other)

    undone(record, officer)

    said = words.why_it_stands(record)
    assert said == "Example Union was changed since, by Sample Officer: Renamed."
    assert (record.status, Partner.objects.count()) == ("done", 2)
    assert record.rows.exclude(partner=None).count() == 2
    assert ledger.trail(record).first().kind == "partner_import.stands"


def test_nothing_is_taken_back_where_somebody_speaks_for_one_of_them(officer):
    record = written(officer, *ROWS)
    RepresentativeFactory.create(partner=Partner.objects.first())

    undone(record, officer)

    assert words.why_it_stands(record).startswith("Other records belong to a partner")
    assert (record.status, Partner.objects.count()) == ("done", 2)


def test_nothing_is_taken_back_over_a_value_that_is_another_now(officer):
    PartnerFactory.create(name="Kept", country_id="KE", kind="ngo", evidence="E1")
    record = written(officer, ("", "Kept", "ngo", "KE", "", "https://example.org"))
    Partner.objects.update(website="https://example.com")

    undone(record, officer)

    assert words.why_it_stands(record) == "Kept was changed since."
    assert record.status == "done"


def test_what_stood_once_is_taken_back_when_nothing_is_built_on_it_any_more(officer):
    record = written(officer, *ROWS)
    term = RepresentativeFactory.create(partner=Partner.objects.first())
    undone(record, officer)
    never_kept(Representative.objects.filter(pk=term.pk))

    undone(record, officer)

    assert (record.status, record.stands) == ("undone", {})


def test_a_job_that_takes_back_twice_does_nothing_more(officer):
    record = undone(written(officer, *ROWS), officer)
    before = Entry.objects.count()

    imports.take_back(record)

    assert Entry.objects.count() == before
    assert words.why_it_stands(record) == ""


def test_after_thirty_days_an_import_stays(officer):
    record = written(officer, *ROWS)
    as_it_was(record, done_at=timezone.now() - timedelta(days=30))

    with pytest.raises(RuleRefusedError, match="are over"):
        imports.undo(record, by=officer)


def test_an_import_is_taken_back_though_its_file_was_uploaded_again(officer):
    record = written(officer, *ROWS)
    again = checked(officer, *ROWS)

    undone(record, officer)

    assert (record.status, Partner.objects.count()) == ("undone", 0)
    assert not again.rows.exclude(partner=None).exists()


def test_of_two_tables_the_later_one_is_taken_back_first_and_the_other_then(officer):
    first = written(officer, *ROWS)
    second = written(officer, ("a-1", "Example Union", *ROWS[0][2:]))
    undone(first, officer)
    assert first.status == "done"

    undone(second, officer)
    undone(first, officer)

    assert (first.status, Partner.objects.count()) == ("undone", 0)


@pytest.mark.parametrize(("status", "then"), [("writing", "checked"), ("undoing", "done")])
def test_what_is_at_work_can_be_stopped(officer, run_jobs, status, then):
    record = checked(officer, *ROWS) if status == "writing" else written(officer, *ROWS)
    act = imports.bring_in if status == "writing" else imports.undo
    act(record, by=officer)
    before = Partner.objects.count()

    imports.stop(record, by=officer)
    run_jobs()

    record.refresh_from_db()
    assert (record.status, Partner.objects.count()) == (then, before)


def test_a_comparison_that_does_not_end_keeps_nobody(officer):
    record = imports.begin(read(csv(*ROWS)), name="list.csv", by=officer)

    imports.discard(record, by=officer)
    compared(record)

    assert record.status == "discarded"


# Kept by the database ---------------------------------------------------------------------------


def test_no_other_partner_leaves_the_register(officer):
    written(officer, *ROWS)
    partner = Partner.objects.first()

    with pytest.raises(IntegrityError, match="Only an import"), transaction.atomic():
        partner.participations.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerFactory.create(participation=None).delete()


def test_rows_of_a_written_table_stay(officer):
    record = written(officer, *ROWS)

    with (
        pytest.raises(IntegrityError, match="stay as they were written"),
        transaction.atomic(),
    ):
        record.rows.update(values={"source": "Another register"})


def test_whatever_points_to_a_partner_is_looked_at_before_one_is_taken_out():
    """A key that is emptied or goes along would do so unseen: taking out deletes the rows alone."""
    looked_at = {"ImportRow.partner", "FormerName.partner"}

    unseen = {
        f"{each.related_model.__name__}.{each.field.name}"
        for each in Partner._meta.get_fields(include_hidden=True)
        if each.auto_created and each.one_to_many and each.on_delete is not PROTECT
    }

    assert unseen == looked_at


def test_a_list_of_the_partnership_comes_in_without_those_who_only_took_part(officer):
    data = (Path(__file__).parent / "partners.csv").read_bytes()
    said = list(DictReader(io.StringIO(data.decode())))
    record = imports.begin(read(data), name="partners.csv", by=officer)
    imports.keep_check(record, answering.answers(record))
    attended = {
        number for number, row in enumerate(said, start=2) if "[E4]" in row["source"]
    }
    wrong = record.rows.filter(outcome="faulty").values_list("number", flat=True)
    assert (set(wrong), record.counts["new"]) == (attended, len(said) - len(attended))
    assert [
        note["words"] for note in record.notes if note["code"] == "column_not_read"
    ] == ["areas"]

    imports.leave_out(record, attended, by=officer)
    imports.keep_check(record, answering.answers(record))
    imports.bring_in(record, by=officer)
    imports.write(record)

    assert {partner.name: partner.source for partner in Partner.objects.all()} == {
        row["name"]: row["source"] for row in said if "[E4]" not in row["source"]
    }
    for partner in Partner.objects.all():
        row = next(row for row in said if row["name"] == partner.name)
        assert partner.kind == seed.KINDS.get(row["type"], row["type"])
        assert partner.country_id == (row["country_iso2"] or None)
        assert f"[{partner.evidence}]" in partner.source
        assert partner.since is None
    imports.undo(record, by=officer)
    imports.take_back(record)
    assert (record.status, Partner.objects.exists()) == ("undone", False)
