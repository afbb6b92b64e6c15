"""Settings of the portal: one file, differences between places are environment variables."""

from importlib.resources import files
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from gmp_portal import databases, offered, production
from gmp_portal.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# DEMO marks the demonstration on one's own machine: plain http on the loopback address,
# sample logins without a second factor, mails readable in the portal.
DEMO = env.bool("DEMO", default=False)
INSECURE_KEY = "only-for-a-demonstration-on-your-own-machine-never-for-real-people"
SECRET_KEY = env.str("SECRET_KEY", default=INSECURE_KEY)
# Tests bring a key of their own, so that a stray variable alone makes no server careless.
TESTING = env.bool("PORTAL_TESTING", default=False) and SECRET_KEY.startswith(
    "only-for-tests"
)
# Whoever wants less safety asks for the demonstration: DEBUG alone gives none of it away.
RELAXED = (DEMO or TESTING) and not env.bool("PRODUCTION", default=False)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if RELAXED else []
)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VERSION = "0.1.0"


INSTALLED_APPS = [
    "gmp_portal.ui",
    "gmp_portal.reference",
    "gmp_portal.rulebook",
    "gmp_portal.accounts",
    "gmp_portal.ledger",
    "gmp_portal.jobs",
    "gmp_portal.notifications",
    "gmp_portal.documents",
    "gmp_portal.incoming",
    "gmp_portal.search",
    "gmp_portal.writing",
    "partners",
    "gmp_portal.meetings",
    "areas",
    "advisory_group",
    "reporting",
    "gmp_portal.website",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "simple_history",
    "csp",
    "django_structlog",
    "ninja",
]

MIDDLEWARE = [
    # Outside of all that changes an answer or looks at its words.
    "gmp_portal.ui.compression.CompressedAnswersMiddleware",
    "gmp_portal.ui.middleware.OpenAnswersMiddleware",
    "gmp_portal.ui.middleware.MovedFormMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of all that asks who somebody is, so that it can lay that aside.
    "gmp_portal.ui.sharing.SharedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "gmp_portal.accounts.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "gmp_portal.ui.middleware.KeptCopyMiddleware",
    "gmp_portal.ui.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gmp_portal.ui.middleware.PrivateResponsesMiddleware",
    "gmp_portal.ui.middleware.UnofferedLanguageMiddleware",
    # Inside of what belongs to the session, outside of what makes a page for its reader.
    "gmp_portal.website.middleware.ImpersonationMiddleware",
    "gmp_portal.accounts.middleware.AnswersMiddleware",
    "gmp_portal.accounts.middleware.ReaderMiddleware",
    "gmp_portal.ui.middleware.SecondFactorMiddleware",
    "gmp_portal.ui.middleware.RefusalMiddleware",
    "gmp_portal.writing.middleware.ReadTextMiddleware",
    "gmp_portal.ui.middleware.EmptyFormMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "gmp_portal.ui.middleware.OnceMiddleware",
]

ROOT_URLCONF = "gmp_portal.urls"
WSGI_APPLICATION = "gmp_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gmp_portal.ui.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "gmp_portal.ui.controls.Renderer"
# An address without a scheme means https, as it will by default from Django 6 on.
FORMS_URLFIELD_ASSUME_HTTPS = True

# PostgreSQL only: the portal relies on its constraints, triggers and SKIP LOCKED. Who runs it
# owns nothing (ADR 27); manage.py sets AS_OWNER for the commands that change tables.
AS_OWNER = env.bool("AS_OWNER", default=False)
DATABASES = {"default": databases.read(env, as_owner=AS_OWNER)}
RUNNING_ROLE, RUNNING_PASSWORD = databases.running_role(env)
STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", default=5_000)
# So long a page may ask the database one question after another.
PAGE_SECONDS = env.float("PAGE_SECONDS", default=20)
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0 if TESTING else 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        # A database that does not answer is a page that says so, not a page that never comes.
        "connect_timeout": 5,
        "options": (
            f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout=3000"
            " -c idle_in_transaction_session_timeout=20000"
            # A page asks much at once, and each part answers quickly: to compile all of it first
            # would take longer than to read it.
            " -c jit=off"
        ),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache and sessions live in the database: losing Redis costs nothing but the pace of jobs.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # Full, it would forget how often somebody has tried.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not RELAXED
SESSION_COOKIE_NAME = "sessionid" if RELAXED else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if RELAXED else "__Host-csrftoken"
CSRF_FAILURE_VIEW = "gmp_portal.website.views.errors.csrf_failure"

# Only the worker and the pump read this; the web process never talks to the broker.
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")

