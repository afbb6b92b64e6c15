"""The public register of partners."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal.ui.components import Bar
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import render_form
from partners import permissions
from partners.forms.partner_filters import SORTS, MembershipCheck, RegisterFilter
from partners.models import Kind, LetterOfIntent, Partner, Region
from partners.reading import downloads, duplicates, history, interests

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_FOUND = 404


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Who takes part, by kind, region, country, area and time (A1-6d-ii)."""
    form = RegisterFilter(request.GET)
    partners = Partner.objects.visible_to(request.user)
    found = (
        form.apply(partners)
        .select_related("country")
        .order_by(SORTS[form.order], "skeleton")
    )
    page = page_of(request, found)
    ids = [partner.pk for partner in page]
    areas = interests.memberships_of(ids)
    letters = _letters_of(ids)
    context = {
        "page": page,
        "rows": [
            (one, _current(areas.get(one.pk, [])), letters.get(one.pk)) for one in page
        ],
        "sort": form.order,
        "kinds": _bars(request, form, partners, "kind", Kind),
        "regions": _bars(request, form, partners, "region", Region),
        "query": _query(request, page=None),
        "is_filtered": any(request.GET.get(name) for name in form.fields if name != "sort"),
    }
    return render_form(request, "partners/register.html", context | {"form": form}, form=[])


def _letters_of(ids: list[int]) -> dict[int | None, LetterOfIntent]:
    published = LetterOfIntent.objects.published().filter(partner__in=ids)
    return {letter.partner_id: letter for letter in published.order_by("public_version")}


def _current(memberships: list[interests.Membership]) -> list[interests.Membership]:
    return [one for one in memberships if one.until is None]


def _bars(
    request: HttpRequest,
    form: RegisterFilter,
    partners: "QuerySet[Partner]",
    name: str,
    choices: Any,
) -> list[Bar]:
    """How many partners each choice would leave; each bar is a link to just these."""
    column = {"region": "unep_region"}.get(name, name)
    counted = form.apply(partners, without=name).order_by().values_list(column)
    numbers = dict(counted.annotate(count=Count("pk")))
    labels: list[tuple[str, StrOrPromise]] = [*choices.choices]
    return [
        Bar(label, numbers[value], "?" + _query(request, **{name: value, "page": None}))
        for value, label in labels
        if numbers.get(value)
    ]


def _query(request: HttpRequest, **changes: str | None) -> str:
    kept = {
        name: value for name, value in request.GET.items() if value and name not in changes
    }
    return urlencode(kept | {name: value for name, value in changes.items() if value})


DOWNLOADS: dict[str, tuple[Callable[..., Any], str]] = {
    "csv": (downloads.as_csv, "text/csv; charset=utf-8"),
    "json": (downloads.as_json, "application/json"),
}


@login_not_required
@require_safe
def download(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """The filtered register as a file, streamed, with the filters of the page."""
    make, media_type = DOWNLOADS[form]
    partners = RegisterFilter(request.GET).apply(Partner.objects.visible_to(request.user))
    found = partners.select_related("country").order_by("name").iterator(chunk_size=200)
    response = StreamingHttpResponse(make(found), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="partners.{form}"'
    return response


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner: letter, areas, people by role, history; former ones stay visible."""
    partners = Partner.objects.visible_to(request.user).select_related("country")
    partner = partners.prefetch_related("participations").filter(slug=slug).first()
    if partner is None:
        near = duplicates.near_names(slug)
        context: dict[str, Any] = {"near": near, "wanted": slug.replace("-", " ")}
        return render(request, "partners/unknown.html", context, status=NOT_FOUND)
    is_officer = permissions.is_officer(request.user)
    speaks = permissions.represents(request.user, partner)
    form, answer = _membership_answer(request, partner)
    terms = partner.representatives.current().select_related("person")
    context = {
        "partner": partner,
        "letters": LetterOfIntent.objects.published_for(partner).select_related(
            "public_letter"
        ),
        "memberships": interests.memberships(partner),
        "representatives": [
            (term, is_officer or speaks or term.is_public) for term in terms
        ],
        "own_term": next(
            (term for term in terms if term.person_id == request.user.pk), None
        ),
        "former_terms": partner.representatives.exclude(pk__in=terms).select_related(
            "person"
        )
        if is_officer
        else [],
        "changes": history.changes(partner) if is_officer or speaks else [],
        "former_names": _former_names(partner),
        "trail": history.of_partner(partner, for_officer=is_officer),
        "check_form": form,
        "check_answer": answer,
        "join_requests": _join_requests(request, partner),
        "speaks": speaks,
        "can_rename": permissions.can_rename(request.user, partner),
        "can_appoint": permissions.can_appoint(request.user, partner),
        "can_deactivate": permissions.can_deactivate(request.user, partner),
        "can_reactivate": permissions.can_reactivate(request.user, partner),
        "can_withdraw": permissions.can_withdraw_partner(request.user, partner),
        "can_ask": permissions.can_ask_to_join(request.user, partner) and not is_officer,
    }
    return render_form(request, "partners/partner.html", context, form=[])


def _join_requests(request: HttpRequest, partner: Partner) -> list[Any]:
    if not permissions.can_appoint(request.user, partner):
        return []
    return [
        asked
        for asked in partner.join_requests.filter(status="asked").select_related("person")
        if asked.person_id != request.user.pk
    ]


def _former_names(partner: Partner) -> list[str]:
    names = partner.history.order_by("-history_date").values_list("name", flat=True)
    return [name for name in dict.fromkeys(names) if name != partner.name]


def _membership_answer(
    request: HttpRequest, partner: Partner
) -> tuple[MembershipCheck, str]:
    """Answer "was X a partner on this day?" in a sentence, also where nobody knows."""
    if "on" not in request.GET:
        return MembershipCheck(), ""
    form = MembershipCheck(request.GET)
    if not form.is_valid():
        return form, ""
    answers = {
        True: _("Yes: %(name)s was a partner on this day."),
        False: _("No: %(name)s was not a partner on this day."),
        None: _("Not known: the sources say nothing about %(name)s on this day."),
    }
    was = partner.took_part_on(form.cleaned_data["on"])
    return form, answers[was] % {"name": partner.name}
