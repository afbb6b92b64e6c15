"""Real countries for tests."""

from typing import Any

import factory

from gmp_portal.reference import seed
from gmp_portal.reference.models import Country


class CountryFactory(factory.django.DjangoModelFactory):
    """A real country by its code: ``CountryFactory(iso2="PE")``; if none, several in turn.

    No invented country ever: names, regions and groups come from the portal's own facts,
    which are loaded when a test first asks for one.
    """

    class Meta:
        model = Country

    iso2 = factory.Iterator(["KE", "PE", "JP", "CH", "SN", "UA", "FJ", "NP", "DE", "BR"])

    @classmethod
    def _create(cls, model_class: type[Country], *args: Any, **kwargs: Any) -> Country:
        [(_, iso2)] = kwargs.items()
        found = model_class.objects.filter(pk=iso2).first()
        if found is None:
            seed.load()
            found = model_class.objects.get(pk=iso2)
        return found
