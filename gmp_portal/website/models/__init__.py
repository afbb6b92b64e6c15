"""What belongs to no single app: addresses of calendars, the desk, announcements, newsletters."""

from gmp_portal.website.models.announcements import Announcement
from gmp_portal.website.models.bulks import Bulk, BulkRow
from gmp_portal.website.models.calendar_addresses import CalendarAddress
from gmp_portal.website.models.holdings import Holding
from gmp_portal.website.models.impersonations import Impersonation
from gmp_portal.website.models.notices import Notice
from gmp_portal.website.models.saved_filters import SavedFilter
from gmp_portal.website.models.subscriptions import Subscription

__all__ = [
    "Announcement",
    "Bulk",
    "BulkRow",
    "CalendarAddress",
    "Holding",
    "Impersonation",
    "Notice",
    "SavedFilter",
    "Subscription",
]
