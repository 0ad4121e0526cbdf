"""All settings, read once from the environment; `docs/administrators/settings.md` describes each.

`CAIRN_MODE` says what the process is for: `production` (the default, strict), `demo` (invented people on
a database of its own) or `test`.
"""

from __future__ import annotations

from pathlib import Path

from environs import Env

from cairn.site import defaults

env = Env()

MODE = env.str("CAIRN_MODE", "production", validate=defaults.one_of("production", "demo", "test"))
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = False

DATA_FOLDER = Path(env.str("CAIRN_DATA", str(defaults.data_folder()))).absolute()
if DEMO:
    defaults.require_demo(DATA_FOLDER, env.str("CAIRN_DATABASE", ""))
ADDRESS = env.str("CAIRN_ADDRESS", "http://localhost:8000").rstrip("/")
"""Where people find this installation; letters link to it."""
ORGANIZATION = env.str("CAIRN_ORGANIZATION", "Your organization")
SECRET_KEY = defaults.secret_key(DATA_FOLDER, env.str("CAIRN_SECRET_KEY", ""), invent=not PRODUCTION)
KEY_RING = Path(env.str("CAIRN_KEY_RING", str(DATA_FOLDER / "keys.json")))
"""The file with the keys that private words are encrypted with. Keep it apart from the database."""

SECURE = ADDRESS.startswith("https://")
HOST = defaults.host_of(ADDRESS)
ALLOWED_HOSTS = [HOST, *env.list("CAIRN_OTHER_HOSTS", [])]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "testserver"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
TRUSTED_PROXIES = env.int("CAIRN_TRUSTED_PROXIES", 0)
"""How many reverse proxies stand in front, whose X-Forwarded-For and -Proto headers are believed."""

# --- Rooms -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "cairn.foundation",
    "cairn.ui",
    "cairn.mail",
    "cairn.people",
    "cairn.programs",
    "cairn.home",
    "cairn.operations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "cairn.operations.probes.probes",
    "cairn.foundation.middleware.quiet.requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cairn.foundation.middleware.methods.methods",
    "cairn.foundation.middleware.headers.headers",
    "cairn.foundation.middleware.away.database_away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cairn.foundation.middleware.signed_out.signed_out",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cairn.people.middleware.session_clocks",
    "cairn.people.middleware.readers_own",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "cairn.people.middleware.second_factor",
    "cairn.foundation.middleware.refusals.refusals",
    "cairn.foundation.middleware.once.once",
]

ROOT_URLCONF = "cairn.site.urls"
WSGI_APPLICATION = "cairn.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cairn.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "cairn.ui.templatetags.pieces",
            ],
        },
    }
]
PAGES = {
    "away": "cairn.ui.errors.away",
    "without_key": "cairn.ui.errors.without_key",
    "signed_out": "cairn.ui.errors.signed_out",
    "hidden": "cairn.ui.errors.not_found",
    "refused": "cairn.ui.errors.refused",
    "cannot": "cairn.ui.errors.cannot",
    "stale": "cairn.ui.errors.stale",
}
"""Who draws the pages that `cairn.foundation.middleware.pages` describes."""
WITHOUT_ONCE_KEYS = {"allauth"}
"""Packages whose forms carry no one-time key of ours."""
FORM_RENDERER = "cairn.ui.forms.Renderer"

# --- Data ------------------------------------------------------------------------------------------------

DATABASES = {
    "default": defaults.database(
        env.str("CAIRN_DATABASE", ""),
        DATA_FOLDER,
        synchronous=env.str("CAIRN_SQLITE_SYNCHRONOUS", "FULL", validate=defaults.one_of("FULL", "OFF")),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "cairn.foundation.cache.SharedCache",
        "LOCATION": "cache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
"""One cache for all processes: limits on guessing count there."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
INLINE_REACTIONS = env.bool("CAIRN_INLINE_REACTIONS", False)
"""Run what follows from an event in the process that recorded it. For the demo's building and for tests."""

# --- People and sign-in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["cairn.people.sign_in.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "cairn.people.sign_in.adapters.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
"""A person's own row holds the one address; people.sign_in changes it, by a code to the new one."""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
"""Only says that django-allauth's own page to ask for a code is not used: ours is the page to sign in."""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    # `ip` counts a source, `key` an account (or a source and an account), `user` who is signed in. An office
    # of hundreds may share one source, so those limits are wide; those of an account are narrow. Each way
    # to sign in is counted apart: who cannot use a password for a day still gets in with a code or passkey.
    "login": "120/m/ip",
    "login_failed": "60/m/ip,600/h/ip,5/5m/key,20/d/key",
    "request_login_code": "120/m/ip,600/h/ip,5/10m/key",
    "codes_to_an_address": "20/h/key",
    "reset_password": "60/m/ip,5/10m/key,20/d/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
    "proof_code": "5/10m/user",
    "address_code": "5/h/user",
}
ACCOUNT_FORMS = {
    "confirm_login_code": "cairn.people.sign_in.forms.CodeForm",
    "login": "cairn.people.sign_in.forms.PasswordSignInForm",
    "reset_password": "cairn.people.sign_in.forms.ResetForm",
    "confirm_password_reset_code": "cairn.people.sign_in.forms.ResetCodeForm",
    "reset_password_from_key": "cairn.people.sign_in.forms.NewPasswordForm",
    "set_password": "cairn.people.sign_in.forms.SetPasswordForm",
    "change_password": "cairn.people.sign_in.forms.ChangePasswordForm",
    "reauthenticate": "cairn.people.sign_in.forms.ProvePasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""An address is proved by the first code that arrives there; django-allauth keeps no list of them here."""
MFA_TOTP_TOLERANCE = 1
"""Clocks of phones differ. Our forms see to it that a code works once all the same."""
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_ADAPTER = "cairn.people.sign_in.adapters.FactorAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "cairn.people.sign_in.forms.FactorForm",
    "reauthenticate": "cairn.people.sign_in.forms.ProveFactorForm",
    "activate_totp": "cairn.people.sign_in.forms.AddAppForm",
    "add_webauthn": "cairn.people.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "cairn.people.sign_in.forms.RenamePasskeyForm",
    "login_webauthn": "cairn.people.sign_in.forms.PasskeySignInForm",
    "authenticate_webauthn": "cairn.people.sign_in.forms.PasskeyForm",
    "reauthenticate_webauthn": "cairn.people.sign_in.forms.ProvePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
"""`cairn.people.middleware.session_clocks` notes activity itself, at most hourly."""

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MANAGER_IDLE_SECONDS = 12 * 3600
SESSION_LONGEST_SECONDS = 90 * 24 * 3600
_prefix = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_prefix}cairn-session"
CSRF_COOKIE_NAME = f"{_prefix}cairn-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cairn.ui.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- The browser -----------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = SECURE and TRUSTED_PROXIES > 0
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("CAIRN_STATIC", str(DATA_FOLDER / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Languages and time ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
ZONE = env.str("CAIRN_ZONE", "UTC", validate=defaults.is_zone)
"""The zone of a person who has not chosen one."""

# --- Letters ---------------------------------------------------------------------------------------------

MAIL_FROM = env.str("CAIRN_MAIL_FROM", f"Cairn <cairn@{HOST}>")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
EMAIL_BACKEND = "cairn.mail.backends.NothingLeaves" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
globals().update(defaults.mail_server(env.str("CAIRN_MAIL_SERVER", "smtp://localhost:25")))

# --- What is written down --------------------------------------------------------------------------------

LOGGING = defaults.logging(env.str("CAIRN_LOG_LEVEL", "INFO"))
