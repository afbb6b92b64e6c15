"""Invented organizations with a letter in every state, made through the real actions."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs import runner
from gmp_portal.reference.models import Country
from partners import jobs
from partners.actions import (
    contacts,
    funders,
    join_requests,
    letter_decisions,
    letter_notes,
    letters,
    merges,
    partners,
    past_letters,
    publications,
    representatives,
)
from partners.models import Checklist, Funder, Kind, LetterOfIntent, Partner
from partners.reading import interests

Cast = Mapping[str, User]
YES: dict[str, bool | None] = dict.fromkeys(Checklist.QUESTIONS, True)
GIFTS = {
    Kind.ACADEMIA: (
        ["expertise", "data"],
        "Two researchers work forty days a year on methods to measure mercury in air, soil and "
        "hair, and publish the results openly.",
    ),
    Kind.NGO: (
        ["training", "outreach"],
        "We train two hundred miners a year in methods without mercury, and make the training "
        "material available in three languages.",
    ),
    Kind.INDUSTRY: (
        ["in_kind", "technology"],
        "We open two plants for visits each year and share what we know about filters that hold "
        "mercury back.",
    ),
    Kind.GOVERNMENT: (
        ["funding", "expertise"],
        "The ministry gives 50,000 United States dollars a year for regional workshops, and the "
        "time of three experts.",
    ),
    Kind.INDIVIDUAL: (
        ["expertise"],
        "I review draft guidance on dental amalgam and answer questions of other partners for "
        "ten days a year.",
    ),
}


def load(cast: Cast) -> None:
    """Enter the sample organizations once."""
    if LetterOfIntent.objects.filter(organisation__contains="Example").exists():
        return
    _partners(cast)
    _letters_under_way(cast)
    _former_partners(cast)
    _duplicates(cast)
    _unfinished(cast["visitor-turned-applicant"])
    _described(cast)


def _partners(cast: Cast) -> None:
    """Those whose people the samples of the apps above need."""
    rows = (
        ("focal.point", "Example Institute for Safer Mining", Kind.ACADEMIA, "PE", 3),
        ("other.focal.point", "Example Alliance for Clean Water", Kind.NGO, "KE", 2),
        ("area.lead", "Example Centre for Gold without Mercury", Kind.NGO, "GH", 3),
        ("other.area.lead", "Example Waste Technology Association", Kind.INDUSTRY, "JP", 2),
        ("pag.chair", "Example Ministry of Environment", Kind.GOVERNMENT, "CH", 1),
        ("pag.member", "Example University of Chemistry", Kind.ACADEMIA, "FR", 1),
        ("observer", "Example Cement Producers", Kind.INDUSTRY, "IN", 1),
    )
    for login, name, kind, country, areas in rows:
        letter = sent(cast[login], name, kind, country, areas=areas)
        _dated_back(published(letter, cast))


def _described(cast: Cast) -> None:
    """One partner says what it can do, and one is entered from the public record."""
    institute = Partner.objects.get(name="Example Institute for Safer Mining")
    partners.describe(
        institute,
        website="https://institute.example.org/",
        seat="Example City",
        names={
            "es": "Instituto Example para una minería más segura",
            "fr": "Institut Example pour une exploitation minière plus sûre",
            "zh-hans": "示例安全采矿研究所",
        },
        profile={
            "purpose": "We help small mines to work without mercury.",
            "advantage": "Our engineers come from mining families and speak their languages.",
            "expertise": "Gravity separation, measurement of mercury in air, training of miners.",
            "orientation": "We work in four developing countries, with women's groups first.",
            "funding": "We fund nothing ourselves; two foundations pay for our training.",
            "convening": "Mayors, miners and buyers of gold meet at our yearly forum.",
        },
        by=cast["focal.point"],
    )
    term = institute.representatives.current().get(person=cast["focal.point"])
    contacts.confirm(
        term,
        phone="+41 22 555 01 00",
        shows_name=True,
        shows_mail=True,
        shows_phone=False,
        by=cast["focal.point"],
    )
    for name, kind, code in (
        ("Example Fund for a Clean Environment", Funder.Kind.BANK, None),
        ("Example Foundation for Children", Funder.Kind.FOUNDATION, "CH"),
    ):
        funders.enter(
            name=name,
            other_names="",
            kind=kind,
            country=Country.objects.filter(pk=code).first(),
            website="",
            note="Met at the sample donors' table.",
            partner=None,
            by=cast["secretariat"],
        )
    society = partners.enter(
        name="Example Society for Healthy Rivers",
        kind=Kind.NGO,
        country=Country.objects.get(pk="BR"),
        unep_region="",
        seat="",
        website="",
        since=None,
        on_record_by=2014,
        evidence=Partner.Evidence.E2,
        source="Sample list of an area, 31 January 2014",
        by=cast["secretariat"],
    )
    past_letters.add(
        society,
        signed_on=None,
        year=2013,
        language="es",
        source="Sample list of letters of the first secretariat",
        note="Sent with a plan for clean rivers.",
        by=cast["secretariat"],
    )


def _dated_back(partner: Partner) -> None:
    """Let it be a partner for longer than the portal, or its leads would be older than it is."""
    since = date(today().year - 3, 3, 1)
    Partner.objects.filter(pk=partner.pk).update(since=since)
    partner.history.filter(since__isnull=False).update(since=since)
    partner.participations.update(period=DateRange(since, None))


def _letters_under_way(cast: Cast) -> None:
    officer, second = cast["secretariat"], cast["second.officer"]
    sender = cast["visitor-turned-applicant"]
    sent(sender, "Example Network of Dentists", Kind.NGO, "SE")

    asked = sent(sender, "Example Recycling Company", Kind.INDUSTRY, "BR")
    questions = ["Who is authorized to sign for the company?", "Which plants take part?"]
    letter_decisions.request_information(
        asked,
        questions,
        about=["signatory", "contribution"],
        due_on=_in(10),
        by=officer,
    )
    letter_notes.write(asked, "Our director is travelling until Monday.", by=sender)
    letter_notes.write(asked, "That is no problem: take your time.", by=officer)
    letter_notes.keep(asked, "Their website names another director.", by=second)

    ready = sent(sender, "Example School of Geology", Kind.ACADEMIA, "CL")
    looked_up = (
        "Consolidated list of sanctions, looked up on the day of the checklist: no hit."
    )
    letter_decisions.check(ready, YES, diligence_note=looked_up, by=officer)

    answered = sent(sender, "Example Mercury Watch", Kind.NGO, "PH")
    request = letter_decisions.request_information(
        answered, ["Which budget is behind the training?"], due_on=_in(12), by=officer
    )
    said = "The training is paid from our core budget until the end of 2027."
    letters.answer(
        answered, {question.pk: said for question in request.questions.all()}, by=sender
    )
    letter_decisions.check(answered, YES | {"diligence_is_done": None}, by=officer)

    confirmed(sent(sender, "Example Laboratory for Air", Kind.ACADEMIA, "UY"), cast)

    gift = (
        "Our trainers visit mining towns for sixty days a year. Ask Sample Trainer, "
        "trainer@example.org, +41 22 555 01 00, for the dates."
    )
    letter = sent(
        sender, "Example Trainers without Borders", Kind.NGO, "SN", contribution=gift
    )
    confirmed(letter, cast)
    clear(letter, officer)

    proposed = sent(sender, "Example Mirror Factory", Kind.INDUSTRY, "DE")
    reason = "The letter names no contribution to the goal that UNEP could check."
    letter_decisions.propose_decline(proposed, reason=reason, by=officer)

    declined = sent(sender, "Example Thermometer Shop", Kind.OTHER, "IT")
    letter_decisions.propose_decline(declined, reason=reason, by=officer)
    letter_decisions.decline(declined, by=second)

    withdrawn = sent(sender, "Example Students for the Sea", Kind.NGO, "PT")
    letters.withdraw(withdrawn, reason="We join another organization.", by=sender)


def _former_partners(cast: Cast) -> None:
    officer, sender = cast["secretariat"], cast["visitor-turned-applicant"]
    person = published(
        sent(sender, "Sample Person, Independent Expert", Kind.INDIVIDUAL, "NZ"), cast
    )
    silent = published(sent(sender, "Example Lamp Makers", Kind.INDUSTRY, "PL"), cast)
    partners.deactivate(
        silent, reason="No report and no answer in two periods.", by=officer
    )
    left = published(sent(sender, "Example Thermal Power Club", Kind.INDUSTRY, "ZA"), cast)
    partners.rename(left, "Example Thermal Power Forum", reason="New statutes", by=officer)
    partners.withdraw(left, reason="The forum has been dissolved.", by=sender)
    for term in person.representatives.current():
        representatives.consent(term, consents=True, by=sender)
    named = Partner.objects.get(name="Example Institute for Safer Mining")
    join_requests.ask(named, note="I lead the field work of the institute.", by=sender)


def _duplicates(cast: Cast) -> None:
    """Two entries to look at, and two that were merged; all of them have a letter."""
    officer, sender = cast["secretariat"], cast["visitor-turned-applicant"]
    published(sent(sender, "Example Alliance for Clean Waters", Kind.NGO, "KE"), cast)
    twin = published(sent(sender, "Sample Person, Consultant", Kind.INDIVIDUAL, "NZ"), cast)
    kept = Partner.objects.get(name="Sample Person, Independent Expert")
    if not twin.letters.filter(public_letter=None).exists():
        reason = "One person, who wrote twice: the signature is the same."
        merges.make(kept, twin, reason=reason, by=officer)


def _unfinished(sender: User) -> None:
    letter = letters.start(by=sender)
    answers = {
        "kind": Kind.NGO,
        "organisation": "Example Friends of the River",
        "supports": True,
        "commits_to_goal": True,
    }
    letters.save_part(letter, answers, by=sender)


def sent(
    sender: User,
    name: str,
    kind: Kind,
    country: str,
    *,
    areas: int = 1,
    contribution: str = "",
) -> LetterOfIntent:
    letter = draft(sender, name, kind, country, areas=areas, contribution=contribution)
    letters.submit(letter, by=sender)
    return letter


def draft(
    sender: User,
    name: str,
    kind: Kind,
    country: str,
    *,
    areas: int = 1,
    contribution: str = "",
) -> LetterOfIntent:
    kinds, gift = GIFTS.get(kind, GIFTS[Kind.NGO])
    chosen = [area.slug for area in interests.choices()][:areas]
    letter = letters.start(by=sender, language="en")
    answers = {
        "kind": kind,
        "organisation": name,
        "country": Country.objects.filter(pk=country).first(),
        "area_slugs": chosen,
        "is_for_all_areas": not chosen,
        "supports": True,
        "commits_to_goal": True,
        "contribution_kinds": kinds,
        "contribution": contribution or gift,
        "contribution_period": f"{today().year}\u2013{today().year + 1}",
        "contact_title": "Programme officer",
        "contact_is_public": True,
        "contact_signs": True,
        "signing": LetterOfIntent.Signing.TYPED,
        "signed_name": sender.name,
        "is_authorized": True,
    }
    letters.save_part(letter, answers, by=sender)
    return letter


def confirmed(letter: LetterOfIntent, cast: Cast) -> Partner:
    letter_decisions.check(letter, YES, by=cast["secretariat"])
    return letter_decisions.confirm(letter, by=cast["head.of.branch"])


def clear(letter: LetterOfIntent, officer: User) -> None:
    public = "Our trainers visit mining towns for sixty days a year."
    has_contact = "@" in letter.contribution
    letter_decisions.clear(
        letter,
        statement="",
        contribution=public if has_contact else letter.contribution,
        has_personal_data=has_contact,
        by=officer,
    )


def published(letter: LetterOfIntent, cast: Cast) -> Partner:
    partner = confirmed(letter, cast)
    clear(letter, cast["secretariat"])
    _make_public_file(letter)
    if letter.public_letter_id:  # none where this machine cannot make PDF files
        publications.publish(letter, by=cast["secretariat"])
    return partner


def _make_public_file(letter: LetterOfIntent) -> None:
    """Do at once what the worker would do, for publishing needs the file."""
    job = jobs.public_letter_job(letter)
    if job is not None:
        runner.run(str(job.pk))
        letter.refresh_from_db()


def _in(days: int) -> date:
    return today() + timedelta(days=days)
