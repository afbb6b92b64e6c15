"""The letter of intent as a form in Word: to be filled in anywhere, and read back (A1-2c)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from gmp_portal.exchange.word.form import (
    CHOICE,
    CHOICES,
    LONG_TEXT,
    YES,
    YES_NO,
    Choice,
    FormSheet,
    Question,
    Section,
)
from gmp_portal.exchange.word.form_reading import LIKELY, Answer, FormAnswers, LeftOver
from gmp_portal.reference.models import Country
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.fixed_words import Say
from partners.models import Kind
from partners.models.letter_states import Contribution
from partners.reading import form_pledges, interests

KEY, VERSION = "letter_of_intent", "1"
EVERY_AREA = "all"
TICKED = "on"
# Where each answer goes: the part of the letter, and the field of its form.
PLACES = {
    "organization": ("kind", "organisation", "short_name", "country", "website"),
    "areas": ("area_slugs",),
    "commitment": (
        *("supports", "commits_to_goal", "support_statement"),
        *("contribution_kinds", "contribution"),
    ),
    "contact": (
        *("contact_name", "contact_title", "contact_email", "contact_phone"),
        *("signatory_name", "signatory_title", "signatory_email"),
    ),
}
NAMES = ("ar", "zh", "en", "fr", "ru", "es")


def sheets() -> dict[str, FormSheet]:
    """The form in each of the six languages."""
    return {code: sheet(code) for code, _name in settings.OFFICIAL_LANGUAGES}


def sheet(language: str) -> FormSheet:
    """The form in one language, in the order of the letter's parts."""
    say = fixed_words.speaker(language)
    return FormSheet(
        language=language,
        title=say("Letter of intent: form to fill in with Word"),
        key=KEY,
        version=VERSION,
        intro=(
            say(
                "Fill in the right-hand column and save the file. Then upload it in the "
                "portal: it fills in your letter there, and nothing is sent before you have "
                "seen it."
            ),
            say("Leave empty what you do not know yet."),
        ),
        sections=(
            Section(say("Who you are"), _organization(say)),
            Section(say("Areas of the Partnership"), (_areas(say, language),)),
            Section(say("Your commitment and your contribution"), _commitment(say)),
            Section(
                say("Your contributions one by one, as far as you know them"),
                tuple(form_pledges.questions(say, language, _contributions(say))),
            ),
            Section(say("Contact point and signatory"), _contact(say)),
        ),
    )


def _organization(say: Say) -> tuple[Question, ...]:
    kinds = _choices([(kind.value, kind) for kind in Kind], say)
    return (
        Question("kind", say("What are you?"), kind=CHOICE, choices=kinds),
        Question("organisation", say("Official name")),
        Question("short_name", say("Short name")),
        Question("country", say("Country")),
        Question("website", say("Website")),
    )


def _areas(say: Say, language: str) -> Question:
    with translation.override(language):
        areas = [Choice(area.slug, str(area.name)) for area in interests.choices()]
    every = Choice(EVERY_AREA, say("The whole Partnership"))
    label = say("In which areas do you want to work?")
    return Question("area_slugs", label, kind=CHOICES, choices=(*areas, every))


def _commitment(say: Say) -> tuple[Question, ...]:
    kinds = _contributions(say)
    sealed = say(
        "Leave out names, addresses and telephone numbers of people: this will be public."
    )
    return (
        Question(
            "supports", say("We support the Global Mercury Partnership."), kind=YES_NO
        ),
        Question(
            "commits_to_goal", say("We commit ourselves to its overall goal."), kind=YES_NO
        ),
        Question(
            "support_statement",
            say("Statement of support in your own words"),
            hint=sealed,
            kind=LONG_TEXT,
        ),
        Question(
            "contribution_kinds", say("What do you bring?"), kind=CHOICES, choices=kinds
        ),
        Question(
            "contribution",
            say("What will you contribute, how much of it, and by when?"),
            hint=sealed,
            kind=LONG_TEXT,
        ),
    )


def _contributions(say: Say) -> tuple[Choice, ...]:
    return _choices([(kind.value, kind) for kind in Contribution], say)


def _contact(say: Say) -> tuple[Question, ...]:
    never = say("This is never public.")
    other = say("Only if somebody else signs than the contact point.")
    return (
        Question("contact_name", say("Name of the contact point"), hint=never),
        Question("contact_title", say("Function")),
        Question("contact_email", say("E-mail address"), hint=never),
        Question("contact_phone", say("Telephone"), hint=never),
        Question("signatory_name", say("Name of the signatory"), hint=other),
        Question("signatory_title", say("Function of the signatory"), hint=other),
        Question("signatory_email", say("E-mail address of the signatory"), hint=other),
    )


def _choices(given: list[tuple[str, Any]], say: Say) -> tuple[Choice, ...]:
    with translation.override("en"):
        named = [(key, str(choice.label)) for key, choice in given]
    return tuple(Choice(key, say(label)) for key, label in named)


@dataclass(frozen=True)
class Understood:
    """One answer of the form: its field, what is sent there, and whether it is to be looked at."""

    part: str
    name: str
    values: tuple[str, ...]
    is_likely: bool = False


@dataclass
class Reading:
    """What a form says for a letter, and every line of it that says nothing to it."""

    understood: list[Understood] = field(default_factory=list)
    pledges: list[form_pledges.ReadPledge] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)


def read(answers: FormAnswers) -> Reading:
    """Bring the answers to the fields of the letter; what fits nowhere is told (A1-2c)."""
    reading = Reading(left_over=[*answers.left_over])
    given = {answer.key: answer for answer in answers.answers}
    for part, names in PLACES.items():
        for name in names:
            if answer := given.get(name):
                reading.understood.extend(_placed(part, answer))
    reading.pledges, left = form_pledges.read(given)
    reading.left_over.extend(left)
    if any(name in given for name in ("contact_name", "signatory_name")):
        signs = str("signatory_name" not in given)
        reading.understood.append(Understood("contact", "contact_signs", (signs,)))
    return reading


def _placed(part: str, answer: Answer) -> Iterator[Understood]:
    is_likely = answer.certainty == LIKELY
    name, values = answer.key, answer.choices or (answer.value,)
    if name in ("supports", "commits_to_goal"):
        values = (TICKED,) if YES in values else ()
    elif name == "area_slugs":
        if EVERY_AREA in values:
            yield Understood(part, "is_for_all_areas", (TICKED,), is_likely)
        values = tuple(value for value in values if value != EVERY_AREA)
    elif name == "country":
        country = _country(answer.value)
        if country is None:
            yield Understood(part, "country_note", (answer.value,), is_likely=True)
            return
        values = (country,)
    if values:
        yield Understood(part, name, values, is_likely)


def _country(typed: str) -> str | None:
    """The country of this name in any of the six languages, or of this code."""
    name = " ".join(typed.split())
    same = Q(iso2__iexact=name) | Q(iso3__iexact=name)
    for code in NAMES:
        same |= Q(**{f"name_{code}__iexact": name})
    known = Country.objects.by_name().filter(same).values_list("iso2", flat=True)[:2]
    return known[0] if len(known) == 1 else None
