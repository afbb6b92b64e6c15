"""Who may do what: rights that come with terms, and steps that a role takes in some states.

Grants are kept by guardian; a right counts while its term runs. A permission weighs role and
state, and can say why not. Who somebody is to a record is asked once for a page.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.shortcuts import assign_perm, remove_perm

from gmp_portal import rounds
from gmp_portal.accounts import asked_beside
from gmp_portal.accounts.models import Term, User
from gmp_portal.accounts.models.terms import NOBODY, AnyTerm, statements_of_terms, today
from gmp_portal.workflow import STEP_BY_STEP, NotNowError, RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Anybody = User | AnonymousUser
Record = TypeVar("Record", bound=Model)
Question = TypeVar("Question", bound=Callable[..., Any])
Refusal = RuleRefusedError | None
Reason = Callable[[Any], RuleRefusedError]

THE_SECRETARIAT = gettext_lazy("the secretariat")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)

# Answers, remembered for a page ----------------------------------------------------------


@contextmanager
def remembered() -> Iterator[None]:
    """Remember answers in here; only for what changes nothing, such as a page that is read."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(key: Hashable, ask: Callable[[], Any]) -> Any:
    """Answer from memory where answers are remembered and this one is known, else ask."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]


def asked_once(question: Question) -> Question:
    """Make a question about a person and records one that a page asks once."""

    @wraps(question)
    def asked(user: Any, *records: Any) -> Any:
        return once(_key(question, user, records), lambda: question(user, *records))

    return cast("Question", asked)


def know(question: Question, answer: Any, user: Any, *records: Any) -> None:
    """Keep what a question for many records at once has answered for one of them."""
    once(_key(getattr(question, "__wrapped__", question), user, records), lambda: answer)


def _key(question: Question, user: Any, records: Sequence[Any]) -> Hashable:
    return (question, user.pk, *((type(record), record.pk) for record in records))


# Rights that come with terms --------------------------------------------------------------


def grant(permission: str, person: User, record: Model) -> None:
    """Give a right on one record; only the action that appoints somebody calls this."""
    assign_perm(permission, person, record)


def revoke(permission: str, person: User, record: Model) -> None:
    """Take a right on one record away; only the action that ends a term calls this."""
    remove_perm(permission, person, record)


def standing_of(user: User) -> "Standing":
    """The terms that run today and the rights that came with them, asked once for a page."""
    return cast("Standing", once((Standing, user.pk), lambda: Standing(user)))


class Standing:
    """What somebody may on account of an office: all of it is asked in one query."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._terms = {
            model: statement.of(user.pk, today())
            for model, statement in statements_of_terms().items()
        }
        self._grants = [each.of(user.pk) for each in _statements_of_grants()]
        self.beside = {name: ask() for name, ask in asked_beside.ASKED.data.items()}
        own = [*self._terms.values(), *self._grants, *self.beside.values()]
        self.questions: list[rounds.Question] = [*own]

    def terms(self, model: "type[AnyTerm]") -> "Sequence[AnyTerm]":
        """The terms of one kind that run today."""
        rounds.ask(*self.questions)
        return list(self._terms[model])

    def is_granted(self, permission: str, record: Model) -> bool:
        """Whether the right on this record was given to the person, or to a group of his."""
        rounds.ask(*self.questions)
        kind = ContentType.objects.get_for_model(record).pk
        wanted = (kind, permission.rpartition(".")[2], str(record.pk))
        return self.user.is_superuser or any(wanted in rows for rows in self._grants)


@cache
def _statements_of_grants() -> list[rounds.Statement]:
    right = ("content_type", "permission__codename", "object_pk")
    own, shared = UserObjectPermission.objects, GroupObjectPermission.objects
    return [
        rounds.Statement(lambda user: own.filter(user_id=user).values_list(*right), NOBODY),
        rounds.Statement(
            lambda user: shared.filter(group__user=user).values_list(*right), NOBODY
        ),
    ]


