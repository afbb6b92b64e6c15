"""How cycles and the reports of partners, areas and UNEP are arranged, and their acts called."""

import json
from datetime import date, timedelta

from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs.models import Job
from gmp_portal.typesetting.data import dump
from gmp_portal.writing.models import Revision
from reporting import jobs, permissions, scheduled, seed
from reporting.actions import area_reports, cycles, progress, report_texts, reports
from reporting.assembly import blocks, mastheads
from reporting.models import ProgressReport, Report, ReportingCycle
from reporting.reading.removed_texts import RemovedText
from reporting.writings.documents import block_of
from tests.acts.scene import (
    REASON,
    Call,
    Scene,
    Scenes,
    lacking,
    officers,
    with_argument,
    with_made,
)
from tests.acts.scenes_areas import partner_of, people_of
from tests.acts.scenes_imports import IMPORT_CALLS, IMPORT_GUARDS, imported_text
from tests.factories.areas import AreaFactory, LeadTermFactory, member_of
from tests.factories.partners import PublicFileFactory, RepresentativeFactory
from tests.factories.reporting import (
    ActivityFactory,
    AreaReportFactory,
    CycleFactory,
    ReportedActivityFactory,
    move,
    sample_document,
)

# Cycles --------------------------------------------------------------------------------


def reporting_people(area):
    """The area, and its other member, whose report has come in."""
    people = people_of(area)
    people["reported"] = member_of(area)
    return people


def reporting_period(_name):
    seed.load()
    area = AreaFactory.create()
    return Scene(None, people_of(area))


def cycle(name):
    area = AreaFactory.create()
    people = reporting_people(area)
    days = 0 if name == "due" else 60
    record = CycleFactory.create(
        status="open" if name == "due" else name,
        opened_by=people["officer"],
        progress_due_on=today() + timedelta(days=days),
        area_due_on=today() + timedelta(days=days + 90),
    )
    report = progress_report_of(record, area, people["reported"], "submitted")
    earlier = CycleFactory.create(opened_by=people["officer"])
    accepted = {
        "own": progress_report_of(earlier, area, people["member"], "accepted"),
        "elsewhere": progress_report_of(
            earlier, AreaFactory.create(), people["member"], "accepted"
        ),
        "others": progress_report_of(earlier, area, people["lead"], "accepted"),
    }
    return Scene(record, people, accepted | {"area": area, "report": report})


def a_period(_scene):
    return {
        "name": "Example cycle",
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 12, 31),
        "progress_due_on": date(2027, 2, 28),
        "area_due_on": date(2027, 4, 30),
    }


def of_progress(_scene):
    return {"kind": "progress", "offset": 7, "today": today()}


def in_the_area(scene):
    return {"partner": partner_of(scene.member), "area": scene.area}


CYCLE_CALLS = {
    "reporting_period.open_cycle": Call(
        cycles.open_cycle, a_period, first=lambda scene: ()
    ),
    "cycle.begin_assembly": Call(cycles.begin_assembly),
    "cycle.close": Call(cycles.close),
    "cycle.remind_partners": Call(cycles.remind, of_progress, names_actor=False),
    "cycle.remind_leads": Call(
        cycles.remind,
        lambda scene: of_progress(scene) | {"kind": "area"},
        names_actor=False,
    ),
    "cycle.remind_by_clock": Call(
        scheduled.remind_of_reports, first=lambda scene: (today(),), names_actor=False
    ),
    "cycle.start_progress": Call(progress.start, in_the_area),
    "cycle.start_area_report": Call(area_reports.start, lambda scene: {"area": scene.area}),
}


def only_own_work_goes_on(scene, report):
    """What is under way comes along, of this partner and in this area only."""
    told = {row.activity for row in report.reported_activities.all()}
    return told == {row.activity for row in scene.own.reported_activities.all()}


def remind_once(scene):
    cycles.remind(scene.record, **of_progress(scene))


CYCLE_GUARDS = {
    "cycle.start_progress: closed meanwhile": lacking(status="closed"),
    "cycle.start_area_report: closed meanwhile": lacking(status="closed"),
    "reporting_period.open_cycle: ends before it begins": with_argument(
        last_day=date(2025, 12, 31)
    ),
    "reporting_period.open_cycle: due before it begins": with_argument(
        progress_due_on=date(2025, 12, 31)
    ),
    "reporting_period.open_cycle: areas before partners": with_argument(
        area_due_on=date(2027, 2, 27)
    ),
    "cycle.remind_partners: reminded already": remind_once,
    "cycle.start_progress: not in the area": with_made(
        "partner", lambda scene: partner_of(scene.outsider)
    ),
    "cycle.start_progress: left the area": with_made(
        "partner", lambda scene: partner_of(scene.former_member)
    ),
    "cycle.start_progress: begun already": lambda scene: progress.start(
        scene.record, partner_of(scene.member), scene.area, by=scene.member
    ),
    "cycle.start_area_report: begun already": lambda scene: area_reports.start(
        scene.record, scene.area, by=scene.lead
    ),
}

