"""What Example partners say about a draft: at words and entries, with answers and a task."""

from datetime import timedelta

from areas.actions import comments, suggestions
from areas.annex2 import BY_KEY
from areas.models import PlanVersion
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


def _at_words(draft: PlanVersion, section: str, words: str) -> Spot:
    return spots.with_words(draft, BY_KEY[section], Spot(), words) or Spot()