def terms_of(user: Anybody, model: "type[AnyTerm]") -> "Sequence[AnyTerm]":
    """The terms of one kind that this person holds today; nothing for a visitor."""
    return () if isinstance(user, AnonymousUser) else standing_of(user).terms(model)


def holds(
    user: Anybody, permission: str, record: Model, office: type[Term], **of_office: Any
) -> bool:
    """Whether the right is granted *and* a term runs at this moment: it ends with the term.

    ``of_office`` tells whose term it is: ``holds(…, LeadTerm, area_id=area.pk)``.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    standing = standing_of(user)
    return any(
        all(getattr(term, name) == value for name, value in of_office.items())
        for term in standing.terms(office)
    ) and standing.is_granted(permission, record)


# Roles ---------------------------------------------------------------------------------


def is_officer(user: Anybody, _record: object = None) -> bool:
    """Acts for the secretariat now, whatever the record."""
    return user.is_authenticated and user.is_secretariat


def refuse(sentence: "StrOrPromise", clause: str) -> RuleRefusedError:
    """What the wrong person is told, with the clause that says so."""
    return RuleRefusedError(sentence, clause=clause, status=403)


class Role:
    """Those who may take a step, by a plain name; everybody else is told why not.

    ``told`` makes each refusal that somebody may get, for the table of rights.
    """

    def __init__(
        self,
        who: "StrOrPromise",
        ask: Callable[[Any, Any], Refusal],
        *told: Callable[[], RuleRefusedError],
    ) -> None:
        self.who = who
        self.ask = ask
        self.told = told

    def __call__(self, user: Anybody, record: Any) -> Refusal:
        return self.ask(user, record)

    def of(self, find: Callable[[Any], Any]) -> "Role":
        """The same people, for what belongs to their record: ``lead.of(plan_of)``."""
        return Role(self.who, lambda user, part: self(user, find(part)), *self.told)


def role(
    question: Callable[[Any, Any], bool],
    sentence: "StrOrPromise",
    clause: str,
    *,
    who: "StrOrPromise",
) -> Role:
    """Those to whom a question about person and record applies; others read why not."""

    def told() -> RuleRefusedError:
        return refuse(sentence, clause)

    return Role(who, lambda user, record: None if question(user, record) else told(), told)


def officers(sentence: "StrOrPromise", clause: str) -> Role:
    """The secretariat; others are told so in this sentence."""
    return role(is_officer, sentence, clause, who=THE_SECRETARIAT)


def every(who: "StrOrPromise", *roles: Role) -> Role:
    """Those who have all of these roles; others hear of the first one that they lack."""

    def ask(user: Any, record: Any) -> Refusal:
        answers = (each(user, record) for each in roles)
        return next((answer for answer in answers if answer is not None), None)

    return Role(who, ask, *(told for each in roles for told in each.told))


# Rights about no record ----------------------------------------------------------------


class Right:
    """What somebody may do that concerns no record yet, such as to begin something."""

    def __init__(
        self,
        question: Callable[[Any], bool],
        sentence: "StrOrPromise",
        clause: str,
        *,
        who: "StrOrPromise" = "",
    ) -> None:
        if not who and question is not is_officer:
            message = f"Say in plain words who has the right: {sentence}"
            raise TypeError(message)
        self.question = question
        self.sentence = sentence
        self.clause = clause
        self.who = who or THE_SECRETARIAT

    def __call__(self, user: Anybody) -> bool:
        return self.question(user)


def require(user: Anybody, right: Right) -> None:
    """Refuse whoever does not have the right, in its own sentence."""
    if not right(user):
        raise refuse(right.sentence, right.clause)


# Steps on a record -----------------------------------------------------------------------


def where_it_stands(record: Any) -> str:
    """Why a step is not possible, in public words for the status where there are any."""
    status = getattr(record, "public_status_label", None)
    if status is None:
        status = getattr(record, "get_status_display", record.__str__)()
    return _("This is not possible while it stands at “%(status)s”.") % {"status": status}


def stands_at(record: Any) -> RuleRefusedError:
    """Tell the right person that a step follows other steps (R-16)."""
    return RuleRefusedError(where_it_stands(record), clause=STEP_BY_STEP)


def always(_record: object) -> bool:
    return True


def if_it_becomes(status: str) -> Callable[[Any], bool]:
    """A step that takes the record to this status fits wherever its transitions allow it."""
    return lambda record: record.can_become(status)


class Permission(Generic[Record]):
    """A step that one role may take while the record is in the right state.

    To the wrong person the role says why not; ``otherwise`` tells the right one why not now: a
    sentence, or a refusal that names its clause too. The state comes first, because the record
    knows it; the role is looked up, and so is ``also``, the part of the state that other
    records know.
    """

    def __init__(
        self,
        name: str,
        role: Role,
        state_fits: Callable[[Record], bool],
        otherwise: Reason = stands_at,
        *,
        also: Callable[[Record], bool] = always,
    ) -> None:
        self.name = name
        self.refusal_of_role = role
        self.state_fits = state_fits
        self.also = also
        self.otherwise = otherwise

    def __call__(self, user: Anybody, record: Record) -> bool:
        return (
            self.state_fits(record)
            and self.refusal_of_role(user, record) is None
            and self.also(record)
        )

    def fits(self, record: Record) -> bool:
        """Whether the record is in the right state, whoever asks."""
        return self.state_fits(record) and self.also(record)


class Steps(Generic[Record]):
    """The permissions on one kind of record; each is declared with its role."""

    def __init__(self) -> None:
        self.permissions: list[Permission[Record]] = []
        self.parts: list[Permission[Record]] = []

    def step(
        self,
        name: str,
        role: Role,
        state_fits: Callable[[Record], bool],
        otherwise: Reason = stands_at,
        *,
        also: Callable[[Record], bool] = always,
    ) -> Permission[Record]:
        """A permission in one line; its name is that of ``can_<name>``."""
        permission = Permission(name, role, state_fits, otherwise, also=also)
        self.permissions.append(permission)
        return permission

    def part(self, name: str, whole: Permission[Record]) -> Permission[Record]:
        """A step under a rule of its own name, open whenever the whole is: pages ask that."""
        permission = Permission(
            name, whole.refusal_of_role, whole.state_fits, whole.otherwise, also=whole.also
        )
        self.parts.append(permission)
        return permission

    def possible(self, user: Anybody, record: Record) -> set[str]:
        """The steps this reader can take now, for the page: ``{"confirm", "clear"}``."""
        fitting = [step for step in self.permissions if step.state_fits(record)]
        roles = {step.refusal_of_role for step in fitting}
        own_roles = {each for each in roles if each(user, record) is None}
        return {
            step.name
            for step in fitting
            if step.refusal_of_role in own_roles and step.also(record)
        }


def get_permitted(
    queryset: QuerySet[Record],
    user: Anybody,
    permission: Permission[Record],
    *,
    back_to: str = "",
    **lookup: Any,
) -> Record:
    """Find a record: 404 when it is not visible, 403 when the move is not allowed.

    Where the person is right and only the time is wrong, a message says so on the record, or
    at the address ``back_to`` where the record has no page for this person.
    """
    record = get_for_role(queryset, user, permission, **lookup)
    if not permission.fits(record):
        raise NotNowError(record, permission.otherwise(record), back_to=back_to)
    return record


def get_for_role(
    queryset: QuerySet[Record], user: Anybody, permission: Permission[Record], **lookup: Any
) -> Record:
    """Find a record for the right person, whatever its state: 404 unseen, 403 wrong person."""
    record = get_object_or_404(queryset, **lookup)
    if refusal := permission.refusal_of_role(user, record):
        raise refusal
    return record


def require_step(user: Anybody, permission: Permission[Record], record: Record) -> None:
    """Refuse the wrong person with 403, and lead the right one back at the wrong time."""
    if refusal := permission.refusal_of_role(user, record):
        raise refusal
    if not permission.fits(record):
        raise NotNowError(record, permission.otherwise(record))
