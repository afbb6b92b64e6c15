"""What belongs to no single app: addresses of calendars, and how the desk is shared and kept."""

from gmp_portal.website.models.calendar_addresses import CalendarAddress
from gmp_portal.website.models.holdings import Holding
from gmp_portal.website.models.saved_filters import SavedFilter

__all__ = ["CalendarAddress", "Holding", "SavedFilter"]
