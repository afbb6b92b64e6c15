"""The public registers of partners and of their letters (A1-6d-ii, A1-2c-6)."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import rounds
from gmp_portal.accounts.rights import is_officer
from gmp_portal.reference.models import Country
from gmp_portal.rounds import Reading
from gmp_portal.ui import downloads
from gmp_portal.ui.components import Bar, View
from gmp_portal.ui.kept_parts import kept
from gmp_portal.ui.open_rows import Selection
from gmp_portal.ui.paging import PAGE, page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.tags.pictures import Dot, Share
from gmp_portal.ui.tags.rows import filter_bar
from partners.api import PARTNERS
from partners.bulk_acts import ON_PARTNERS
from partners.forms.letter_filters import LetterRegisterFilter
from partners.forms.partner_filters import MAP, NOT_STATED, RegisterFilter
from partners.looks import KINDS
from partners.models import FormerName, LetterOfIntent, OtherName, Partner, Region
from partners.reading import interests, merged
from partners.reading.register_counts import RegisterCounts
from partners.views.register_rows import LetterRow, Row, letter_rows, partner_rows

# What the registers read of a letter.
OF_LETTER = ("reference", "draft_id", "partner_id", "contribution_kinds")
LISTED = (
    *OF_LETTER,
    *("organisation", "kind", "area_slugs", "is_for_all_areas", "published_at"),
)


@shared
@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    """Who takes part, by kind, region, country, area and time, as a list or on a map (A1-6d-ii)."""
    partners = Partner.objects.visible_to(request.user)
    asked = request.GET.copy()
    asked.pop(PAGE, None)

    def make() -> dict[str, Any]:
        return _summary(request, asked, partners)

    # Names that no filter has would crowd out what others ask for.
    is_known = asked.keys() <= RegisterFilter.base_fields.keys()
    key = ("partners", asked.urlencode())
    summary = kept(request, key, make) if is_known else make()
    shown = _map if summary["form"].is_map else _rows
    context = summary | shown(request, partners, **summary)
    if is_officer(request.user):
        context["acts"] = [*ON_PARTNERS.data.items()]
    return render(request, "partners/partner_list.html", context)


def _summary(
    request: HttpRequest, asked: QueryDict, partners: "QuerySet[Partner]"
) -> dict[str, Any]:
    """What the page says of all that fits, whichever page of it is shown."""
    form = RegisterFilter(asked)
    counts = RegisterCounts(form, partners)
    summary = {
        "form": form,
        "counts": counts,
        "views": [
            View(_("List"), form.address(view=None), "list", not form.is_map),
            View(_("Map and charts"), form.address(view=MAP), "map", form.is_map),
        ],
        **_figures(form, counts),
        **_places(counts),
        # Last, with the numbers beside its choices.
        "filters": filter_bar(form),
    }
    head = render_to_string(
        "partners/_parts/register_head.html", {"request": request, **summary}
    )
    return summary | {"head": head}


def _rows(
    request: HttpRequest,
    partners: "QuerySet[Partner]",
    *,
    form: RegisterFilter,
    counts: RegisterCounts,
    names: dict[str, str],
    **_summary: Any,
) -> dict[str, Any]:
    ordered = form.apply(partners).order_by(*form.ordering)
    page = page_of(request, ordered, count=counts.shown)
    ids = [partner.pk for partner in page]
    areas, letters, former, here = rounds.run(
        interests.reading_memberships(ids, with_roles=False),
        _letters_of(ids),
        _former_names_of(ids),
        _names_here(ids),
    )
    rows = [
        Row(
            partner,
            names.get(partner.country_id or "", ""),
            _current(areas.get(partner.pk, [])),
            former.get(partner.pk, []),
            letters.get(partner.pk),
            here.get(partner.pk, ""),
        )
        for partner in page
    ]
    # A column that only the next page has would move all others when it is turned to.
    has_pages = page.has_others
    columns = {
        "with_areas": has_pages or any(row.areas for row in rows),
        "with_contributions": has_pages or any(row.has_contributions for row in rows),
    }
    return {
        "page": page,
        "rows": rows,
        "lines": partner_rows(rows, **columns),
        "sort": form.order,
        **columns,
        "with_years": any(row.partner.since is None for row in rows),
    }


def _letters_of(ids: list[int]) -> Reading[dict[int, LetterOfIntent]]:
    ordered = merged.published_letters(ids).only(*OF_LETTER)
    yield [ordered]
    return {letter.standing: letter for letter in ordered}


def _former_names_of(ids: list[int]) -> Reading[dict[int, list[str]]]:
    former = FormerName.objects.filter(partner__in=ids).values_list("partner_id", "name")
    yield [former]
    names: dict[int, list[str]] = {}
    for partner, name in former:
        names.setdefault(partner, []).append(name)
    return names


def _names_here(ids: list[int]) -> Reading[dict[int, str]]:
    """What partners are called in the reader's language, where it is another name."""
    others = OtherName.objects.filter(partner__in=ids, language=get_language())
    others = others.exclude(name=F("partner__name"))
    rows = others.values_list("partner_id", "name")
    yield [rows]
    return dict(rows)


