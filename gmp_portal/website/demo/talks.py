"""What Example partners say about a draft: at words and entries, and of their own efforts."""

from datetime import timedelta

from areas import permissions
from areas.actions import comments, own_efforts, suggestions
from areas.annex2 import BY_KEY
from areas.models import EffortCall, PlanVersion
from areas.reading import spots, wordings
from areas.reading.spots import Spot
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today


def load(draft: PlanVersion, lead: User, speaker: User, other: User) -> None:
    """Threads on a draft: one with a task, one with answers, one that is dealt with."""
    # As it stands now: what was written since it was begun is no part of what is in memory.
    draft = PlanVersion.objects.select_related("area").get(pk=draft.pk)
    sources = comments.write(
        draft,
        section="I",
        text="Please name the five provinces, and say where the Example figures come from.",
        spot=_at_words(draft, "I", "five provinces"),
        by=speaker,
    )
    comments.reply(sources, text="The Example survey of last spring has them.", by=lead)
    comments.give_task(
        sources,
        person=speaker,
        what="Send the table of the Example survey.",
        due_on=today() + timedelta(days=6),
        by=lead,
    )
    effort = draft.efforts.all()[0]
    comments.write(
        draft,
        section="IV",
        text="This Example cost seems too low for two years.",
        spot=spots.spot_of(draft, BY_KEY["IV"], f"efforts-{effort.pk}", "cost"),
        by=other,
    )
    dealt_with = comments.write(
        draft, section="II", text="One Example objective is enough for health.", by=other
    )
    comments.resolve(dealt_with, by=lead)
    comments.write(
        draft, section="", text="An Example of a clear plan, thank you.", by=other
    )
    suggestions.make(
        draft,
        wordings.of_text(draft, BY_KEY["VIII"]),
        proposed=draft.text_of("VIII").replace("four weeks", "six weeks"),
        reason="Example ministries need longer to answer.",
        by=speaker,
    )
    _ask_for_efforts(draft, lead, speaker, other)


def _ask_for_efforts(draft: PlanVersion, lead: User, speaker: User, other: User) -> None:
    """Both partners keep their own efforts; one of them has answered (R-73)."""
    partners = [permissions.partners_of(each, draft.area)[0] for each in (speaker, other)]
    *_waits, answered = own_efforts.ask(
        draft,
        partners=partners,
        due_on=today() + timedelta(days=12),
        message="Please look at the Example costs of your efforts again.",
        by=lead,
    )
    has_some = draft.efforts.filter(partner=answered.partner).exists()
    said = EffortCall.Answer.COMPLETE if has_some else EffortCall.Answer.NONE
    own_efforts.answer(answered, said, by=other)


def _at_words(draft: PlanVersion, section: str, words: str) -> Spot:
    return spots.with_words(draft, BY_KEY[section], Spot(), words) or Spot()
