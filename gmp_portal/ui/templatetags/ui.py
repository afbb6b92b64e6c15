"""The component library: one tag per template in ``templates/_components``."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.apps import apps
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.db.models import Model
from django.forms import BaseFormSet, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gmp_portal import rulebook
from gmp_portal.ui import languages
from gmp_portal.ui.components import Bar, Step, tone_of
from gmp_portal.ui.templatetags.form_fields import form_errors, formset_errors
from gmp_portal.ui.worklist import Task, in_order

register = template.Library()
ICONS = {"ok": "✓", "warn": "!", "bad": "✕", "info": "i"}


# Boxes ---------------------------------------------------------------------------------


@register.simple_block_tag
def panel(
    content: str,
    *,
    title: str = "",
    level: int = 2,
    id: str = "",  # noqa: A002 as in HTML
    tone: str = "",
) -> SafeString:
    """{% panel title=_("Contact") %}…{% endpanel %}: a titled box around content."""
    return _component("panel", content=content, title=title, level=level, id=id, tone=tone)


@register.simple_block_tag
def alert(
    content: str, *, tone: str = "info", title: str = "", level: int = 2
) -> SafeString:
    """{% alert tone="warn" title=_("…") %}…{% endalert %}: not to be missed."""
    return _component("alert", content=content, tone=tone, title=title, level=level)


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    """{% empty_state title=_("No meetings yet") %}what comes{% endempty_state %}."""
    return _component("empty_state", content=content, title=title)


@register.simple_block_tag
def details(
    content: str,
    *,
    title: str,
    open: bool = False,  # noqa: A002 as in HTML
) -> SafeString:
    """{% details title=_("Guidance") %}…{% enddetails %}: shown when asked for."""
    return _component("details", content=content, title=title, open=open)


@register.simple_block_tag
def summary_entry(content: str, *, label: str) -> SafeString:
    """Fill a row of ``<dl class="sum">`` whose value is markup."""
    return _component("summary_row", label=label, value=content)


# Words with a tone ---------------------------------------------------------------------


@register.simple_tag
def tag(text: str, tone: str = "neutral") -> SafeString:
    """{% tag _("New") "info" %}: a short word on a coloured ground."""
    return _component("tag", text=text, tone=tone)


@register.simple_tag
def status_badge(record: Any) -> SafeString:
    """{% status_badge letter %}: where the record stands, in public words if it has any."""
    if not record:
        return SafeString("")
    label = getattr(record, "public_status_label", None) or record.get_status_display()
    return _component("tag", text=label, tone=tone_of(str(record.status)))


@register.simple_tag
def clause(clause_id: str, label: str = "") -> SafeString:
    """{% clause "A1-2e" %}: a link to that clause, or {% clause "R-07" %} to a rule."""
    return _component(
        "clause", label=label or _clause_label(clause_id), url=_clause_url(clause_id)
    )


def _clause_label(clause_id: str) -> str:
    if clause_id.startswith("R-"):
        return gettext("Working rule %(number)s") % {"number": clause_id}
    try:
        return rulebook.clause(clause_id).number_label
    except KeyError:  # a refusal must reach the reader even if it names its clause wrongly
        return clause_id


def _clause_url(clause_id: str) -> str:
    try:
        page = reverse("website:framework")
    except NoReverseMatch:
        page = "/framework/"
    return f"{page}#{clause_id}"


# Rows and lists ------------------------------------------------------------------------


@register.simple_tag
def task_list(tasks: Iterable[Task], level: int = 3) -> SafeString:
    """{% task_list tasks %}: what waits for somebody, the most urgent first."""
    today = timezone.localdate()
    rows = [
        {
            "task": task,
            "overdue": task.is_overdue(today),
            "soon": task.is_due_soon(today),
        }
        for task in in_order(tasks)
    ]
    return _component("task_list", rows=rows, level=level)


@register.simple_tag
def summary_row(
    label: str,
    value: Any,
    change_url: str = "",
    change_label: str = "",
    public: str | None = None,
) -> SafeString:
    """Fill a row of ``<dl class="sum">``: label, value, what the public sees, change."""
    return _component(
        "summary_row",
        label=label,
        value=value,
        change_url=change_url,
        change_label=change_label or label,
        public=public,
    )


@register.simple_tag
def timeline(steps: Sequence[Step]) -> SafeString:
    """{% timeline steps %}: the stages of a life cycle, the current one marked."""
    return _component("timeline", steps=steps)


@register.simple_tag
def bars(
    rows: Iterable[Bar | Sequence[Any]], caption: str, label: str = "", value: str = ""
) -> SafeString:
    """{% bars rows caption=_("Partners by area") %}: a table with drawn figures."""
    drawn = [row if isinstance(row, Bar) else Bar(*row) for row in rows]
    most = max((row.value for row in drawn), default=0)
    scaled = [(row, round(100 * row.value / most) if most else 0) for row in drawn]
    return _component("bars", rows=scaled, caption=caption, label=label, value=value)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page, label: str = "") -> SafeString:
    """{% pagination page %}: links to the other pages, every other query parameter kept."""
    request = context["request"]
    parameter = getattr(page, "parameter", "page")

    def address(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"{request.path}?{query.urlencode()}"

    numbers = [
        (number, address(number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(
            page.number, on_each_side=1, on_ends=1
        )
    ]
    return _component(
        "pagination",
        page=page,
        numbers=numbers,
        label=label,
        previous=address(page.number - 1) if page.has_previous() else "",
        next=address(page.number + 1) if page.has_next() else "",
    )


@register.simple_tag(takes_context=True)
def sort_header(context: Context, key: str, label: str, current: str = "") -> SafeString:
    """{% sort_header "name" _("Name") sort %}: a column head that sorts, in ``<tr>``."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    url = f"{request.path}?{query.urlencode()}"
    return _component("sort_header", label=label, url=url, order=order)


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """{% breadcrumbs _("Areas") "areas:area_list" area.name %}: label and target in turn."""
    labels, targets = pairs[::2], [*pairs[1::2], ""]
    crumbs = [
        (label, _address(target)) for label, target in zip(labels, targets, strict=False)
    ]
    return _component("breadcrumbs", crumbs=crumbs)


