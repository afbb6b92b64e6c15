"""Saving a form that others may have open: one after the other, nothing overwritten unseen.

A form says by its token what it was filled from; without one it was filled from nothing. What
somebody else saved since is joined with what was typed, by field, paragraph and row; where
both changed the same, nothing is saved and the page shows both (C4). Whatever was typed is
kept as a revision.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.ui.typed import UNSEEN, VERSION
from gmp_portal.ui.versions import (
    Values,
    as_sent,
    in_words,
    label_of,
    prose_of,
    storable,
    token_of,
    values_of,
)
from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import actions, compare, merge, public_texts, row_keys
from gmp_portal.writing.models import Revision
from gmp_portal.writing.reading import authors
from gmp_portal.writing.written import Forms, Writing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SETTLE = "settle-"
CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True)
class Sent:
    """What came with a form, and from whom."""

    data: QueryDict
    files: "MultiValueDict[str, Any] | None"
    by: User
    replaces: bool = False
    """Whether what stands there was shown, and goes on purpose; it stays a revision."""
    words_of: User | None = None
    """Whose words these are, where somebody else takes them in."""

    @property
    def token(self) -> str:
        return storable(self.data.get(VERSION, ""))

    @property
    def is_empty(self) -> bool:
        """Neither a field nor a token: no form was sent, and nothing shall be emptied."""
        return not self.files and not set(self.data) - {"csrfmiddlewaretoken"}

    @property
    def has_no_field(self) -> bool:
        """Nothing but what a form carries unseen; ticks alone may all be taken off."""
        return not self.files and not set(self.data) - UNSEEN

    def is_unseen(self, token: str) -> bool:
        """Whether the sender may never have seen what stands there now.

        A browser always sends the token of the page. Whoever sends none cannot know what is
        overwritten, so such a form counts as filled from an older text: it fills what is empty,
        changes nothing that it repeats, and shows both texts where they differ.
        """
        return self.token != token and not self.replaces and not self.is_empty


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed in the same place, as the page shows it."""

    name: str
    label: str
    base: str | None
    mine: str
    theirs: str
    is_prose: bool

    @property
    def mine_marked(self) -> tuple[compare.Line, ...]:
        """My text with what I changed marked, or with what differs from theirs."""
        return self._marked(self.mine)

    @property
    def theirs_marked(self) -> tuple[compare.Line, ...]:
        return self._marked(self.theirs)

    def _marked(self, text: str) -> tuple[compare.Line, ...]:
        before = self.theirs if self.base is None else self.base
        return compare.lines(before.splitlines(), text.splitlines())

    @property
    def is_form_only(self) -> bool:
        """Whether both say the same, and only a heading, a list or a figure differs."""
        return self.mine == self.theirs

    @property
    def settle_name(self) -> str:
        return f"{SETTLE}{self.name}"


@dataclass
class Shared:
    """What a form that several people fill in carries: its token, its revisions, the others."""

    token: str
    history_url: str
    presence_url: str
    conflicts: list[Conflict] = field(default_factory=list)
    saved_meanwhile: Revision | None = None


