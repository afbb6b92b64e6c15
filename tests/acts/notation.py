"""The notation of the table: nouns with their states, acts with what follows, permissions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOBODY = "nobody"  # the clock, or a job
# In this scene the same function does something else; another row says what.
OTHER_ROW = "other row"
IS_VISIBLE = "is_visible"


@dataclass(frozen=True)
class Noun:
    """What acts are about: its scenes, and the status that each scene stands for.

    Scenes may be finer than statuses: a confirmed letter is cleared or not yet. A noun that
    has no life cycle has scenes without a status. A ``partial`` noun shows a special case.
    """

    app: str
    name: str
    scenes: Mapping[str, str]
    partial: bool = False


@dataclass(frozen=True)
class Act:
    """One row: what somebody does, from where, and everything that follows from it.

    ``name``     ``letter.confirm``: the noun and the verb; the scenes know the function.
    ``by``       the role of the actor; ``nobody`` for what the clock does.
    ``start``    the scenes it may start from, with blanks between; in all others it refuses.
    ``writes``   the entries of the ledger, one line each: ``kind``, ``@noun`` where it is about
                 another record, ``before>after`` (``*`` is the status it starts from), ``~role``
                 where somebody else acted, ``why`` where the reason given is kept and ``own``
                 where the code gives one.
    ``mails``    template to the roles of its readers; never the actor, but with ``!``.
    ``grants``, ``revokes``  rights per record, to the roles that get or lose them.
    ``jobs``     kinds of jobs that are queued, without those that send mails.
    ``moves``    other records whose status changes: ``@noun before>after``.
    ``refuses``  guard to ``clause status``; ``invalid`` is a ValidationError of Django's own,
                 and ``not now`` a NotNowError, after its clause.
    ``elsewhere``  how the other scenes refuse: ``moved`` is an InvalidTransitionError, or
                 ``clause status``. Scenes that refuse with a sentence of their own stand in
                 ``refuses`` under their name.
    """

    name: str
    by: str
    start: str
    writes: str = ""
    mails: Mapping[str, str] = field(default_factory=dict)
    grants: Mapping[str, str] = field(default_factory=dict)
    revokes: Mapping[str, str] = field(default_factory=dict)
    jobs: str = ""
    moves: str = ""
    refuses: Mapping[str, str] = field(default_factory=dict)
    elsewhere: str = "moved"

    @property
    def noun(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Can:
    """One permission: for whom it is open in which scenes; for everybody else it is shut.

    ``open_to`` maps roles to scenes. Visitors and everybody else in the scene are asked too;
    ``anybody`` are all of them, ``signed_in`` all but visitors. ``is_visible`` asks the model
    whether it is among the records that somebody may know of.
    """

    noun: str
    name: str
    open_to: Mapping[str, str] = field(default_factory=dict)