# Forms and progress --------------------------------------------------------------------


@register.simple_tag
def progress_bar(done: int, total: int, label: str = "") -> SafeString:
    """{% progress_bar 5 10 _("5 of 10 sections completed") %}: how much is done."""
    percent = round(100 * done / total) if total else 0
    return _component("progress_bar", done=done, total=total, label=label, percent=percent)


@register.simple_tag
def job_progress(job: Any, url: str = "") -> SafeString:
    """{% job_progress job url %}: the named step of a job, asked for each second."""
    return _component("job_progress", job=job, url=url)


@register.simple_tag
def word_counter(field: BoundField | str, limit: int) -> SafeString:
    """{% word_counter form.text 250 %}: words left, counted while the person types."""
    control = field if isinstance(field, str) else field.id_for_label
    return _component("word_counter", control=control, limit=limit)


@register.simple_tag
def field_state(saved_at: datetime | None = None) -> SafeString:
    """{% field_state draft.updated_at %}: whether what was typed is saved."""
    return _component("field_state", saved_at=saved_at)


@register.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """{% error_summary form formset %}: one list of errors above several forms."""
    rows: list[tuple[str, str, str]] = []
    for form in filter(None, forms):
        form.is_summarized = True
        if form.is_bound:
            is_formset = isinstance(form, BaseFormSet)
            rows += formset_errors(form) if is_formset else form_errors(form)
    return _component("errors", rows=rows)


# People, languages, times, files -------------------------------------------------------


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """{% language_links %}: this page in the six languages, each named in its own."""
    request = context.get("request")
    return _component("language_links", links=languages.links(request) if request else [])


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[tuple[str, str]]:
    """{% alternates as pages %}: code and full address of this page in each language."""
    request = context.get("request")
    if not request or not request.resolver_match:
        return []
    return [
        (link.code, request.build_absolute_uri(link.url))
        for link in languages.links(request)
    ]


@register.simple_tag
def language_name(code: str) -> str:
    """{% language_name "fr" %}: the language's name in the reader's language."""
    return languages.name_of(code)


@register.filter
def direction(code: str) -> str:
    """Which way a language is written."""
    return languages.direction(code)


@register.simple_tag
def localtime_utc(value: datetime | None) -> SafeString:
    """{% localtime_utc meeting.starts_at %}: in the reader's zone, named, and in UTC."""
    if value is None:
        return SafeString("")
    here, utc = timezone.localtime(value), value.astimezone(UTC)
    return _component(
        "localtime_utc",
        here=here,
        utc=utc,
        zone=timezone.get_current_timezone_name().replace("_", " "),
        same_zone=here.utcoffset() == utc.utcoffset(),
        same_day=here.date() == utc.date(),
    )


@register.simple_tag
def day_or_moment(value: date | datetime | None) -> SafeString:
    """Show a date as a date and a moment with its zone."""
    if isinstance(value, datetime):
        return localtime_utc(value)
    return _component("day", value=value) if value else SafeString("")


@register.simple_tag
def file_link(document: Any, label: str = "") -> SafeString:
    """{% file_link document %}: a download with its kind and size."""
    kind = str(document.name).rpartition(".")[2].upper()
    return _component(
        "file_link", document=document, label=label or document.name, kind=kind
    )


@register.filter
def person_name(person: Any) -> str:
    """How a person is called on pages; without one the portal itself acted."""
    return str(getattr(person, "name", "") or person or "")


@register.simple_tag
def status_word(subject: str, value: str) -> str:
    """Say a status as kept in the ledger in the words of its model."""
    try:
        model = apps.get_model(str(subject).partition(":")[0])
        choices: Mapping[str, Any] = dict(getattr(model, "Status").choices)  # noqa: B009
    except (LookupError, ValueError, AttributeError):
        choices = {}
    return str(choices.get(value, value))


@register.filter
def message_tone(message: Message) -> str:
    """Django's message levels in our colours."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(
        message.level_tag, "info"
    )


# Addresses -----------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def current_section(context: Context, namespace: str) -> SafeString:
    """``aria-current`` for the item of the main navigation the reader is in."""
    match = getattr(context.get("request"), "resolver_match", None)
    if not match or namespace not in {match.namespace, match.view_name}:
        return SafeString("")
    return format_html(' aria-current="{}"', "true")


def _component(name: str, **context: Any) -> SafeString:
    # Stripped, so that a component can stand before a comma.
    return SafeString(render_to_string(f"_components/{name}.html", context).strip())


def _address(target: Model | str) -> str:
    """Make an address of an address, the name of a URL, or nothing."""
    text = str(target or "")
    return reverse(text) if text and not text.startswith(("/", "http", "#", "?")) else text
