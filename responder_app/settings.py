"""One file for both shapes: what is set in the environment chooses. See the README's table."""

import contextlib
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("DEMO") == "1"
DEMO_PASSWORD = "juniper-falls-demo"  # noqa: S105 - of invented people in a made-up city
DEBUG = os.environ.get("DEBUG") == "1"
STATE_DIR = Path(os.environ.get("STATE_DIR", BASE_DIR / ".demo"))

STATE_DIR.mkdir(parents=True, exist_ok=True)


def _kept_secret(name: str, make: Callable[[], str]) -> str:
    """The installation's own key, made whole at the first start; sessions and sleeping tablets outlive a restart."""
    file = STATE_DIR / name
    if not file.exists():
        draft = STATE_DIR / f"{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret("secret-key", lambda: secrets.token_urlsafe(48))
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_FAILURE_VIEW = "responder_app.problems.not_from_our_page"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "js_lib_leaflet",
    "responder_app",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "responder_app.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "responder_app.languages.OwnLanguage",
    "responder_app.languages.OwnWords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
AUTHENTICATION_BACKENDS = ["responder_app.sessions.People"]
ROOT_URLCONF = "responder_app.urls"
ASGI_APPLICATION = "responder_app.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["responder_app.templatetags.own_words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "responder_app.languages.of_the_page",
                "responder_app.practice.of_the_page",
                "responder_app.field.help.context",
                "responder_app.program.alarms.context",
            ],
        },
    }
]

# Storage: SQLite with one writer, or PostgreSQL. Nothing is acknowledged before it is on the disk.
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{STATE_DIR / 'responder.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=None, conn_health_checks=True)}
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-16000;",
    }
    # A file, since threads must share it; each run of the tests has its own.
    DATABASES["default"]["TEST"] = {"NAME": STATE_DIR / f"test-{os.getpid()}.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The bus carries nudges only; in one process there is nothing to carry.
REDIS_URL = os.environ.get("REDIS_URL", "")
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [{"address": REDIS_URL, "socket_timeout": 30, "socket_connect_timeout": 1}],
            "prefix": os.environ.get("REDIS_PREFIX", "responder"),
        },
    }
# Hosts (or host:port) that webhooks may go to although they are inside or without TLS: a center's own CAD.
WEBHOOK_ALLOWED_HOSTS = [host for host in os.environ.get("WEBHOOK_ALLOWED_HOSTS", "").split(",") if host]


def _new_vapid_key() -> str:
    """A private key of P-256, as RFC 8292 wants it, in 43 letters."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return urlsafe_b64encode((secrets.randbelow(order - 1) + 1).to_bytes(32)).decode().rstrip("=")


# Web Push: who we are to the push services. With another key every device has to ask anew.
VAPID_PRIVATE_KEY = os.environ.get("VAPID_PRIVATE_KEY") or _kept_secret("vapid-key", _new_vapid_key)
VAPID_SUBJECT = os.environ.get("VAPID_SUBJECT", "mailto:operator@localhost.localdomain")
# Followers and timers run inside the server unless they are run apart.
FOLLOWERS_INSIDE = os.environ.get("FOLLOWERS_INSIDE", "0" if REDIS_URL else "1") == "1"

AUTH_USER_MODEL = "responder_app.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("HTTPS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", "ws:", "wss:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
SERVESTATIC_ALLOW_ALL_ORIGINS = False  # nobody else's pages are made of our files
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", STATE_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "responder_app.staticfiles.HashedStorage"},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "responder_app.api.signs.MachineTokenAuthentication",
        "responder_app.api.signs.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["responder_app.api.signs.SignedInToAnAgency"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["responder_app.api.letters.Body"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "responder_app.api.letters.JSONAlways",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "responder_app.api.problems.answer",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Responder app",
    "DESCRIPTION": "Calls in, outcomes back. Every write is idempotent by the caller's `id`.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "responder_app.api.schema.close_letters",
    ],
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "string", "format": "uuid"}},
    "ENUM_NAME_OVERRIDES": {
        f"{word}Code": f"responder_app.words.{word}.choices"
        for word in (  # noqa: SIM905 - a column of thirty names says no more
            "AlertOrigin Answer BackupLevel BackupReason BackupResult CallerRelation ContactOutcome "
            "Coverage DeclineReason DispatchOwner Disposition Ending FormerCall GoodFit HelpKind "
            "IntakeChannel OverrideReason Party ReferralMode ReferralStatus ReleaseReason RuleEffect "
            "ScreeningResult SentInstead SupportKind SupportStage TransferEnd TransferReason "
            "UnitStatus UnservedReason"
        ).split()
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {"daphne.server": {"level": "WARNING"}, "django.channels.server": {"level": "WARNING"}},
}
