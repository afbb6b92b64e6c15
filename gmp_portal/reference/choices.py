"""The lists of the framework and of the Minamata Convention that tag records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Priority(models.TextChoices):
    """The seven priorities of the Governing Council, paragraph 19.

    Each is a clause: P-19a, P-19b, P-19c, P-19d, P-19e, P-19f and P-19g.
    """

    EMISSIONS = "a", _("Less mercury emitted to the air by people")
    WASTE = "b", _("Sound solutions for waste that contains mercury")
    DEMAND = "c", _("Less demand for mercury in products and processes")
    SUPPLY = "d", _("Less supply of mercury, primary mining first")
    STORAGE = "e", _("Environmentally sound storage of mercury")
    REMEDIATION = "f", _("Clean-up of contaminated sites")
    KNOWLEDGE = "g", _("Better knowledge of mercury")

    @property
    def clause_id(self) -> str:
        """The clause of the rule book that holds the priority."""
        return f"P-19{self.value}"


class Objective(models.TextChoices):
    """The four objectives under the overall goal (P-4, B1-G).

    Each is a clause: B1-O1, B1-O2, B1-O3 and B1-O4.
    """

    SUPPLY = (
        "O1",
        _("End or minimize the supply of mercury and retire what is left safely"),
    )
    RELEASES = "O2", _("End or minimize unintentional releases to air, water and land")
    DEMAND = "O3", _("End or minimize the use of mercury and the demand for it")
    TECHNOLOGY = (
        "O4",
        _("Promote mercury-free technology where no affordable alternative exists"),
    )

    @property
    def clause_id(self) -> str:
        """The clause of the rule book that holds the objective."""
        return f"B1-{self.value}"


class Focus(models.TextChoices):
    """What the Partnership puts its weight on (B1-F1, B1-F2, B1-F3)."""

    CONVENTION = (
        "F1",
        _("Timely and effective implementation of the Minamata Convention"),
    )
    KNOWLEDGE = "F2", _("Up-to-date knowledge and science")
    OUTREACH = "F3", _("Outreach and awareness")

    @property
    def clause_id(self) -> str:
        """The clause of the rule book that holds the focus."""
        return f"B1-{self.value}"


class ConventionArticle(models.IntegerChoices):
    """The articles of the Minamata Convention that work can serve (P-22)."""

    SUPPLY_AND_TRADE = 3, _("Article 3: supply sources and trade")
    PRODUCTS = 4, _("Article 4: mercury-added products")
    PROCESSES = 5, _("Article 5: manufacturing processes")
    EXEMPTIONS = 6, _("Article 6: exemptions on request of a Party")
    GOLD_MINING = 7, _("Article 7: artisanal and small-scale gold mining")
    EMISSIONS = 8, _("Article 8: emissions")
    RELEASES = 9, _("Article 9: releases")
    STORAGE = 10, _("Article 10: environmentally sound interim storage")
    WASTES = 11, _("Article 11: mercury wastes")
    CONTAMINATED_SITES = 12, _("Article 12: contaminated sites")
    FINANCE = 13, _("Article 13: financial resources and mechanism")
    CAPACITY = (
        14,
        _("Article 14: capacity-building, technical assistance, technology transfer"),
    )
    COMPLIANCE = 15, _("Article 15: implementation and compliance committee")
    HEALTH = 16, _("Article 16: health aspects")
    INFORMATION = 17, _("Article 17: information exchange")
    AWARENESS = 18, _("Article 18: public information, awareness and education")
    RESEARCH = 19, _("Article 19: research, development and monitoring")
    IMPLEMENTATION_PLANS = 20, _("Article 20: implementation plans")
    REPORTING = 21, _("Article 21: reporting")
    EFFECTIVENESS = 22, _("Article 22: effectiveness evaluation")


class UnRegion(models.TextChoices):
    """The five regional groups of the United Nations (A1-3b-3)."""

    AFRICAN = "african", _("African States")
    ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern_european", _("Eastern European States")
    LATIN_AMERICAN = "latin_american", _("Latin American and Caribbean States")
    WESTERN = "western", _("Western European and other States")


class UnepRegion(models.TextChoices):
    """The regions of the regional offices of UNEP."""

    AFRICA = "africa", _("Africa")
    ASIA_PACIFIC = "asia_pacific", _("Asia and the Pacific")
    EUROPE = "europe", _("Europe")
    LATIN_AMERICA = "latin_america", _("Latin America and the Caribbean")
    NORTH_AMERICA = "north_america", _("North America")
    WEST_ASIA = "west_asia", _("West Asia")


class Group(models.TextChoices):
    """Groups of countries that a rule or a report may ask about (A1-3b-2, A1-4a-v-2)."""

    LDC = "ldc", _("Least developed countries")
    LLDC = "lldc", _("Landlocked developing countries")
    SIDS = "sids", _("Small island developing States")
    DEVELOPING = (
        "developing",
        _("Developing countries (working list of the secretariat)"),
    )
    TRANSITION = "transition", _("Countries with economies in transition")


class SdgTarget(models.TextChoices):
    """The targets of the Sustainable Development Goals that work on mercury serves (S-32).

    By their numbers, such as 3.9; what they are about stands here in short words of our own.
    """

    T2_4 = "2.4", _("2.4: farming that lasts")
    T3_9 = "3.9", _("3.9: fewer deaths and illnesses from chemicals and pollution")
    T6_2 = "6.2", _("6.2: sanitation and hygiene for all")
    T6_3 = "6.3", _("6.3: cleaner water")
    T6_5 = "6.5", _("6.5: water managed as a whole, also across borders")
    T6_6 = "6.6", _("6.6: waters and wetlands protected and restored")
    T6_B = "6.b", _("6.b: local communities take part in managing water")
    T7_1 = "7.1", _("7.1: modern energy for all")
    T7_2 = "7.2", _("7.2: more renewable energy")
    T7_3 = "7.3", _("7.3: energy used better")
    T8_4 = "8.4", _("8.4: growth that uses fewer resources")
    T9_1 = "9.1", _("9.1: infrastructure that is reliable and lasts")
    T9_4 = "9.4", _("9.4: clean industries")
    T11_2 = "11.2", _("11.2: safe transport for all that lasts")
    T11_6 = "11.6", _("11.6: cities that harm the environment less")
    T12_3 = "12.3", _("12.3: less food lost and wasted")
    T12_4 = "12.4", _("12.4: sound management of chemicals and wastes")
    T12_5 = "12.5", _("12.5: less waste")
    T12_6 = "12.6", _("12.6: companies that work for the long term and report on it")
    T12_C = "12.c", _("12.c: fewer subsidies for fossil fuels")
    T14_1 = "14.1", _("14.1: less pollution of the sea")
    T14_2 = "14.2", _("14.2: seas and coasts protected")
    T14_5 = "14.5", _("14.5: a tenth of coasts and seas conserved")
    T15_1 = "15.1", _("15.1: ecosystems on land and in fresh water conserved")
