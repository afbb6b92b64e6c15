"""The sample logins of the demonstration and what each begins with."""

from dataclasses import dataclass
from datetime import date

from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.website.actions import staff

OPENED_ON = date(2024, 1, 1)
Cast = dict[str, User]


@dataclass(frozen=True)
class Login:
    """One sample login: its address, its name, its role in words, and where to begin."""

    key: str
    name: str
    role: str
    start: str = "/my/"
    office: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


LOGINS = (
    Login(
        "visitor-turned-applicant",
        "Vera Sample",
        "is applying to become a partner",
        "/join/",
    ),
    Login("focal.point", "Fadi Sample", "focal point of an Example partner"),
    Login("other.focal.point", "Olga Sample", "focal point of another Example partner"),
    Login("area.lead", "Aiko Sample", "lead of the gold mining area"),
    Login("other.area.lead", "Lindiwe Sample", "lead of the waste area"),
    Login("pag.chair", "Carmen Sample", "chair of the Advisory Group", "/advisory-group/"),
    Login("pag.member", "Mateo Sample", "member of the Advisory Group"),
    Login(
        "observer", "Otto Sample", "observes meetings for an Example partner", "/meetings/"
    ),
    Login("secretariat", "Sana Sample", "officer of the secretariat", "/desk/", "officer"),
    Login(
        "second.officer",
        "Pierre Sample",
        "second officer of the secretariat",
        "/desk/",
        "officer",
    ),
    Login(
        "head.of.branch",
        "Hana Sample",
        "head of the branch, confirms participations",
        "/desk/",
        "head",
    ),
    Login("admin", "Ada Sample", "administrator of the portal", "/desk/jobs/", "admin"),
)


def load(password: str) -> Cast:
    """Make sure that every sample login exists and has this password."""
    cast = {}
    for login in LOGINS:
        # Also whoever has another main address by now.
        user = User.objects.with_address(login.email).first()
        if user is None:
            user = User.objects.create(email=login.email, name=login.name)
        if not user.check_password(password):
            user.set_password(password)
            user.is_staff = login.office == SecretariatTerm.Role.ADMIN
            user.save()
        _verify_address(user)
        if login.office and login.office not in user.secretariat_roles:
            staff.appoint(user, login.office, first=OPENED_ON, by=None)
            user = User.objects.get(pk=user.pk)
        cast[login.key] = user
    return cast


def _verify_address(user: User) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 needs loaded apps

    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
