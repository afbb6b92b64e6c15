"""What the acts of the website's pages are called."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "rule.changed": _("Working rule changed"),
    "staff.appointed": _("Term in the secretariat begun"),
    "staff.ended": _("Term in the secretariat ended"),
    "job.retried": _("Job tried again by hand"),
    "demo.loaded": _("Demonstration filled"),
}
