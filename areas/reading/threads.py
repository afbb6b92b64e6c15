"""What is said about a plan, thread by thread: where it stands, its answers, its task (B4-2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from areas import permissions
from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.models import CommentTask, PlanComment, PlanVersion
from areas.reading import spots
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.typesetting.signs import plain
from gmp_portal.words import beside
from gmp_portal.writing import anchors

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAME, CHANGED, GONE = "same", "changed", "gone"
OPEN, RESOLVED, MINE, ALL = "open", "resolved", "mine", "all"


@dataclass(frozen=True)
class Said:
    """A comment or an answer, with who said it as its reader may know it."""

    comment: PlanComment
    voice: str
    steps: frozenset[str]


@dataclass
class Thread:
    """A comment with its answers, what it is about, and what its reader can do."""

    comment: PlanComment
    voice: str
    about: str
    url: str
    state: str = ""
    excerpt: tuple[str, str, str] | None = None
    replies: list[Said] = field(default_factory=list)
    task: CommentTask | None = None
    tasked: "StrOrPromise" = ""
    steps: frozenset[str] = frozenset()

    @property
    def quote(self) -> str:
        """The words it was about when it was written, as a page shows them."""
        if self.comment.row_kind:
            return self.comment.quote
        return spots.without_signs(self.comment.anchor).quote

    @property
    def is_open(self) -> bool:
        return self.comment.is_open

    @property
    def is_gone(self) -> bool:
        """Whether the words, or the entry, stand there no more."""
        return self.state == GONE

    @property
    def is_changed(self) -> bool:
        return self.state == CHANGED


def said_of(plan: PlanVersion) -> "Reading[list[PlanComment]]":
    """Every comment and answer of a version, with whoever said it, and the tasks of each."""
    comments = plan.comments.select_related("author", "partner", "resolved_by")
    tasks = CommentTask.objects.filter(comment__plan=plan).select_related("person")
    yield [comments, tasks]
    by_comment: dict[int, list[CommentTask]] = defaultdict(list)
    for task in tasks:
        by_comment[task.comment_id].append(task)
    listed = list(comments)
    for comment in listed:
        comment.plan = plan
        comment.given_tasks = by_comment[comment.pk]
        for task in comment.given_tasks:
            task.comment = comment
    return listed


def begun(said: Iterable[PlanComment]) -> list[PlanComment]:
    """The first comments of threads; what was withdrawn, and never answered, is left out."""
    listed = list(said)
    answered = {each.answers_id for each in listed if each.withdrawn_at is None}
    return [
        each
        for each in listed
        if each.begins and (each.withdrawn_at is None or each.pk in answered)
    ]


def chosen(
    first: Sequence[PlanComment], said: Iterable[PlanComment], which: str, reader: Anybody
) -> list[PlanComment]:
    """Those of a choice: open, dealt with, or with words or a task of the reader."""
    if which == OPEN:
        return [each for each in first if each.is_open]
    if which == RESOLVED:
        return [each for each in first if each.resolved_at]
    if which == MINE:
        mine = {each.thread_pk for each in said if each.author_id == reader.pk}
        return [each for each in first if each.pk in mine or _has_task(each, reader)]
    return list(first)


def _has_task(comment: PlanComment, reader: Anybody) -> bool:
    return any(task.person_id == reader.pk for task in comment.given_tasks)


def of(
    plan: PlanVersion,
    first: Sequence[PlanComment],
    said: Iterable[PlanComment],
    reader: Anybody,
) -> "Reading[list[Thread]]":
    """These threads as they are shown, with the entries and words that they are about."""
    kinds = {KINDS[each.row_kind] for each in first if each.row_kind in KINDS}
    rows = spots.rows_by_kind(plan, sorted(kinds, key=lambda kind: kind.key))
    texts = plan.texts.all()
    yield [*rows.values(), texts]
    there = {
        key: {row.pk: (number, row) for number, row in enumerate(listed, start=1)}
        for key, listed in rows.items()
    }
    by_section = {text.section: text.text for text in texts}
    replies: dict[int, list[PlanComment]] = defaultdict(list)
    for each in said:
        if each.answers_id and each.withdrawn_at is None:
            replies[each.answers_id].append(each)
    people = {each.author for each in said} | {
        task.person for each in first for task in each.given_tasks
    }
    names = offices.names_of(people, reader)
    shown = _Shown(plan, reader, names, there, by_section)
    return [shown.thread(each, replies[each.pk]) for each in first]


@dataclass
class _Shown:
    """What all threads of a page have in common."""

    plan: PlanVersion
    reader: Anybody
    names: Any
    rows: dict[str, dict[int, tuple[int, Any]]]
    texts: dict[str, str]
    words: dict[str, str] = field(default_factory=dict)

    def thread(self, comment: PlanComment, replies: list[PlanComment]) -> Thread:
        about, row = self._about(comment)
        text = self._text(comment, row)
        place = spots.place_of(text, comment.anchor) if comment.quote and text else None
        open_tasks = [
            task for task in comment.given_tasks if task.status == CommentTask.Status.OPEN
        ]
        task = next(iter([*open_tasks, *reversed(comment.given_tasks)]), None)
        thread = Thread(
            comment,
            self._voice(comment),
            about,
            self._url(comment, row),
            excerpt=anchors.excerpt(text, place)
            if place and not comment.row_kind
            else None,
            replies=[
                Said(each, self._voice(each), self._steps(each, [])) for each in replies
            ],
            task=task,
            tasked=self.names[task.person_id] if task else "",
        )
        if comment.row_kind and row is None:
            thread.state = GONE
        elif comment.quote:
            is_same = place is not None and place.is_same
            thread.state = SAME if is_same else CHANGED if place else GONE
        thread.steps = self._steps(comment, replies) | self._task_steps(open_tasks)
        return thread

    def _voice(self, comment: PlanComment) -> str:
        partner = comment.partner.name_on_record if comment.partner else ""
        return beside(self.names[comment.author_id], partner)

    def _about(self, comment: PlanComment) -> tuple[str, Any]:
        """Words for what it is about, and the entry if there is one."""
        section = _("Section %(key)s") % {"key": comment.section} if comment.section else ""
        if not comment.row_kind:
            return section or _("The whole plan"), None
        kind = KINDS.get(comment.row_kind)
        if kind is None:
            return section, None
        number, row = self.rows[kind.key].get(comment.row_pk or 0, (0, None))
        if row is None:
            named = _("%(kind)s that was removed") % {"kind": kind.singular}
            return beside(section, named), None
        parts = [section, spots.name_of(kind, number)]
        if comment.field:
            parts.append(spots.label_of(kind, comment.field))
        return beside(*parts), row

    def _text(self, comment: PlanComment, row: Any) -> str:
        if comment.row_kind:
            return spots.value_of(row, comment.field) if row and comment.field else ""
        return self._words(comment.section)

    def _words(self, section: str) -> str:
        """What a page shows of the text of a section, taken apart once for all threads."""
        if section not in self.words:
            self.words[section] = plain.shown(self.texts.get(section, "")).text
        return self.words[section]

    def _url(self, comment: PlanComment, row: Any) -> str:
        """Where it can be read: the entry for whoever writes, else its section on the page."""
        if comment.section not in BY_KEY:
            return ""
        is_writer = permissions.can_edit(self.reader, self.plan)
        if is_writer and row is not None:
            place = [self.plan.area.slug, self.plan.number, comment.row_kind, row.pk]
            return reverse("areas:row_change", args=place)
        return f"{self.plan.get_absolute_url()}#section-{comment.section}"

    def _steps(self, comment: PlanComment, replies: list[PlanComment]) -> frozenset[str]:
        """What the reader can do with it now; nothing more is asked of the database."""
        unanswered = comment.is_open and not replies and not comment.given_tasks
        asked = {
            "reply": (permissions.can_comment_reply, comment.begins),
            "resolve": (permissions.can_resolve, comment.begins),
            "reopen": (permissions.can_comment_reopen, comment.begins),
            "edit": (permissions.can_comment_edit, unanswered),
            "withdraw": (permissions.can_comment_withdraw, unanswered),
            "give_task": (
                permissions.can_comment_give_task,
                comment.begins and not self._has_open_task(comment),
            ),
        }
        return frozenset(
            name
            for name, (step, fits) in asked.items()
            if fits
            and step.state_fits(comment)
            and step.refusal_of_role(self.reader, comment) is None
        )

    def _has_open_task(self, comment: PlanComment) -> bool:
        return any(task.status == CommentTask.Status.OPEN for task in comment.given_tasks)

    def _task_steps(self, tasks: list[CommentTask]) -> frozenset[str]:
        steps = set()
        for task in tasks:
            if permissions.can_task_finish(self.reader, task):
                steps.add("finish")
            if permissions.can_task_take_back(self.reader, task):
                steps.add("take_back")
        return frozenset(steps)