# Reports of partners and of areas ------------------------------------------------------


def progress_report_of(cycle, area, person, state):
    record = ProgressReport.objects.create(
        cycle=cycle, area=area, partner=partner_of(person), started_by=person
    )
    ReportedActivityFactory.create(report=record)
    return move(record, state)


def progress_report(name):
    area = AreaFactory.create()
    people = people_of(area)
    people["colleague"] = RepresentativeFactory.create(
        partner=partner_of(people["member"])
    ).person
    cycle = CycleFactory.create(opened_by=people["officer"])
    report = progress_report_of(cycle, area, people["member"], name)
    told = report.reported_activities.get().activity
    return Scene(report, people, others={"activity": told})


def leads_own_report(name):
    """The only lead speaks for the partner that reports."""
    area = AreaFactory.create()
    people = people_of(area)
    cycle = CycleFactory.create(opened_by=people["officer"])
    return Scene(progress_report_of(cycle, area, people["lead"], name), people)


def area_report(name):
    area = AreaFactory.create()
    people = people_of(area)
    cycle = CycleFactory.create(opened_by=people["officer"])
    record = AreaReportFactory.create(
        cycle=cycle, area=area, started_by=people["lead"], state=name
    )
    return Scene(record, people)


def same_title(name):
    """An activity of which its partner says whether it is an earlier one."""
    people = people_of(AreaFactory.create())
    activity = ActivityFactory.create(
        partner=partner_of(people["member"]), stands_apart=name == "settled"
    )
    return Scene(activity, people)


def why(_scene):
    return {"reason": REASON}


REPORT_CALLS = {
    "progress_report.save": Call(
        progress.save, lambda scene: {"typed": progress.Typed()}, names_actor=False
    ),
    "progress_report.submit": Call(progress.submit),
    "progress_report.send_back": Call(progress.send_back, why),
    "progress_report.accept": Call(progress.accept),
    "leads_own_report.submit": Call(progress.submit),
    "leads_own_report.send_back": Call(progress.send_back, why),
    "leads_own_report.accept": Call(progress.accept),
    "area_report.save": Call(
        area_reports.save,
        lambda scene: {"text": {"lessons": "Go on."}, "values": {}},
        names_actor=False,
    ),
    "area_report.submit": Call(area_reports.submit),
    "area_report.send_back": Call(area_reports.send_back, why),
    "area_report.accept": Call(area_reports.accept),
}


def close_cycle(scene):
    ReportingCycle.objects.filter(pk=scene.record.cycle.pk).update(status="closed")
    scene.record.cycle.status = "closed"


REPORT_GUARDS = {
    "progress_report.submit: cycle closed": close_cycle,
    "progress_report.submit: no activity": lambda scene: (
        scene.record.reported_activities.all().delete()
    ),
    "progress_report.submit: no reason": lacking(is_nothing=True, nothing_reason=" "),
    "progress_report.submit: unfinished": lacking(
        unfinished={"activities": [{"title": "Half a row"}]}
    ),
    "progress_report.submit: too long": lacking(lessons="word " * 251),
    "area_report.submit: cycle closed": close_cycle,
    "area_report.submit: no assessment": lacking(effectiveness=" "),
    "area_report.submit: no rating": lacking(rating=""),
    "area_report.submit: too long": lacking(future="word " * 301),
}

# Reports of UNEP -----------------------------------------------------------------------


def unep_desk(_name):
    return Scene(None, officers())


def unep_report(name):
    people = officers() | {"lead": LeadTermFactory.create().person}
    document = sample_document()
    facts = {"status": name}
    if name != "assembled":
        content = document.to_data()
        facts |= {
            "snapshot_sha256": reports.digest(content),
            "frozen_by": people["officer"],
            "frozen_at": timezone.now(),
        }
    if name in ("typeset", "approved", "published"):
        facts["pdf"] = PublicFileFactory.create()
    if name in ("approved", "published"):
        facts |= {"approved_by": people["head"], "approved_at": timezone.now()}
    if name == "published":
        facts["published_at"] = timezone.now()
    record = Report.objects.create(
        kind=Report.Kind.BIENNIAL,
        title=document.title,
        slug="example-report",
        symbol=document.symbol,
        language=document.language,
        content=document.to_data(),
        as_of=date(2026, 1, 1),
        assembled_by=people["officer"],
        **facts,
    )
    if name == "frozen":
        jobs.enqueue_report_file(record)
        Job.objects.update(last_error="Example error")
    return Scene(record, people)


