"""Django's settings, made from the table in `config/env.py`."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import locale
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import env
from kith.posts.links import players

ENV = env.load()
DATA: Path = ENV["KITH_DATA"]
URL: str = ENV["KITH_URL"] or f"http://localhost:{ENV['KITH_PORT']}"
SITE = urlsplit(URL)

DEBUG = ENV["KITH_DEBUG"]
KEY_FILE = DATA / "secret.key"
# Without a data folder there is nothing to protect yet; `kith up` makes the key before anything is served.
SECRET_KEY = KEY_FILE.read_text().strip() if KEY_FILE.exists() else "no-data-folder-yet-" + "x" * 50

ALLOWED_HOSTS = [SITE.hostname or ""] if ENV["KITH_URL"] else ["localhost", "127.0.0.1", "[::1]"]
SECURE = SITE.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the front drops it unless the peer is trusted
TRUSTED_PROXIES = ENV["KITH_TRUSTED_PROXIES"]
LINK_PREVIEWS = ENV["KITH_LINK_PREVIEWS"]
SEARCH_ENGINES = ENV["KITH_SEARCH_ENGINES"]
BODY_MAX_BYTES = ENV["KITH_BODY_MAX_MB"] * 1_000_000
# A POST to these hashes a password; the front lets them in one at a time.
PASSWORD_PATHS = ("/accounts/", "/setup/", "/join/", "/reset/")
# A POST to these makes a photo of what has come in parts; like one that brings files itself, it has a lane of its own.
UPLOAD_PATHS = ("/posts/picked/",)
SECURE_REFERRER_POLICY = "same-origin"
S3_ENDPOINT = ENV["KITH_S3_ENDPOINT"] or f"https://s3.{ENV['KITH_S3_REGION']}.amazonaws.com"
STORES = [S3_ENDPOINT] if ENV["KITH_S3_BUCKET"] else []  # a browser is sent there for photos, video and sound
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "blob:", *STORES],
    "media-src": [CSP.SELF, *STORES],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [f"https://{host}" for host in players.HOSTS] if ENV["KITH_LINK_PREVIEWS"] else [CSP.NONE],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "kith.people.sessions"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "kith.ui",  # before the libraries whose templates it replaces
    "django.forms",
    "kith.kernel",
    "kith.audit",
    "kith.mail",
    "kith.media",
    "kith.community",
    "kith.people",
    "kith.graph",
    "kith.posts",
    "kith.feed",
    "kith.notifications",
    "kith.search",
    "kith.console",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "kith.people.middleware.SessionMiddleware",
    "kith.people.middleware.MemberMiddleware",
    "kith.people.middleware.LanguageMiddleware",
    "kith.community.middleware.SetUpMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

FORM_RENDERER = "kith.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "kith.ui.views.csrf_failed"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
KITH_WIRING = "kith.wiring"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "kith.ui.context.frame",
            ],
        },
    },
]

SQLITE = {
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384",
}
# A cache that does not answer within a second is passed over, not waited for.
CACHE_SQLITE = SQLITE | {"timeout": 1, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}


def database(address: str) -> dict:
    """The main database: PostgreSQL at an address, or without one the SQLite file of the data folder."""
    if not address:
        return {"ENGINE": "kith.kernel.sqlite", "NAME": DATA / "kith.db", "OPTIONS": SQLITE, "CONN_MAX_AGE": None}
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],  # ?host= names a socket's folder
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {
    "default": database(ENV["DATABASE_URL"]),
    "cache": {
        "ENGINE": "kith.kernel.sqlite",
        "NAME": DATA / "cache.db",
        "OPTIONS": CACHE_SQLITE,
        "CONN_MAX_AGE": None,
    },
}
DATABASE_ROUTERS = ["kith.kernel.cache.Router"]
CACHES = {
    "default": {"BACKEND": "kith.kernel.redis_cache.RedisCache", "LOCATION": ENV["REDIS_URL"]}
    if ENV["REDIS_URL"]
    else {"BACKEND": "kith.kernel.cache.SQLiteCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "kith.kernel.tasks.backend.Rows"}}


def mailers(address: str) -> dict:
    """How mail goes out, for `KITH_MAIL_URL`; without one it goes nowhere (and nothing sends any)."""
    parts = urlsplit(address)
    backend = "django.core.mail.backends"
    if not address:
        return {"default": {"BACKEND": f"{backend}.dummy.EmailBackend"}}
    if parts.scheme == "console":
        return {"default": {"BACKEND": f"{backend}.console.EmailBackend"}}
    if parts.scheme == "folder":
        folder = unquote(parts.netloc + parts.path) or str(DATA / "letters")
        return {"default": {"BACKEND": f"{backend}.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}}
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    return {"default": {"BACKEND": f"{backend}.smtp.EmailBackend", "OPTIONS": options}}


MAIL_IS_ON = bool(ENV["KITH_MAIL_URL"])
MAILERS = mailers(ENV["KITH_MAIL_URL"])
DEFAULT_FROM_EMAIL = ENV["KITH_MAIL_FROM"] or f"kith@{SITE.hostname}"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["kith.people.backend.SignIn"]
PASSWORD_HASHERS = ["kith.people.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # the session stays packed
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "kith.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "kith.people.forms.accounts.SignUpForm",
    "login": "kith.people.forms.accounts.SignInForm",
    "add_email": "kith.people.forms.accounts.EmailForm",
    "reset_password": "kith.people.forms.accounts.ForgottenPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*" if MAIL_IS_ON else "email", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
# "strict": no page tells whether an address has an account. Only a verified address is anyone's, and only its
# owner can verify it, so several accounts may name one address until then.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
# None is by name or address alone: a stranger could use it up for a member and lock them out.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",  # the adapter's key is name and network
    "reset_password": "20/m/ip",
    "confirm_email": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the front has put the member's own address into REMOTE_ADDR
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an unverified address gives nobody anything here, and mail may not be set up
MFA_ADAPTER = "kith.people.factors.FactorAdapter"
MFA_FORMS = {
    "add_webauthn": "kith.people.forms.factors.AddKeyForm",
    "authenticate_webauthn": "kith.people.forms.factors.UseKeyForm",
    "login_webauthn": "kith.people.forms.factors.SignInByKeyForm",
    "reauthenticate_webauthn": "kith.people.forms.factors.ConfirmByKeyForm",
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("nl", "Nederlands"),
    ("es", "Español"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("id", "Bahasa Indonesia"),
    ("jv", "Basa Jawa"),
    ("ar", "العربية"),
]
# Django knows no Javanese: its name is here, its dates in `config.formats`, its words in `locale/libraries`.
locale.LANG_INFO["jv"] = {"bidi": False, "code": "jv", "name": "Javanese", "name_local": "Basa Jawa"}
FORMAT_MODULE_PATH = "config.formats"
# The second says in Kith's words what the libraries' own catalogues say in theirs, in English too.
LOCALE_PATHS = [env.ROOT / "locale", env.ROOT / "locale" / "libraries"]
TIME_ZONE = "UTC"
USE_TZ = True
SITE_NAME = _("Kith")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
FOLDER = {"BACKEND": "kith.media.folder.Folder", "OPTIONS": {"location": DATA / "media"}}
BUCKET = {
    "BACKEND": "kith.media.bucket.Bucket",
    "OPTIONS": {
        "bucket_name": ENV["KITH_S3_BUCKET"],
        "endpoint_url": S3_ENDPOINT,
        "region_name": ENV["KITH_S3_REGION"],
        "access_key": ENV["KITH_S3_KEY_ID"] or None,
        "secret_key": ENV["KITH_S3_SECRET"] or None,
    },
}
STORAGES = {
    "default": BUCKET if ENV["KITH_S3_BUCKET"] and not ENV["KITH_S3_LEAVING"] else FOLDER,
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "exports"},
    },
    "staticfiles": {"BACKEND": "kith.ui.bundle.BundlingStorage"},
}
if ENV["KITH_S3_BUCKET"]:  # what is still where files went before is read from there, and moved by `kith media move`
    STORAGES["before"] = BUCKET if ENV["KITH_S3_LEAVING"] else FOLDER
X_ACCEL = ENV["KITH_X_ACCEL"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# From so many followers on, an author's posts are not delivered to each but read by whoever follows.
FEED_MERGE_ABOVE = 20_000
PHOTO_MAX_BYTES = ENV["KITH_PHOTO_MAX_MB"] * 1_000_000
RECORDING_MAX_BYTES = ENV["KITH_RECORDING_MAX_MB"] * 1_000_000

# The proxy in front redirects to https; whether other hosts of the domain have https is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
if not SECURE:  # `kith check` says once, in its own words, that the address is not https
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W012", "security.W016"]
if not ENV["KITH_MAIL_URL"]:  # the same of mail
    SILENCED_SYSTEM_CHECKS += ["mail.E001"]
