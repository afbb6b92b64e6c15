"""A plan in Word on its way into the draft: looked through, settled, put in, thrown away (R-71)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from areas import handlers, scheduled
from areas.actions import imports, rows
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.models import (
    Application,
    Effort,
    Linkage,
    Opportunity,
    PlanFile,
    PlanImport,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    ProjectRequest,
    Risk,
    SectionText,
)
from areas.reading import plan_imports, removed, snapshot
from areas.writings import SECTION, SectionOfPlan
from gmp_portal import dates
from gmp_portal.exchange.word import line_reading
from gmp_portal.ledger.models import Entry
from gmp_portal.typesetting.signs import lines
from gmp_portal.typesetting.signs.blocks import Heading, Note, Words
from gmp_portal.ui.drafts import CEILING
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from tests.areas.word_plan_texts import CHINESE, ENGLISH
from tests.areas.word_plans import Word, as_libreoffice, typed_in_bold, with_styles
from tests.factories.areas import LeadTermFactory, MembershipFactory, PlanFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
REPLACES = {f"rows:{kind}": "replace" for kind in plan_imports.ORDER}


class NoProgress:
    def step(self, number):
        """Nobody waits."""


@pytest.fixture
def term():
    return LeadTermFactory.create()


@pytest.fixture
def plan(term):
    return PlanFactory.create(area=term.area)


def begun(plan, by, data=None):
    read = line_reading.read_lines(data or with_styles(ENGLISH))
    return imports.begin(plan, read, name="plan.docx", by=by)


def put_in(record, by):
    record.plan.refresh_from_db()
    seen = record.plan.changed_at
    return imports.put_in(record, version=record.version, seen=seen, by=by)


def settle(record, by, **said):
    empty = {"settled": {}, "chosen": {}, "mended": {}}
    imports.settle(record, version=record.version, by=by, **{**empty, **said})


def address(name, record):
    place = [record.plan.area.slug, record.plan.number, record.pk]
    return reverse(f"areas:import_{name}", args=place)


def start(plan):
    return reverse("areas:import_start", args=[plan.area.slug, plan.number])


def upload(data, name="plan.docx"):
    return {"upload": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize("content", [ENGLISH, CHINESE])
@pytest.mark.parametrize("write", [with_styles, typed_in_bold])
def test_whole_file_comes_into_an_empty_draft(term, plan, content, write):
    record = begun(plan, term.person, write(content))

    counts = put_in(record, term.person)

    assert counts == {"texts": 4, "rows": 32, "removed": 0}
    plan.refresh_from_db()
    assert content.summary[0] in plan.text_of("I")
    assert [each.statement for each in plan.objectives.all()] == [
        statement for statement, *_rest in content.objectives
    ]
    efforts = list(plan.efforts.all())
    assert [effort.participant for effort in efforts] == [
        effort.who for effort in content.efforts
    ]
    actions = list(plan.actions.all())
    assert [effort.action for effort in efforts] == [
        actions[int(effort.action[-1]) - 1] for effort in content.efforts
    ]
    assert efforts[0].milestones.count() == 2
    assert actions[0].objectives.get() == plan.objectives.first()
    assert plan.indicators.count() == 6
    record.refresh_from_db()
    assert record.status == "put_in"


def test_put_in_is_one_act(term, plan):
    record = begun(plan, term.person)
    before = set(Entry.objects.values_list("pk", flat=True))

    put_in(record, term.person)

    kinds = Entry.objects.exclude(pk__in=before).values_list("kind", flat=True)
    assert list(kinds) == ["plan.import_put_in"]


def test_what_stands_is_asked_about(term, plan):
    PlanObjective.objects.create(plan=plan, statement="It stands there")
    record = begun(plan, term.person)

    with pytest.raises(RuleRefusedError, match="Objectives") as refusal:
        put_in(record, term.person)

    assert refusal.value.clause == "R-71"
    assert plan.objectives.count() == 1


def test_replaced_rows_and_texts_can_be_brought_back(term, plan):
    old = PlanObjective.objects.create(plan=plan, statement="It stands there")
    SectionText.objects.create(
        plan=plan, section="I", text="An older summary.", saved_by=term.person
    )
    record = begun(plan, term.person)
    chosen = {**REPLACES, "text:I": "replace"}
    settle(record, term.person, chosen=chosen)

    put_in(record, term.person)

    assert plan.objectives.count() == 4
    assert not PlanObjective.objects.filter(pk=old.pk).exists()
    kind = KINDS["objectives"]
    kept_row = removed.find(plan, kind, old.pk)
    assert rows.bring_back(plan, kept_row, by=term.person).statement == old.statement
    key = SECTION.key(SectionOfPlan(plan, BY_KEY["I"]))
    kept = Revision.objects.filter(kind=SECTION.kind, key=key).order_by("number")
    assert [each.values["text"][0] for each in kept] == [
        "An older summary.",
        plan.texts.get(section="I").text,
    ]


def test_rows_can_be_added_after_those_that_stand(term, plan):
    PlanObjective.objects.create(plan=plan, statement="It stands there")
    record = begun(plan, term.person)
    settle(record, term.person, chosen={"rows:objectives": "add"})

    put_in(record, term.person)

    statements = [each.statement for each in plan.objectives.all()]
    assert statements == ["It stands there", *(each[0] for each in ENGLISH.objectives)]
    # "Objective 1" of the file is the first of the file, not the one that stood there.
    assert plan.actions.first().objectives.get().statement == statements[1]


def test_what_is_left_stays_as_it_was(term, plan):
    record = begun(plan, term.person)
    settle(record, term.person, chosen={"rows:efforts": "leave", "text:I": "leave"})

    put_in(record, term.person)

    assert not plan.efforts.exists()
    plan.refresh_from_db()
    assert plan.text_of("I") == ""


def test_text_is_added_after_the_one_that_stands(term, plan):
    SectionText.objects.create(plan=plan, section="I", text="First.", saved_by=term.person)
    record = begun(plan, term.person)
    settle(record, term.person, chosen={"text:I": "add"})

    put_in(record, term.person)

    plan.refresh_from_db()
    assert plan.text_of("I").startswith(f"First.\n\n{ENGLISH.summary[0]}")


def test_text_that_would_be_too_long_is_refused_and_nothing_is_put_in(term, plan):
    long = "Words. " * (CEILING // 7)
    SectionText.objects.create(plan=plan, section="I", text=long, saved_by=term.person)
    record = begun(plan, term.person)
    settle(record, term.person, chosen=REPLACES | {"text:I": "add"})

    with pytest.raises(RuleRefusedError, match="Section I: Please shorten"):
        put_in(record, term.person)

    assert not plan.objectives.exists()


def test_milestone_without_a_day_is_not_put_in(term, plan):
    first, *others = ENGLISH.efforts
    told = replace(first, milestones=(*first.milestones, "Some day, a third one"))
    record = begun(
        plan, term.person, with_styles(replace(ENGLISH, efforts=(told, *others)))
    )
    settle(record, term.person, chosen=REPLACES)

    put_in(record, term.person)

    assert plan.efforts.first().milestones.count() == 2


def test_title_and_period_come_only_where_somebody_says_so(term, plan):
    record = begun(plan, term.person)
    settle(record, term.person, chosen={"frame": "replace"})

    put_in(record, term.person)

    plan.refresh_from_db()
    assert plan.title == ENGLISH.title
    assert str(plan.period_to) == "2028-12-31"


def test_unsure_lines_are_settled_first(term, plan):
    record = begun(plan, term.person, as_libreoffice(ENGLISH))

    with pytest.raises(RuleRefusedError, match="not sure"):
        put_in(record, term.person)

    coming = plan_imports.read(record)
    settled = {piece.id: piece.to for piece in coming.understanding.unsure}
    settle(record, term.person, settled=settled)
    assert put_in(record, term.person)["rows"] == 32


def test_row_that_its_form_refuses_is_mended_or_left_out(term, plan):
    word = Word()
    word.p("VII. Resource mobilization", style="Heading1")
    word.table(("Project", "Purpose", "Amount"), ("Boats", "", "USD 5"), ("", "Nets", ""))
    record = begun(plan, term.person, word.file())
    coming = plan_imports.read(record)

    with pytest.raises(RuleRefusedError, match="cannot be put in"):
        put_in(record, term.person)
    first, second = (row.name for row in coming.lists[0].rows)
    settle(
        record,
        term.person,
        mended={first: {"purpose": "For the sea"}},
        settled={second: "out"},
    )
    put_in(record, term.person)

    request = plan.requests.get()
    assert (request.title, request.purpose, request.amount) == ("Boats", "For the sea", 5)
    assert plan_imports.read(record).lists[0].left_out


def test_changed_draft_is_shown_first(term, plan):
    record = begun(plan, term.person)
    seen = plan.changed_at
    plan.touch()

    with pytest.raises(RuleRefusedError, match="changed the draft meanwhile") as refusal:
        imports.put_in(record, version=record.version, seen=seen, by=term.person)

    assert refusal.value.status == 409
    assert not plan.objectives.exists()


def test_only_one_file_at_a_time(term, plan):
    begun(plan, term.person)

    with pytest.raises(RuleRefusedError, match="already") as refusal:
        begun(plan, term.person)

    assert refusal.value.clause == "R-71"


def test_two_who_settle_are_told(term, plan):
    record = begun(plan, term.person)
    settle(record, term.person, chosen={"text:I": "leave"})

    with pytest.raises(RuleRefusedError, match="Somebody else") as refusal:
        imports.settle(record, version=1, settled={}, chosen={}, mended={}, by=term.person)

    assert refusal.value.status == 409


def test_old_imports_go_by_themselves(term, plan):
    record = begun(plan, term.person)
    long_ago = timezone.now() - timedelta(days=31)
    PlanImport.objects.filter(pk=record.pk).update(touched_at=long_ago)

    scheduled.let_imports_go(dates.today())

    record.refresh_from_db()
    assert record.status == "discarded"
    assert record.read == {}


def test_lines_of_what_was_put_in_are_forgotten(term, plan):
    record = begun(plan, term.person)
    put_in(record, term.person)
    long_ago = timezone.now() - timedelta(days=31)
    PlanImport.objects.filter(pk=record.pk).update(done_at=long_ago)

    scheduled.let_imports_go(dates.today())

    record.refresh_from_db()
    assert record.status == "put_in"
    assert record.read == {}


# Back from the portal's own file ---------------------------------------------------------


def written_in_full(term, language="en"):
    """A draft in which every list has rows, some with all their fields and some with few."""
    plan = PlanFactory.create(area=term.area, complete=True, language=language)
    partner = PartnerFactory.create(name="Example Institute")
    MembershipFactory.create(area=term.area, partner=partner)
    objective, action = plan.objectives.first(), plan.actions.first()
    made = {
        Opportunity: [
            {"title": "A fund for boats", "objective": objective, "status": "seeking"},
            {"title": "A school", "description": "It teaches.", "status": "idea"},
        ],
        PotentialDonor: [
            {"name": "Sample Bank", "kind": "finance", "note": "Money\nfor boats"},
            {"name": "Sample Foundation", "kind": "donor"},
        ],
        ProjectRequest: [
            {
                "title": "Laboratory",
                "purpose": "Measure",
                "partner": partner,
                "amount": 5000,
                "currency": "EUR",
                "in_kind": "Staff",
                "is_strategic": True,
            },
            {"title": "Boats", "purpose": "Inspect the coast"},
        ],
        Risk: [
            {
                "title": "Gold gets dearer",
                "likelihood": "medium",
                "effect": "high",
                "measures": "Ask buyers.\nTwice.",
                "partner": partner,
                "objective": objective,
            },
            {"title": "Nobody comes", "likelihood": "low", "effect": "low"},
        ],
        Linkage: [
            {"side": "inside", "name": "Trade between areas", "note": "Shared figures"},
            {"side": "outside", "name": "Example convention"},
        ],
        Effort: [
            {
                "action": action,
                "participant": "World Example Bank",
                "kind": "collaborative",
                "description": "Lend money.",
                "position": 9,
            }
        ],
    }
    for model, rows_of_model in made.items():
        for place, facts in enumerate(rows_of_model):
            model.objects.create(**{"plan": plan, "position": place + 1, **facts})
    Application.objects.create(
        plan=plan,
        title="First part",
        state="sent",
        position=1,
        donor=plan.donors.get(name="Sample Bank"),
        sent_on="2026-05-01",
        request=plan.requests.get(title="Laboratory"),
        amount=1000,
        currency="USD",
        note="They answer\nin June.",
    )
    Application.objects.create(
        plan=plan, title="Second part", other_donor="Another Bank", position=2
    )
    plan.next_review_on = date(2027, 5, 1)
    plan.save(update_fields=["next_review_on"])
    return plan


def said_in(plan):
    """Everything that people wrote in the lists of a plan, by what they call things."""
    content = snapshot.written(plan)
    lists = {
        key: [{**row, "id": None} for row in content.get(key, [])] for key in snapshot.KEYED
    }
    # Who may be named as a contact is of the area, and the file may not name the person.
    for effort in lists["efforts"]:
        effort["contact"] = ""
    return lists | {"texts": content["texts"]}


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "ru", "ar"])
def test_what_the_portal_wrote_into_word_comes_back_whole(term, language):
    plan = written_in_full(term, language)
    empty = PlanFactory.create(language=language)
    for membership in term.area.memberships.all():
        MembershipFactory.create(area=empty.area, partner=membership.partner)
    file = handlers._made(plan, snapshot.of(plan), PlanFile.Kind.WORD, NoProgress())
    record = begun(empty, term.person, file)

    put_in(record, term.person)

    empty = PlanVersion.objects.get(pk=empty.pk)
    assert said_in(empty) == said_in(plan)
    first, second = empty.applications.all()
    assert first.donor == empty.donors.get(name="Sample Bank")
    assert first.request == empty.requests.get(title="Laboratory")
    assert (second.donor, second.other_donor) == (None, "Another Bank")
    assert empty.risks.first().objective == empty.objectives.first()


def test_what_the_portal_wrote_takes_the_place_of_the_same_rows(term):
    plan = written_in_full(term)
    before = said_in(plan)
    file = handlers._made(plan, snapshot.of(plan), PlanFile.Kind.WORD, NoProgress())
    record = begun(plan, term.person, file)
    settle(record, term.person, chosen=REPLACES)

    put_in(record, term.person)

    plan = PlanVersion.objects.get(pk=plan.pk)
    assert said_in(plan) == before
    assert plan.applications.first().donor == plan.donors.get(name="Sample Bank")


# Texts with signs --------------------------------------------------------------------------

SIGNED = "%%%\n# Known facts\nUse falls **fast**.^[Since 2020.]\n\n| a | b |\n| c | d |"
LIKE_SIGNS = (
    "# Not a heading",
    "**Not bold**, [1] no ^[note]",
    "1. Not numbered",
    "| no |",
)


def added(plan, by, standing, *paragraphs):
    """The text of section I after a Word file was added to what stands there."""
    SectionText.objects.create(plan=plan, section="I", text=standing, saved_by=by)
    word = Word().p("I. Summary of the issue", style="Heading1")
    for paragraph in paragraphs:
        word.p(paragraph)
    record = begun(plan, by, word.file())
    chosen = {"text:I": "add"}
    said = {p.id: "text:I" for p in plan_imports.read(record).understanding.unsure}
    settle(record, by, chosen=chosen, settled=said)
    put_in(record, by)
    return plan.texts.get(section="I").text


def test_plain_words_added_to_a_text_with_signs_show_the_same(term, plan):
    plain = "\n\n".join(LIKE_SIGNS)

    text = added(plan, term.person, SIGNED, *LIKE_SIGNS)

    assert lines.read(text) == (*lines.read(SIGNED), *lines.read(plain))
    assert text.count("%%%") == 1
    assert [block for block in lines.read(text) if isinstance(block, Heading)] == [
        Heading(1, "Known facts")
    ]
    assert Note((Words("Since 2020."),)) in lines.read(text)[1].runs


def test_a_text_with_signs_is_added_to_plain_words(term, plan):
    plain = "# Plain words with **stars**\n\n- one\n- two"

    text = added(plan, term.person, plain, *SIGNED.replace("\n\n", "\n").splitlines())

    assert lines.read(text) == (*lines.read(plain), *lines.read(SIGNED))
    assert text.startswith("%%%\n")
    assert text.count("%%%") == 1


def test_two_texts_with_signs_become_one(term, plan):
    text = added(plan, term.person, SIGNED, *SIGNED.replace("\n\n", "\n").splitlines())

    assert lines.read(text) == lines.read(SIGNED) * 2
    assert text.count("%%%") == 1


def test_plain_words_added_to_plain_words_stay_as_they_were_typed(term, plan):
    text = added(plan, term.person, "**First** [1]", *LIKE_SIGNS)

    assert text == "\n\n".join(["**First** [1]", *LIKE_SIGNS])


# Pages -----------------------------------------------------------------------------------


def test_journey_from_upload_to_draft(as_user, term, plan):
    browser = as_user(term.person)

    answer = browser.post(start(plan), upload(as_libreoffice(ENGLISH)))

    record = plan.imports.get()
    assert answer.status_code == 302
    page = browser.get(record.get_absolute_url()).content.decode()
    assert "Lessons learnt so far" in page
    assert not plan.objectives.exists()
    answer = browser.post(
        address("settle", record), {"version": record.version, "all_right": "1"}
    )
    assert answer.status_code == 302
    record.refresh_from_db()
    page = browser.get(record.get_absolute_url())
    assert "Put this into the draft" in page.content.decode()
    answer = browser.post(
        address("put_in", record),
        {"version": record.version, "seen": page.context["seen"]},
    )
    assert answer.status_code == 302
    assert plan.objectives.count() == 4
    page = browser.get(record.get_absolute_url()).content.decode()
    assert "Put into the draft" in page


def test_page_asks_as_often_for_many_rows_as_for_few(as_user, term, plan):
    short = Word()
    short.p("II. Objectives", style="Heading1").table(*[ENGLISH.heads["objectives"]])
    record = begun(plan, term.person, short.file())
    browser = as_user(term.person)
    browser.get(record.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        browser.get(record.get_absolute_url())
    record.read = line_reading.read_lines(with_styles(ENGLISH)).to_data()
    record.save()

    with CaptureQueriesContext(connection) as many:
        browser.get(record.get_absolute_url())

    # What cells may name is asked for once: partners with their names, people, other areas.
    assert len(many) <= len(few) + 6
    assert len(many) <= 18


def test_lines_can_be_given_another_place(as_user, term, plan):
    record = begun(plan, term.person, as_libreoffice(ENGLISH))
    browser = as_user(term.person)

    browser.post(
        address("settle", record),
        {"version": 1, "to-18": "text:I", "to-41": "heading:VIII", "show": "all"},
    )

    record.refresh_from_db()
    assert record.settled == {"18": "text:I", "41": "heading:VIII"}
    texts = {each.section.key: each.text for each in plan_imports.read(record).texts}
    assert "agreed on the following" in texts["I"]
    page = browser.get(f"{record.get_absolute_url()}?show=all")
    assert page.status_code == 200


def test_cells_rows_and_ways_are_kept(as_user, term, plan):
    record = begun(plan, term.person)
    name = plan_imports.read(record).lists[0].rows[0].name
    browser = as_user(term.person)

    answer = browser.post(
        address("settle", record),
        {
            "version": 1,
            "how-text:I": "leave",
            f"cell-{name}-measure": "grams\x00",
            "out-999.0": "on",
        },
    )

    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.chosen == {"text:I": "leave"}
    assert record.mended == {name: {"measure": "grams"}}
    browser.post(address("settle", record), {"version": 2, f"out-{name}": "on"})
    browser.get(record.get_absolute_url())
    browser.post(address("settle", record), {"version": 3, f"in-{name}": "on"})
    record.refresh_from_db()
    assert record.settled == {name: "in"}


@pytest.mark.parametrize("sent", [{"to-4": "nowhere"}, {"how-text:I": "burn"}])
def test_what_the_page_does_not_offer_is_refused(as_user, term, plan, sent):
    record = begun(plan, term.person)

    answer = as_user(term.person).post(address("settle", record), {"version": 1, **sent})

    assert answer.status_code == 422
    record.refresh_from_db()
    assert record.version == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4 nothing", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Word"),
        (b"", "empty"),
        (Word().file(), "Nothing is written"),
    ],
)
def test_other_files_are_refused_with_what_to_do(as_user, term, plan, data, said):
    answer = as_user(term.person).post(start(plan), upload(data))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not plan.imports.exists()


def test_second_file_is_refused_on_the_page(as_user, term, plan):
    begun(plan, term.person)

    answer = as_user(term.person).post(start(plan), upload(with_styles(ENGLISH)))

    assert answer.status_code in (409, 422)
    assert plan.imports.count() == 1


def test_import_is_thrown_away(as_user, term, plan):
    record = begun(plan, term.person)

    answer = as_user(term.person).post(address("discard", record))

    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.status == "discarded"


@pytest.mark.parametrize("seen", ["", "nonsense", "2026-13-45T99:99"])
def test_put_in_without_a_draft_seen_is_refused(as_user, term, plan, seen):
    record = begun(plan, term.person)

    answer = as_user(term.person).post(
        address("put_in", record), {"version": 1, "seen": seen}
    )

    assert answer.status_code == 409
    assert not plan.objectives.exists()


@pytest.mark.parametrize("name", ["detail", "settle", "put_in", "discard"])
def test_nobody_but_leads(as_user, term, plan, name):
    record = begun(plan, term.person)
    browser = as_user(LeadTermFactory.create().person)

    if name == "detail":
        answer = browser.get(address(name, record))
    else:
        answer = browser.post(address(name, record), {"version": 1})

    assert answer.status_code in (403, 404)
    record.refresh_from_db()
    assert record.status == "open"
