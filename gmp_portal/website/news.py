"""What is news above the apps: working rules that the secretariat changed (P-23)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.rounds import Reading
from gmp_portal.rulebook import WorkingRule
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind
from gmp_portal.website.models import Announcement
from gmp_portal.words import labelled

RULES, NEWSLETTERS = "rules", "newsletters"


def rules(count: int, _area: str) -> Reading[list[NewsItem]]:
    """New values of working rules, which stand on their pages before they apply."""
    known = {rule.id: rule for rule in rulebook.parameters()}
    values = ParameterValue.objects.filter(parameter__in=known)
    values = values.order_by("-decided_at", "-pk")[:count]
    yield [values]
    return [_item(known[value.parameter], value) for value in values]


def _item(rule: WorkingRule, value: ParameterValue) -> NewsItem:
    said = {
        "day": date_format(value.effective_from, "DATE_FORMAT"),
        "sentence": rule.describe(value.value),
    }
    return NewsItem(
        kind=RULES,
        key=news.key_of(value, "changed"),
        title=labelled(rule.id, rule.question),
        summary=gettext("From %(day)s on: %(sentence)s") % said,
        url=reverse("website:rule_detail", args=[rule.id]),
        published_at=value.decided_at,
        updated_at=value.decided_at,
    )


def newsletters(count: int, area: str) -> Reading[list[NewsItem]]:
    """Issues of the newsletter that went out, in the language of the reader where they have it."""
    issues = Announcement.objects.issues().select_related("area")
    if area:
        issues = issues.filter(area__slug=area)
    yield [issues := issues[:count]]
    return [_issue(each) for each in issues]


def _issue(issue: Announcement) -> NewsItem:
    language = issue.language_for(get_language() or "en")
    text = issue.texts[language]
    return NewsItem(
        kind=NEWSLETTERS,
        key=news.key_of(issue, "sent"),
        title=text["subject"],
        summary=Truncator(text["text"]).words(50),
        url=issue.issue_url,
        published_at=issue.sent_at or issue.created_at,
        updated_at=issue.sent_at or issue.created_at,
        language=language,
        areas=(issue.area.slug,) if issue.area else (),
    )


def register_all() -> None:
    about = _("Issues of the newsletter of the Partnership and of its areas.")
    archive = "website:newsletter_list"
    news.register(NewsKind(NEWSLETTERS, _("Newsletters"), archive, newsletters, about))
    page = "website:framework"
    about = _("New values of working rules, such as a number of days, before they apply.")
    news.register(
        NewsKind(RULES, _("Working rules"), page, rules, about, is_of_areas=False)
    )