def kept(kind):
    return lambda scene: {
        "document": sample_document(),
        "kind": kind,
        "as_of": date(2026, 1, 1),
    }


def of_a_cycle(_scene):
    day = date(2026, 1, 1)
    return {
        "cycle": CycleFactory.create(),
        "masthead": mastheads.example(Report.Kind.BIENNIAL, "en", today=day),
        "as_of": day,
    }


def changed_to(document):
    return {"change": lambda report: (document, report.sources)}


def other_title(scene):
    return changed_to(sample_document(title="Other title"))


def first_text(report):
    places = blocks.places(report.document, report.sources)
    return next(place for place in places if place.is_text)


def found_again(key):
    """The text of this name; refused where it was taken out."""
    return lambda report: block_of(report, key).place


def taken_out(report):
    """A text as its removal writes it down; in the scene it is gone."""
    place = first_text(report)
    values = {
        "text": [place.words],
        "block": [json.dumps(dump(place.block))],
        "source": ["{}"],
        "part": [str(place.part)],
        "before": ["[]"],
        "after": ["[]"],
    }
    revision = Revision(values=values)
    return RemovedText("gone", revision)


def text_back_already(scene):
    kept = taken_out(scene.record)
    return RemovedText(first_text(scene.record).key, kept.revision)


def without_text(scene):
    document = sample_document(blocks=())
    Report.objects.filter(pk=scene.record.pk).update(content=document.to_data())


UNEP_CALLS = {
    "unep_desk.assemble": Call(reports.assemble, of_a_cycle, first=lambda scene: ()),
    "unep_desk.keep": Call(
        reports.keep, kept(Report.Kind.BIENNIAL), first=lambda scene: ()
    ),
    "unep_desk.import_report": Call(
        reports.keep, kept(Report.Kind.PAST), first=lambda scene: ()
    ),
    "unep_report.edit": Call(reports.edit, other_title),
    "unep_report.remove_text": Call(
        report_texts.remove,
        lambda scene: {"find": found_again(first_text(scene.record).key)},
    ),
    "unep_report.bring_text_back": Call(
        report_texts.bring_back, lambda scene: {"kept": taken_out(scene.record)}
    ),
    "unep_report.freeze": Call(reports.freeze),
    "unep_report.thaw": Call(reports.thaw, why),
    "unep_report.attach_pdf": Call(
        reports.attach_pdf,
        lambda scene: {"store": PublicFileFactory.create, "pages": 3, "problems": ()},
        names_actor=False,
    ),
    "unep_report.retry": Call(reports.retry),
    "unep_report.approve": Call(reports.approve),
    "unep_report.publish": Call(reports.publish),
    "unep_report.correct": Call(reports.correct),
}


def taken_symbol(named):
    """Another document has the symbol of the one that the act is called with."""

    def make(scene):
        document = sample_document(symbol="UNEP/EXAMPLE/2")
        reports.keep(
            document, kind=Report.Kind.BIENNIAL, as_of=date(2026, 1, 1), by=scene.officer
        )
        scene.changes.update(named(document))

    return make


UNEP_GUARDS = {
    "unep_desk.keep: symbol taken": taken_symbol(lambda document: {"document": document}),
    "unep_report.edit: symbol taken": taken_symbol(changed_to),
    "unep_report.bring_text_back: back already": with_made("kept", text_back_already),
    "unep_report.freeze: no text": without_text,
    "unep_report.retry: no job": lambda scene: jobs.report_file_job(scene.record).delete(),
}

SCENES = Scenes(
    permissions=permissions,
    nouns={
        "reporting_period": reporting_period,
        "cycle": cycle,
        "progress_report": progress_report,
        "leads_own_report": leads_own_report,
        "area_report": area_report,
        "same_title": same_title,
        "unep_desk": unep_desk,
        "unep_report": unep_report,
        "imported_text": imported_text,
    },
    calls=CYCLE_CALLS | REPORT_CALLS | UNEP_CALLS | IMPORT_CALLS,
    guards=CYCLE_GUARDS | REPORT_GUARDS | UNEP_GUARDS | IMPORT_GUARDS,
    afterwards={"cycle.start_progress": only_own_work_goes_on},
    asks={
        "can_progress_start": lambda person, scene: permissions.can_progress_start(
            scene.record
        )(person, partner_of(scene.member)),
        "can_area_report_start": lambda person, scene: permissions.can_area_report_start(
            scene.record
        )(person, scene.area),
    },
)
