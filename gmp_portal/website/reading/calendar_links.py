"""Under which addresses people subscribe to a calendar."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from gmp_portal.website.models import CalendarAddress

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class CalendarLink:
    """One calendar that somebody can subscribe to."""

    label: "StrOrPromise"
    path: str

    @property
    def url(self) -> str:
        """The whole address, for programs that ask for one."""
        return f"{settings.SITE_URL}{self.path}"

    @property
    def webcal(self) -> str:
        """The address that opens the calendar program of the device."""
        return f"webcal://{settings.SITE_URL.partition('://')[2]}{self.path}"


def of_everything(label: "StrOrPromise") -> CalendarLink:
    return CalendarLink(label, reverse("website:calendar_file"))


def of_body(label: "StrOrPromise", slug: str) -> CalendarLink:
    return CalendarLink(label, reverse("website:calendar_file_of_body", args=[slug]))


def of_area(label: "StrOrPromise", slug: str) -> CalendarLink:
    return CalendarLink(label, reverse("website:calendar_file_of_area", args=[slug]))


def of_person(address: CalendarAddress) -> CalendarLink:
    """The own calendar, whose address is a secret."""
    token = [address.token]
    return CalendarLink("", reverse("website:calendar_file_of_person", args=token))
