"""What work in the background keeps of people: nothing but the keys of records."""

from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import Clock


def register_all() -> None:
    """Say that no field is about a person, and how long finished work and mails are kept."""
    data_map.CLOCKS.register(
        "mails", Clock(what=_("Texts of mails, and finished work"), rule="R-28")
    )
    data_map.leave_out("jobs.Job", "kind key payload last_error step_label")