@dataclass
class Turn:
    """What came of showing a form, or of a save."""

    writing: Writing[Any]
    record: Any
    forms: Forms
    token: str
    is_saved: bool = False
    conflicts: list[Conflict] = field(default_factory=list)
    taken: dict[str, Any] = field(default_factory=dict)
    """What came in from others, by the name of the field, as it would be sent."""
    typed_token: str = ""
    meanwhile: Revision | None = None
    sent: Forms = ()
    """The forms as they were sent, before anything was joined."""
    keys: row_keys.Keys = field(default_factory=dict)
    """The records that rows of the page stand for now, by the name of the field."""

    @property
    def form(self) -> Any:
        """The first form, ready to be shown."""
        return self.forms[0]

    @property
    def was_joined(self) -> bool:
        return bool(self.taken)

    @cached_property
    def notice(self) -> str:
        """Tell whose changes came in, where a save was joined with another one."""
        if not self.was_joined:
            return ""
        labels = listed(label_of(self.forms, name) for name in self.taken)
        by = self.meanwhile.who if self.meanwhile else ""
        if not by:
            return _("Joined with what was saved meanwhile: %(fields)s.") % {
                "fields": labels
            }
        return _("Joined with what %(name)s saved meanwhile: %(fields)s.") % {
            "name": by,
            "fields": labels,
        }

    def attach(self) -> None:
        """Give the first form what its template prints; without earlier versions, no way there."""
        kept = Revision.objects.of(self.writing.kind, self.writing.key(self.record))
        self.form.shared = Shared(
            self.token,
            self.writing.history_url(self.record) if kept.exists() else "",
            self.writing.presence_url(self.record),
            self.conflicts,
            self.meanwhile,
        )

    def tell(self, request: HttpRequest, saved: "StrOrPromise") -> None:
        """Say that it is saved, and what came in from somebody else."""
        messages.success(request, saved)
        public_texts.tell(request, self.writing, self.record, self.forms)
        self.tell_joined(request)

    def tell_joined(self, request: HttpRequest) -> None:
        """Say what came in from somebody else, where the next page says that it is saved."""
        if self.was_joined:
            messages.info(request, self.notice)

    def answer(self) -> JsonResponse:
        """What a page that saves itself is told: the new token, or why not."""
        if self.conflicts:
            said = _(
                "Somebody else changed the same text. Yours is kept: press “Save” to see both."
            )
            return JsonResponse({"refusals": [said], "conflict": True}, status=CONFLICT)
        if not self.is_saved:
            return JsonResponse({"errors": _errors(self.forms)}, status=UNPROCESSABLE)
        answer: dict[str, Any] = {
            "version": self.token,
            "saved": timezone.localtime().strftime("%H:%M"),
        }
        if self.keys:
            answer["keys"] = self.keys
        if self.was_joined:
            answer |= {
                "merged": self.taken,
                "typed": self.typed_token,
                "notice": self.notice,
            }
        return JsonResponse(answer)


def take(request: HttpRequest, writing: Writing[Any], record: Any) -> Turn:
    """Show the forms, or save them if they are sent; ``is_saved`` tells which."""
    if request.method != "POST":
        return show(writing, record)
    sent = Sent(request.POST, request.FILES, cast("User", request.user))
    turn = save(writing, record, sent)
    turn.attach()
    return turn


def show(
    writing: Writing[Any], record: Any, forms: Forms | None = None, token: str = ""
) -> Turn:
    """Show the forms as stored, or as somebody goes on to fill them in, and save nothing."""
    shown = writing.forms(record) if forms is None else forms
    turn = Turn(writing, record, shown, token or token_of(values_of(shown)))
    turn.attach()
    return turn


@transaction.atomic
def save(writing: Writing[Any], record: Any, sent: Sent) -> Turn:
    """Save what was sent on top of what is stored now, joined with it, or show both."""
    actions.hold(writing.kind, writing.key(record))
    record = writing.lock(record)
    theirs = values_of(writing.forms(record))
    turn = _opened(writing, record, sent, theirs)
    if turn.conflicts:
        return turn
    if not _are_valid(turn.forms):
        if not turn.was_joined:
            # Sent again, it is compared with what it was filled from.
            turn.token = sent.token or turn.token
        return turn
    if sent.is_empty or (sent.has_no_field and prose_of(turn.forms)):
        raise RuleRefusedError(
            _("Nothing was sent. Open the form again and fill it in."),
            clause=actions.RULE,
            status=UNPROCESSABLE,
        )
    if not _saved(turn, by=sent.by):
        return turn
    kind, key = writing.kind, writing.key(record)
    # Only now: what is refused leaves no trace.
    actions.keep(kind, key, theirs, by=None)
    after = values_of(writing.forms(writing.lock(record)))
    turn.token = token_of(after)
    actions.keep(kind, key, after, by=sent.words_of or sent.by)
    actions.be_present(writing.scope(record), writing.part(record), by=sent.by)
    turn.keys = row_keys.given(turn.sent, turn.forms)
    if turn.was_joined and turn.keys:
        # What the page goes on from has the keys, too.
        shown = row_keys.shown_with(turn.keys, turn.sent)
        turn.typed_token = actions.set_aside(kind, key, shown, by=sent.by).token
    turn.is_saved = True
    return turn


@transaction.atomic
def restore(
    writing: Writing[Any], record: Any, revision: Revision, data: QueryDict, *, by: User
) -> Turn:
    """Save an earlier revision as the newest one, through the same form."""
    turn = save(writing, record, Sent(data, None, by, replaces=True))
    if turn.is_saved:
        actions.note_restored(revision, writing.subject(turn.record), by=by)
    return turn