def _current(memberships: list[interests.Membership]) -> list[interests.Membership]:
    return [membership for membership in memberships if membership.until is None]


def _figures(form: RegisterFilter, counts: RegisterCounts) -> dict[str, Any]:
    """What those who are shown are and where; each bar is a link to just these.

    Those of whom nothing is stated have a bar of their own, so that the bars add up to all.
    """
    names = _offer(form, counts)
    by_kind = counts.by("kind", own_filter=True)
    by_region = counts.by("region", own_filter=True)
    by_country = counts.by("country", own_filter=True)
    regions = [
        Bar(label, by_region[value], form.address(region=value))
        for value, label in Region.choices
        if value in by_region
    ]
    countries = [
        Bar(name, by_country[code], form.address(country=code))
        for code, name in names.items()
        if code in by_country
    ]
    if "" in by_region:
        address = form.address(region=NOT_STATED)
        regions.append(Bar(_("Not stated"), by_region[""], address))
    if "" in by_country:
        countries.append(Bar(_("No country on record"), by_country[""]))
    kinds = [
        Bar(look.short, by_kind[kind], form.address(kind=kind))
        for kind, look in KINDS.items()
        if kind in by_kind
    ]
    return {
        "names": names,
        "kinds": kinds,
        "shares": [Share(str(bar.label), int(bar.value), bar.url) for bar in kinds],
        "regions": regions,
        "countries": countries,
    }


def _offer(form: RegisterFilter, counts: RegisterCounts) -> dict[str, str]:
    """Write beside each choice how many it would leave, and give the names of the countries."""
    by_region = counts.by("region")
    known = Country.objects.filter(pk__in=counts.countries).by_name()
    names = {country.pk: country.name for country in known}
    form.count("kind", counts.by("kind"))
    form.count("region", by_region | {NOT_STATED: by_region.get("", 0)})
    form.offer_countries(names, counts.by("country"))
    return names


def _places(counts: RegisterCounts) -> dict[str, Any]:
    """The dots of the map, and how many partners have one; the others have no country."""
    by_country = counts.by("country", own_filter=True)
    dots = [Dot(code, number) for code, number in by_country.items() if code]
    return {
        "dots": dots,
        "n_placed": sum(dot.number for dot in dots),
        "n_elsewhere": by_country.get("", 0),
    }


def _map(
    _request: HttpRequest,
    partners: "QuerySet[Partner]",
    *,
    form: RegisterFilter,
    **_summary: Any,
) -> dict[str, Any]:
    """Where the partners are, what they are, and in which areas they work."""
    numbers = interests.numbers_of(form.apply(partners))
    areas = [
        Bar(area.name, numbers[area.slug], form.address(area=area.slug), look=area.look)
        for area in interests.choices()
        if area.slug in numbers
    ]
    return {"areas": sorted(areas, key=lambda bar: -bar.value)}


@shared
@require_safe
def published_letter_list(request: HttpRequest) -> HttpResponse:
    """Every published letter of intent, by kind, area and contribution (A1-2c-6)."""
    published = LetterOfIntent.objects.published()
    form = LetterRegisterFilter(request.GET)
    fitting = form.apply(published).select_related("country", "partner")
    fitting = fitting.only(*LISTED, "country", "partner__slug", "partner__status")
    page = page_of(request, fitting.order_by(*form.ordering))
    areas = {area.slug: area for area in form.areas}
    rows = [LetterRow(letter, areas) for letter in page]
    with_areas = page.has_others or any(
        row.areas or row.letter.is_for_all_areas for row in rows
    )
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "lines": letter_rows(rows, with_areas=with_areas),
        "sort": form.order,
        "total": published.count() if form.is_filtered else page.paginator.count,
        "with_areas": with_areas,
    }
    return render(request, "partners/published_letter_list.html", context)


@shared
@require_safe
def partner_csv(request: HttpRequest) -> HttpResponseBase:
    """The filtered register for a spreadsheet, at the address that it had first."""
    return downloads.respond(request, PARTNERS, "csv")


@shared
@require_safe
def partner_json(request: HttpRequest) -> HttpResponseBase:
    """The filtered register for programs as a bare list, at the address that it had first."""
    selection = Selection(PARTNERS, request.GET)
    selection.form.refuse_left_out()
    pieces = downloads.json_rows(selection)
    return downloads.attached(request, pieces, "partners.json", "json", downloads.licence())
