"""How tables of partners are arranged, and how their acts are called."""

from datetime import timedelta

from django.utils import timezone

from gmp_portal.exchange.tables.rows import Fault, Row, TableRows
from gmp_portal.website.demo.sessions import as_before
from partners.actions import contacts, funders, imports, partners
from partners.models import Funder, Import, Partner
from partners.reading.imports import answering
from tests.acts.scene import Call, Scene, officers, with_argument
from tests.factories.partners import PartnerFactory, RepresentativeFactory

NAME = "Example Association"
SAID = {"name": NAME, "kind": "ngo", "since": "2020-01-31", "source": "Sample register"}
ROW = Row(2, SAID)
WRONG = Row(3, {"name": "Other"}, (Fault("kind", "B3", "?", "not_a_choice"),))
PERSON = {"partner": NAME, "name": "Ana Example", "email": "ana@example.org"}
CONTACT = Row(2, PERSON | {"role": "focal_point", "since": "2020-02-01"})
WRITTEN = {"done", "with_people", "too_old", "undoing", "built_on", "undone"}


def read(*rows):
    return TableRows("", rows or (ROW,), {"name": "A", "kind": "B"})


def answers(record):
    return answering.answers(record)


def partner_desk(_name):
    people = officers()
    return Scene(None, people, {"downloader": people["officer"]})


def _go_on(record, name, officer):
    """What happened to a table after it was written."""
    if name in {"undoing", "built_on", "undone"}:
        imports.undo(record, by=officer)
    if name == "built_on":
        RepresentativeFactory.create(partner=Partner.objects.get(name=NAME))
    if name == "undone":
        imports.take_back(record)
    if name == "too_old":
        record.done_at = timezone.now() - timedelta(days=31)
        with as_before(Import):
            record.save(update_fields=["done_at"])


def imported_person(_name):
    """Somebody whom a table named, and who does not know of it yet."""
    term = RepresentativeFactory.create(imported_at=timezone.now())
    return Scene(term, officers() | {"colleague": term.person})


def partner_import(name):
    people = officers()
    officer = people["officer"]
    rows = (ROW, WRONG) if name == "faulty" else (ROW,)
    sheets = [read(*rows)]
    if name == "with_people":
        sheets.append(TableRows("", (CONTACT,), {"partner": "A"}, table="contacts"))
    record = imports.begin(*sheets, name="Example", by=officer)
    if name != "checking":
        imports.keep_check(record, answers(record))
    if name in {"writing", *WRITTEN}:
        imports.bring_in(record, by=officer)
    others = {"entered": lambda _scene: Partner.objects.get(name=NAME)}
    if name in WRITTEN:
        imports.write(record)
        others["gone"] = Partner.objects.get(name=NAME)
        _go_on(record, name, officer)
    if name == "discarded":
        imports.discard(record, by=officer)
    return Scene(record, people, others)


ENTERED = {
    "name": NAME,
    "kind": "ngo",
    "country": None,
    "unep_region": "global",
    "seat": "",
    "website": "",
    "since": None,
    "on_record_by": 2014,
    "evidence": "E2",
    "source": "Page of an area, 31 January 2014",
}
PAYER = {
    "name": "Example Fund",
    "other_names": "",
    "kind": "bank",
    "country": None,
    "website": "",
    "note": "",
    "partner": None,
}


def funder(_name):
    return Scene(Funder.objects.create(**PAYER), officers())


def partner_of_another():
    partner = PartnerFactory.create()
    Funder.objects.create(**PAYER | {"name": "Other Fund", "partner": partner})
    return partner


FUNDER_GUARDS = {
    "partner_desk.enter_funder: funder in the list": lambda _scene: Funder.objects.create(
        **PAYER
    ),
    "partner_desk.enter_funder: name of a partner": lambda _scene: PartnerFactory.create(
        name=PAYER["name"]
    ),
    "partner_desk.enter_funder: no letter in the name": with_argument(name="..."),
    "partner_desk.enter_funder: partner of another funder": lambda scene: (
        scene.changes.update(partner=partner_of_another())
    ),
}
TABLE_CALLS = {
    "partner_desk.enter_funder": Call(
        funders.enter, lambda _scene: dict(PAYER), first=lambda _scene: ()
    ),
    "funder.edit": Call(funders.edit, lambda _scene: PAYER | {"kind": "foundation"}),
    "partner_desk.export_contacts": Call(
        contacts.export,
        lambda _scene: {"form": "xlsx", "filters": "", "rows": 3},
        first=lambda _scene: (),
    ),
    "partner_desk.enter": Call(
        partners.enter, lambda _scene: dict(ENTERED), first=lambda _scene: ()
    ),
    "partner_desk.upload": Call(
        imports.begin, lambda _scene: {"name": "Example"}, first=lambda _scene: (read(),)
    ),
    "partner_import.keep_check": Call(
        imports.keep_check,
        lambda scene: {"answers": answers(scene.record)},
        names_actor=False,
    ),
    "partner_import.leave_out": Call(imports.leave_out, lambda _scene: {"chosen": {2}}),
    "partner_import.bring_in": Call(imports.bring_in),
    "partner_import.write": Call(imports.write, names_actor=False),
    "partner_import.undo": Call(imports.undo),
    "partner_import.tell_people": Call(imports.tell_people),
    "imported_person.tell": Call(contacts.tell, names_actor=False),
    "partner_import.take_back": Call(imports.take_back, names_actor=False),
    "partner_import.let_stand": Call(imports.take_back, names_actor=False),
    "partner_import.stop": Call(imports.stop),
    "partner_import.stop_undoing": Call(imports.stop),
    "partner_import.discard": Call(imports.discard),
}