AUTH_USER_MODEL = "accounts.User"
# The second one contains what Django's own does; both would hash every password twice.
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "gmp_portal.accounts.passwords.GuessableValidator"},
]
if TESTING:
    # Hashing slowly on purpose is for people's passwords, not for those of tests.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3600
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "website:my"
ACCOUNT_LOGOUT_REDIRECT_URL = "website:home"
ACCOUNT_ADAPTER = "gmp_portal.notifications.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "gmp_portal.accounts.signup.SignUpForm"
# One policy for characters in every form, also in those of allauth.
_FORMS = "gmp_portal.accounts.sign_in_forms."
ACCOUNT_FORMS = {
    "signup": "gmp_portal.notifications.signup.SignUpForm",
    "login": f"{_FORMS}Login",
    "add_email": f"{_FORMS}AddEmail",
    "change_email": f"{_FORMS}ChangeEmail",
    "reset_password": f"{_FORMS}ResetPassword",
    "user_token": f"{_FORMS}UserToken",
    "request_login_code": f"{_FORMS}RequestLoginCode",
    "confirm_login_code": f"{_FORMS}ConfirmLoginCode",
    "confirm_email_verification_code": f"{_FORMS}ConfirmEmailCode",
    "confirm_password_reset_code": f"{_FORMS}ConfirmResetCode",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}Authenticate",
    "reauthenticate": f"{_FORMS}Reauthenticate",
    "activate_totp": f"{_FORMS}ActivateTOTP",
    "add_webauthn": f"{_FORMS}AddSecurityKey",
    "edit_webauthn": f"{_FORMS}EditSecurityKey",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A mail may take its time, and a bad line too; pages and mails say how long it holds.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# Also where passwords are not weighed any more; a second factor is asked for as ever.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and mails are counted for each account. What comes from one address,
# an office or a workshop, is held up only where it floods.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "20/h/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip",
    "reset_password_from_key": "60/m/ip",
    "request_login_code": "60/m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = RELAXED
MFA_TOTP_ISSUER = "Global Mercury Partnership"
# A code that is typed while it changes, or on a clock half a minute off, still counts (RFC 6238).
MFA_TOTP_TOLERANCE = 1
# A second factor for area leads and members of the Advisory Group, beside the secretariat
# and administrators, for whom it is mandatory always.
SECOND_FACTOR_FOR_OFFICES = env.bool("SECOND_FACTOR_FOR_OFFICES", default=True)

LANGUAGE_CODE = "en"
# The languages of letters, papers and reports: people may write in each of them.
OFFICIAL_LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
# The portal speaks those in which it says everything; who translates sees the others, too.
COMPLETE_LANGUAGES = offered.complete(BASE_DIR)
SHOW_INCOMPLETE_LANGUAGES = env.bool("SHOW_INCOMPLETE_LANGUAGES", default=False)
LANGUAGES = (
    OFFICIAL_LANGUAGES
    if SHOW_INCOMPLETE_LANGUAGES
    else offered.among(OFFICIAL_LANGUAGES, COMPLETE_LANGUAGES)
)
LOCALE_PATHS = [BASE_DIR / "gmp_portal" / "locale", BASE_DIR / "gmp_portal" / "wording"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["gmp_portal.ui.formats"]
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # The editor of prose, whose scripts are all that is taken of its package.
    ("prose", str(files("django_prose_editor") / "static" / "django_prose_editor")),
]
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "files"))
STORAGES = {
    "default": {"BACKEND": "gmp_portal.documents.storage.DurableStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if RELAXED
        else "gmp_portal.ui.static_files.LeanStaticFilesStorage"
    },
}
# Without a build step (demonstration, tests) WhiteNoise serves the sources directly.
WHITENOISE_USE_FINDERS = RELAXED
WHITENOISE_AUTOREFRESH = DEBUG

FILE_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# The report of an area takes 200 indicators with three fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
FILE_UPLOAD_HANDLERS = ["gmp_portal.documents.uploads.LimitedUploadHandler"]

EMAIL_CONFIG = env.email_url(
    "EMAIL_URL", default="consolemail://" if RELAXED else "smtp://localhost:25"
)
vars().update(EMAIL_CONFIG)
if DEMO and "EMAIL_URL" not in env.ENVIRON:
    # In the demonstration nothing leaves the machine: mails are read in the portal itself.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The address of the operator's own picture on this server; the neutral mark without one.
LOGO = env.str("LOGO", default="")
# Where people write to: on every page, and above each letter of intent.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="metals@un.org")
# Where answers by mail arrive (with "+token" behind the name), and the mailbox in which they are
# read: imaps://user:password@host/INBOX, imap+tls:// or imap:// (ADR 40). Without them an answer
# goes to CONTACT_EMAIL.
REPLY_ADDRESS = env.str("REPLY_ADDRESS", default="")
INCOMING_URL = env.str("INCOMING_URL", default="")
# A second place for the daily checkpoint of the ledger; best a mailbox of somebody else.
CHECKPOINT_EMAIL = env.str("CHECKPOINT_EMAIL", default=CONTACT_EMAIL)

CRISPY_ALLOWED_TEMPLATE_PACKS = ("gmp",)
CRISPY_TEMPLATE_PACK = "gmp"
CRISPY_FAIL_SILENTLY = False

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not RELAXED and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 0 if RELAXED else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not RELAXED
# So many proxies of our own stand in front: the last entries of X-Forwarded-For are theirs.
PROXIES = production.proxies(env)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "fullscreen")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING_CONFIG = "gmp_portal.logs.configure"
LOGGING = logging_config(
    level=env.str("LOG_LEVEL", default="WARNING" if RELAXED else "INFO"),
    machine=not RELAXED,
)
SILENCED_SYSTEM_CHECKS: list[str] = []

production.refuse_unsafe(globals(), env)
