"""Who is told what happens above the apps; the texts are templates."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse, reverse_lazy
from django.utils import translation

from gmp_portal.accounts.models import AccountMerge, Erasure, User
from gmp_portal.notifications import outbox
from gmp_portal.website.models import Announcement, Holding, Impersonation, Subscription
from gmp_portal.website.reading import erasures as reading
from gmp_portal.website.reading import newsletters, worklists

FOLDER = "website/emails"


def work_handed_over(holding: Holding, *, by: User) -> None:
    """Tell an officer of work that another one handed on; what is done needs no word."""
    heir = holding.holder
    # The work is named in the language of the mail, not in that of whoever hands it on.
    with translation.override(outbox.spoken_to(heir.language)):
        task = worklists.on_the_desk(holding.key)
        own_list = reverse("website:desk") + "?held=me"
    if task is not None:
        # Officers are named to one another, as on the desk.
        outbox.post(
            f"{FOLDER}/work_handed_over.txt",
            to=[heir],
            by=by,
            task=task,
            officer=by.name,
            own_list=own_list,
        )


def sent_off(announcement: Announcement, readers: Iterable[User | Subscription]) -> None:
    """Write an announcement to people, an issue of the newsletter to its subscribers."""
    people = [each for each in readers if isinstance(each, User)]
    announced(announcement, people)
    subscribers = [each for each in readers if isinstance(each, Subscription)]
    newsletter_sent(announcement, subscribers)


def newsletter_asked(subscription: Subscription, token: str) -> None:
    """Whoever reads this mail proves the address by the link in it (R-62)."""
    outbox.post_to_address(
        f"{FOLDER}/newsletter_asked.txt",
        subscription.email,
        subscription.language,
        area=subscription.area,
        path=reverse_lazy("website:newsletter_confirm", args=[token]),
        days=newsletters.kept_for().days,
    )


def newsletter_sent(issue: Announcement, subscribers: Iterable[Subscription]) -> None:
    """Write an issue once to each address in its language, where it has one for it (R-62)."""
    wanted_at: dict[str, tuple[str, str]] = {}
    for each in subscribers:
        reader = each.person or each
        wanted_at.setdefault(reader.email.lower(), (reader.language, reader.email))
    readers: dict[str, list[str]] = defaultdict(list)
    for wanted, address in wanted_at.values():
        readers[wanted].append(address)
    for wanted, addresses in readers.items():
        language = issue.language_for(wanted)
        outbox.post_to_addresses(
            f"{FOLDER}/newsletter.txt",
            addresses,
            wanted,
            announcement=issue,
            is_fallback=language != wanted,
            **issue.texts[language],
        )


def announced(announcement: Announcement, people: Iterable[User]) -> None:
    """Write to each reader in his or her language, where the text has one for it."""
    readers: dict[str, list[User]] = defaultdict(list)
    # Who was merged since the list was seen is one reader with whoever stands for both.
    for person in {each.standing.pk: each.standing for each in people}.values():
        readers[person.language].append(person)
    for wanted, speakers in readers.items():
        language = announcement.language_for(wanted)
        outbox.post(
            f"{FOLDER}/announcement.txt",
            to=speakers,
            concerns=speakers if announcement.needs_action else (),
            announcement=announcement,
            is_fallback=language != wanted,
            **announcement.texts[language],
        )


def erasure_asked(erasure: Erasure) -> None:
    """Tell somebody when the own data are removed, and how to take it back (R-49)."""
    outbox.post(f"{FOLDER}/erasure_asked.txt", to=[erasure.person], erasure=erasure)


def erasure_recorded(erasure: Erasure) -> None:
    """Tell somebody what the secretariat recorded, and how to take it back (R-64)."""
    outbox.post(f"{FOLDER}/erasure_recorded.txt", to=[erasure.person], erasure=erasure)


def erasure_held_up(erasure: Erasure) -> None:
    """Tell somebody what is in the way of removing the own data, and how to settle it (R-49)."""
    person = erasure.person
    with translation.override(outbox.spoken_to(person.language)):
        obstacles = reading.obstacles(person)
    outbox.post(
        f"{FOLDER}/erasure_held_up.txt", to=[person], erasure=erasure, obstacles=obstacles
    )


def looked_through(look: Impersonation) -> None:
    """Tell somebody that the portal was seen as he or she sees it, and why (R-52)."""
    outbox.post(f"{FOLDER}/looked_through.txt", to=[look.person], look=look)


def accounts_merged(record: AccountMerge, *, by: User) -> None:
    """Tell the person at the proved addresses who merged the accounts, and until when (R-58)."""
    template = f"{FOLDER}/accounts_merged.txt"
    facts = {"merge": record, "contact": settings.CONTACT_EMAIL}
    outbox.post(template, to=[record.kept], by=by, **facts)
    for each in record.lent:
        outbox.post_to_address(
            template,
            each["email"],
            record.gone.language,
            is_secret=False,
            reader=record.kept,
            recorder=by.public_name,
            **facts,
        )


def accounts_taken_apart(record: AccountMerge, added: Iterable[str], *, by: User) -> None:
    """Tell both accounts that each stands for itself again, and how to sign in (R-56)."""
    outbox.post(
        f"{FOLDER}/accounts_taken_apart.txt",
        to=[record.kept, record.gone],
        by=by,
        merge=record,
        # Addresses of the account that stayed that somebody added while the two were one.
        added=list(added),
        contact=settings.CONTACT_EMAIL,
    )