def _opened(writing: Writing[Any], record: Any, sent: Sent, theirs: Values) -> Turn:
    """The forms as they were sent, joined with what others have saved since."""
    forms = writing.forms(record, sent.data, sent.files)
    mine = values_of(forms)
    turn = Turn(writing, record, forms, token_of(theirs), sent=forms)
    decided = _decided(sent.data, mine, theirs, prose_of(forms))
    decided = row_keys.taken_up(forms, decided, theirs)
    if decided != mine:
        # What is given up was typed all the same, and perhaps after both texts were shown.
        actions.set_aside(writing.kind, writing.key(record), mine, by=sent.by)
        turn.forms = writing.forms(record, as_sent(forms, decided, sent.data), sent.files)
    if sent.is_unseen(turn.token) and decided != theirs:
        _join(turn, sent, decided, theirs)
    return turn


def _decided(data: QueryDict, mine: Values, theirs: Values, prose: set[str]) -> Values:
    """What somebody chose where both texts were shown: theirs, or both in a row."""
    decided = dict(mine)
    for name, typed in mine.items():
        choice = data.get(f"{SETTLE}{name}", "")
        stored = theirs.get(name, [])
        if choice == "theirs":
            decided[name] = stored
        elif choice == "both" and name in prose:
            texts = ("".join(cast("list[str]", each)) for each in (stored, typed))
            decided[name] = [merge.both(*texts)]
    return decided


def _are_valid(forms: Forms) -> bool:
    """Check every form, so that each says what is wrong."""
    checked = [form.is_valid() for form in forms]
    return all(checked)


def _saved(turn: Turn, *, by: User) -> bool:
    """Call the action; what a rule refuses about the fields stands in the form."""
    try:
        with transaction.atomic():
            turn.writing.save(turn.record, turn.forms, by=by)
    except RuleRefusedError as error:
        if not isinstance(turn.form, BaseForm):
            raise
        turn.form.add_error(None, error)
        return False
    return True


def _join(turn: Turn, sent: Sent, mine: Values, theirs: Values) -> None:
    """Join both in the forms of the turn, and keep what was typed as it was."""
    kind, key = turn.writing.kind, turn.writing.key(turn.record)
    revisions = Revision.objects.of(kind, key)
    base = revisions.filter(token=sent.token).first()
    before = base.values if base else None
    merged = merge.values(before, mine, theirs, prose_of(turn.forms))
    newest = revisions.taken_in().select_related("saved_by")[:1]
    turn.meanwhile = next(iter(authors.told(newest, to=sent.by)), None)
    actions.keep(kind, key, theirs, by=None)
    if sent.token or merged.clashes or merged.taken:
        turn.typed_token = actions.set_aside(kind, key, mine, by=sent.by).token
    turn.conflicts = [_in_words(turn.forms, clash) for clash in merged.clashes]
    data = as_sent(turn.forms, merged.values, sent.data)
    turn.taken = {name: _sent(data, turn.forms, name) for name in merged.taken}
    turn.forms = turn.writing.forms(turn.record, data, sent.files)


def _sent(data: QueryDict, forms: Iterable[Any], name: str) -> Any:
    """A field as it is sent; rows are shown anew, not put into a page that is being typed in."""
    for form in forms:
        if isinstance(form, BaseFormSet) and form.prefix == name:
            return None
    values = data.getlist(name)
    return values[0] if len(values) == 1 else values


def _in_words(forms: Forms, clash: merge.Clash) -> Conflict:
    return Conflict(
        clash.name,
        label_of(forms, clash.name),
        None if clash.base is None else in_words(forms, clash.name, clash.base),
        in_words(forms, clash.name, clash.mine),
        in_words(forms, clash.name, clash.theirs),
        clash.name in prose_of(forms),
    )


def _errors(forms: Forms) -> Any:
    if len(forms) == 1 and isinstance(forms[0], BaseForm):
        return forms[0].errors.get_json_data()
    return sentences(forms)


def sentences(forms: Forms) -> list[str]:
    """What is wrong with the forms, in sentences."""
    return [str(error) for form in forms for error in _sentences(form)]


def _sentences(form: Any) -> list[str]:
    if isinstance(form, BaseFormSet):
        inner = [each for row in form.forms for each in _sentences(row)]
        return [*map(str, form.non_form_errors()), *inner]
    return [sentence for errors in form.errors.values() for sentence in errors]
