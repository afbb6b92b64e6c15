"""Real countries for tests."""

from gmp_portal.reference import facts
from gmp_portal.reference.models import Country


class CountryFactory:
    """Real countries by their code: ``CountryFactory("PE")``; Kenya, if none is given.

    No invented country ever: names, regions and groups come from the portal's own facts,
    which are loaded once per test.
    """

    def __new__(cls, iso2: str = "KE") -> Country:  # type: ignore[misc]
        return cls.create(iso2=iso2)

    @classmethod
    def create(cls, iso2: str = "KE") -> Country:
        found = Country.objects.filter(pk=iso2).first()
        if found is None:
            facts.load()
            found = Country.objects.get(pk=iso2)
        return found

    @classmethod
    def create_batch(cls, size: int) -> list[Country]:
        return [
            cls.create(iso2) for iso2 in ("KE", "PE", "JP", "CH", "SN", "UA", "FJ")[:size]
        ]
