"""How the group is composed, and what would change; information, never a refusal (A1-3b)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory_group.models import Constituency, Seat, SeatClass
from advisory_group.reading.looks import LOOKS, Look
from gmp_portal.reference.choices import Group, UnRegion
from gmp_portal.reference.models import Country, CountryGroup
from gmp_portal.ui.tags.pictures import Share

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AHEAD = timedelta(days=180)
# Fewer answers than these would tell what single members said about themselves.
GENDER_SHOWN_FROM = 5
# Outside this share the page points it out (A1-3b-4); the framework names no figure.
GENDER_BAND = (0.4, 0.6)


@dataclass(frozen=True)
class Member:
    """What the balance needs to know about a seat, without a name."""

    klass: str
    constituency: str
    region: str
    status: str = ""
    gender: str = ""
    ends_on: date | None = None
    pk: int | None = None


@dataclass(frozen=True)
class Line:
    """One count, now and in the thought experiment; ``then`` is None outside of one."""

    label: "StrOrPromise"
    now: int
    then: int | None = None
    look: Look | None = None

    @property
    def has_changed(self) -> bool:
        return self.then is not None and self.then != self.now


@dataclass(frozen=True)
class Dimension:
    """One side of the balance with its clause and its counts."""

    title: "StrOrPromise"
    clause: str
    lines: list[Line]
    note: "StrOrPromise" = ""
    side: str = ""
    """What the seats of each line have in common, where the chart can have it as its rows."""

    @property
    def parts(self) -> list[Share]:
        """The whole group by this side, for a bar of shares."""
        return [Share(str(line.label), line.now) for line in self.lines]

    @property
    def most(self) -> int:
        return max((line.now for line in self.lines), default=0)

    @property
    def changed(self) -> list[Line]:
        """What a thought experiment moves."""
        return [line for line in self.lines if line.has_changed]


@dataclass(frozen=True)
class Flag:
    """What the page points out."""

    text: str
    clause: str


def members_of(seats: Iterable[Seat], on: date) -> list[Member]:
    """Reduce seats to what is counted; the status of countries is that of the day."""
    seats = list(seats)
    statuses = _statuses({seat.country_id for seat in seats if seat.country_id}, on)
    return [
        Member(
            klass=seat.klass,
            constituency=seat.constituency,
            region=seat.region,
            status=statuses.get(seat.country_id or "", ""),
            gender=seat.gender,
            ends_on=seat.ends_on,
            pk=seat.pk,
        )
        for seat in seats
    ]


def status_of(country: Country | None, on: date) -> str:
    """Whether a country is developing or in transition on a day (A1-3b-2)."""
    return _statuses({country.pk}, on).get(country.pk, "") if country else ""


def _statuses(countries: set[str], on: date) -> dict[str, str]:
    rows = CountryGroup.objects.on(on).filter(
        country__in=countries, group__in=[Group.DEVELOPING, Group.TRANSITION]
    )
    # Where a country is in both groups, the developing one comes last and stays.
    return dict(rows.order_by("-group").values_list("country_id", "group"))


def dimensions(
    now: Sequence[Member], then: Sequence[Member] | None = None
) -> list[Dimension]:
    """Every side of the balance; with ``then``, before and after a thought experiment."""
    regions = _dimension(
        _("Regional groups"),
        "A1-3b-3",
        [*UnRegion.choices, ("", _("No regional group"))],
        lambda member: member.region,
        (now, then),
    )
    constituencies = _dimension(
        _("Constituencies"),
        "A1-3b-1",
        Constituency.choices,
        lambda member: member.constituency,
        (now, then),
    )
    return [
        replace(regions, side="region"),
        replace(constituencies, side="constituency"),
        _dimension(
            _("Development status of the country today"),
            "A1-3b-2",
            [
                (Group.DEVELOPING.value, Group.DEVELOPING.label),
                (Group.TRANSITION.value, Group.TRANSITION.label),
                ("", _("Others")),
            ],
            lambda member: member.status,
            (now, then),
        ),
        _dimension(
            _("Ground of the invitation"),
            "A1-3c-i",
            SeatClass.choices,
            lambda member: member.klass,
            (now, then),
        ),
        _genders(now, then),
    ]


def _dimension(
    title: "StrOrPromise",
    clause: str,
    choices: Iterable[tuple[str, "StrOrPromise"]],
    key: Callable[[Member], str],
    sides: tuple[Sequence[Member], Sequence[Member] | None],
) -> Dimension:
    now, then = sides
    lines = [
        Line(
            label,
            sum(key(member) == value for member in now),
            None if then is None else sum(key(member) == value for member in then),
            LOOKS.get(value),
        )
        for value, label in choices
    ]
    return Dimension(title, clause, lines)


def _genders(now: Sequence[Member], then: Sequence[Member] | None) -> Dimension:
    """Count what members said about themselves, only in sum, never in small groups (A1-3b-4).

    Taking somebody out in thought leaves this line alone: else the difference would tell what
    that person said.
    """
    title = _("Gender, as members declare it themselves")
    if len(now) < GENDER_SHOWN_FROM:
        return Dimension(
            title, "A1-3b-4", [], _("Not shown while the group has so few members.")
        )
    added = [member for member in then or () if member.pk is None]
    sides = (now, None if then is None else [*now, *added])
    labels = [
        ("woman", _("Women")),
        ("man", _("Men")),
        ("other", _("Another gender")),
        ("", _("Not stated")),
    ]
    counted = _dimension(title, "A1-3b-4", labels, lambda member: member.gender, sides)
    if then is None:
        return counted
    note = _(
        "Members taken out in thought still count here: the difference would show what they "
        "declared."
    )
    return replace(counted, note=note)


def flags(members: Sequence[Member], places: int, on: date) -> list[Flag]:
    """Point out what the group lacks, and what it will lack when terms end (A1-3a, A1-3b)."""
    pointers = []
    counted = [member for member in members if member.klass != SeatClass.TRANSITIONAL]
    if len(counted) < places:
        pointers.append(
            Flag(
                gettext("%(vacant)s of %(places)s seats are vacant.")
                % {"vacant": places - len(counted), "places": places},
                "A1-3a",
            )
        )
    pointers += _missing(UnRegion.choices, [member.region for member in members], "A1-3b-3")
    needed = [c for c in Constituency.choices if c[0] not in ("other", "intergovernmental")]
    pointers += _missing(needed, [member.constituency for member in members], "A1-3b-1")
    if not any(member.status for member in members):
        pointers.append(
            Flag(
                gettext(
                    "No member comes from a developing country or an economy in transition."
                ),
                "A1-3b-2",
            )
        )
    pointers += _gender_warning(members)
    return pointers + _ahead(members, on)


def changes(
    now: Sequence[Member], then: Sequence[Member], places: int, on: date
) -> dict[str, list[Flag]]:
    """Which pointers a thought experiment would add, and which it would settle.

    As to gender, members taken out in thought still count: see ``_genders``.
    """
    added = [member for member in then if member.pk is None]
    before = [*_pointers(now, places, on), *_gender_warning(now)]
    after = [*_pointers(then, places, on), *_gender_warning([*now, *added])]
    return {
        "appear": [flag for flag in after if flag not in before],
        "vanish": [flag for flag in before if flag not in after],
    }


def _pointers(members: Sequence[Member], places: int, on: date) -> list[Flag]:
    """All pointers but those on gender and on the number of vacant seats."""
    skipped = ("A1-3a", "A1-3b-4")
    return [flag for flag in flags(members, places, on) if flag.clause not in skipped]


def _missing(
    choices: Iterable[tuple[str, "StrOrPromise"]], present: Sequence[str], clause: str
) -> list[Flag]:
    return [
        Flag(gettext("No member for: %(group)s.") % {"group": label}, clause)
        for value, label in choices
        if value not in present
    ]


def _gender_warning(members: Sequence[Member]) -> list[Flag]:
    women = sum(member.gender == "woman" for member in members)
    stated = sum(member.gender in ("woman", "man") for member in members)
    if stated < GENDER_SHOWN_FROM:
        return []
    low, high = GENDER_BAND
    if low <= women / stated <= high:
        return []
    return [
        Flag(
            gettext("Among the members who declared it, women and men are not in balance."),
            "A1-3b-4",
        )
    ]


def _ahead(members: Sequence[Member], on: date) -> list[Flag]:
    """Regions and constituencies whose last member leaves within half a year."""
    labels = {("region", value): label for value, label in UnRegion.choices}
    labels |= {("constituency", value): label for value, label in Constituency.choices}
    pointers = []
    for (side, value), label in labels.items():
        group = [member for member in members if getattr(member, side) == value]
        ends = [member.ends_on for member in group]
        if not group or None in ends:
            continue
        last = max(end for end in ends if end)
        if last <= on + AHEAD:
            clause = "A1-3b-3" if side == "region" else "A1-3b-1"
            text = gettext("No member for %(group)s after %(day)s, when the term ends.")
            pointers.append(Flag(text % {"group": label, "day": date_format(last)}, clause))
    return pointers
