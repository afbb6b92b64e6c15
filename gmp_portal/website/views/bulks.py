"""One act on many records: chosen on their list, looked at, released, and how it fared (R-53)."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.rights import require
from gmp_portal.jobs import progress as job_progress
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import jobs, permissions
from gmp_portal.website.actions import bulks
from gmp_portal.website.bulk_forms import BulkForm, BulkReleaseForm, PartnerBulkForm
from gmp_portal.website.models import Bulk, BulkRow
from gmp_portal.website.reading import bulk_lists
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.forms.queue_filters import QueueFilter
from partners.models import LetterOfIntent, Partner, PartnerQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@require_safe
def bulk_list(request: SignedInRequest) -> HttpResponse:
    """What was done with many letters or partners at once, the newest first."""
    require(request.user, permissions.can_bulk_start)
    rows = Bulk.objects.visible_to(request.user).select_related("created_by")
    context = {"page": page_of(request, rows), "place_in_menu": "website:desk"}
    return render(request, "website/bulks.html", context)


@require_POST
def bulk_start(request: SignedInRequest) -> HttpResponse:
    """Freeze what was chosen on the list of letters; nothing is done yet."""
    require(request.user, permissions.can_bulk_start)
    letters = LetterOfIntent.objects.visible_to(request.user).exclude(
        status=LetterOfIntent.Status.DRAFT
    )
    known = letters.filter(pk__in=_keys(request, "letter"))
    form = BulkForm(request.POST, known=known.values_list("pk", flat=True))
    asked = QueueFilter(QueryDict(form.data.get("asked", "")))
    if not form.is_valid() or asked.left_out:
        raise unmet(_("Choose what is to be done, and letters of the list."), bulks.RULE)
    data = form.cleaned_data
    wanted = asked.apply(letters) if data["every"] else known
    # One more than is possible, so that a list without end is refused and not read.
    most = rulebook.value(bulks.RULE)["most"] + 1
    ordered = wanted.select_related("country", "partner")
    chosen = list(ordered.order_by("submitted_at", "pk")[:most])
    return redirect(bulks.freeze(data["act"], chosen, by=request.user))


@require_POST
def bulk_partners(request: SignedInRequest) -> HttpResponse:
    """Freeze which partners were chosen, on a list of the desk or in the register."""
    require(request.user, permissions.can_bulk_start)
    form = PartnerBulkForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {}
    wanted: PartnerQuerySet | None = None
    if data.get("every"):
        wanted = bulk_lists.partners_of(data["source"], data["asked"], request.user)
    elif data:
        visible = Partner.objects.visible_to(request.user)
        wanted = visible.filter(pk__in=_keys(request, "partner"))
    if wanted is None:
        raise unmet(_("Choose what is to be done, and partners of the list."), bulks.RULE)
    most = rulebook.value(bulks.RULE)["most"] + 1
    ordered = wanted.select_related("country").order_by("skeleton", "pk")
    chosen = list(ordered[:most])
    return redirect(bulks.freeze(data["act"], chosen, by=request.user))


# No key of a record has more digits.
PK_DIGITS = 18


def _keys(request: SignedInRequest, name: str) -> list[int]:
    """The keys that were ticked; what is none is left out."""
    ticked = [each for each in request.POST.getlist(name) if each.isdecimal()]
    return [int(each) for each in ticked if len(each) < PK_DIGITS]


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each record of the list: whether it is possible with it, and how it fared."""
    return _page(request, _get(request, pk))


@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have it done with those that the page named (R-53)."""
    bulk = rights.get_permitted(
        Bulk.objects.visible_to(request.user),
        request.user,
        permissions.can_bulk_release,
        pk=pk,
    )
    form = BulkReleaseForm(request.POST, of_partners=bulk.is_of_partners)
    if not form.is_valid():
        return _page(request, bulk, form)
    try:
        bulks.release(bulk, **form.cleaned_data, by=request.user)
    except RuleRefusedError as refusal:
        form.add_error(None, refusal)
        return _page(request, bulk, form)
    messages.success(request, _("The list is gone through, one after another."))
    return redirect(bulk)


@require_safe
def progress(request: SignedInRequest, pk: int) -> JsonResponse:
    """How far it is, for the progress bar."""
    bulk = _get(request, pk)
    is_over = bulk.status != Bulk.Status.RUNNING
    job = None if is_over else jobs.bulk_job(bulk)
    return job_progress.answer(job, is_over=is_over, tells_failures=True)


def _get(request: SignedInRequest, pk: int) -> Bulk:
    known = Bulk.objects.visible_to(request.user).select_related("created_by")
    return get_object_or_404(known, pk=pk)


def _page(
    request: SignedInRequest, bulk: Bulk, form: BulkReleaseForm | None = None
) -> HttpResponse:
    numbers = _numbers(bulk)
    number = numbers.get(BulkRow.State.OPEN, 0)
    if form is None:
        initial = {"seen": bulk.token}
        form = BulkReleaseForm(initial=initial, of_partners=bulk.is_of_partners)
    must_type = number > rulebook.value(bulks.RULE)["typed"]
    form.ask(must_type=must_type)
    is_at_work = bulk.status == Bulk.Status.RUNNING
    context = {
        "bulk": bulk,
        "number": number,
        "numbers": _told(numbers),
        "page": page_of(request, bulk.rows.select_related("letter", "partner__country")),
        "can_release": permissions.can_bulk_release(request.user, bulk),
        "is_at_work": is_at_work,
        "job": jobs.bulk_job(bulk) if is_at_work else None,
        "place_in_menu": "website:desk",
    }
    return render_form(request, "website/bulk.html", context, form=form)


def _numbers(bulk: Bulk) -> dict[str, int]:
    counted = bulk.rows.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(counted)


def _told(numbers: dict[str, int]) -> list[tuple["StrOrPromise", int]]:
    """How many stand where, in the order of the states."""
    return [(each.label, numbers[each]) for each in BulkRow.State if each in numbers]
