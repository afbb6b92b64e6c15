"""Partners as pages below one index, 25 on each page of the list."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.models import Page

SHOWN = 25


class PartnerIndex(Page):
    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        live = Partner.objects.child_of(self).live().order_by("title")
        context["partners"] = Paginator(live, SHOWN).get_page(request.GET.get("page"))
        return context


class Partner(Page):
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=80)
    since = models.DateField()
