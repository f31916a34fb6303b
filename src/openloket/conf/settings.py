"""Django's settings, in one page; every value of a machine comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from openloket.conf import database, env, secrets

DATA_DIR = Path(env.text("OPENLOKET_DATA_DIR", "var")).resolve()
PACKAGE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.flag("OPENLOKET_DEMO", False)
DEBUG = False

SECRET_KEY = env.text("OPENLOKET_SECRET_KEY") or secrets.kept_secret(DATA_DIR / "secret-key")
PUBLIC_URL = env.text("OPENLOKET_PUBLIC_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.words("OPENLOKET_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = PUBLIC_URL.startswith("https://")
# Behind a proxy that ends TLS, what it says of connection and visitor is believed (docs/howto/deploy.md).
BEHIND_PROXY = env.flag("OPENLOKET_BEHIND_PROXY", HTTPS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# Evidence: the signing key of this installation, and who stamps the time of its tree heads.
EVIDENCE_KEY_FILE = Path(env.text("OPENLOKET_EVIDENCE_KEY_PATH", str(DATA_DIR / "evidence-key.pem")))
LOG_ID = env.text("OPENLOKET_LOG_ID", "openloket")
TIMESTAMPER = env.text("OPENLOKET_TIMESTAMPER", "openloket.adapters.timestamp.configured.local")
TIMESTAMP_URL = env.text("OPENLOKET_TIMESTAMP_URL")
TIMESTAMP_ROOTS = Path(
    env.text("OPENLOKET_TIMESTAMP_ROOTS") or EVIDENCE_KEY_FILE.with_name("timestamp-authority.pem")
)

# The keys that seal and hash the numbers of people (docs/howto/keys.md).
KEY_RING_FILE = Path(env.text("OPENLOKET_KEY_RING_PATH", str(DATA_DIR / "key-ring.json")))

# The doors to other machines: class paths, imported once at start (see <room>/ports.py).
# The sender for an organisation that has no address of its own yet: its receipts must leave all the same.
MAIL_FROM = env.text("OPENLOKET_MAIL_FROM") or f"geen-antwoord@{urlsplit(PUBLIC_URL).hostname}"
MAIL_CARRIER = env.text("OPENLOKET_MAIL_CARRIER", "openloket.adapters.mail_out.smtp.SmtpCarrier")
CARRIERS = {
    "smtp": "openloket.adapters.mail_out.smtp.for_account",
    "notify": "openloket.adapters.notify.carrier.NotifyCarrier",
    "folder": "openloket.adapters.letters.folder.FolderBox",
    "sftp": "openloket.adapters.letters.sftp.SftpBox",
}
SMTP_HOST = env.text("OPENLOKET_SMTP_HOST", "127.0.0.1")
SMTP_PORT = env.integer("OPENLOKET_SMTP_PORT", 2525, least=1)
SMTP_USER = env.text("OPENLOKET_SMTP_USER")
SMTP_PASSWORD = env.text("OPENLOKET_SMTP_PASSWORD")
SMTP_TLS = env.choice("OPENLOKET_SMTP_TLS", "none", ("none", "starttls", "tls"))
SMTP_ROOTS = env.text("OPENLOKET_SMTP_ROOTS")
MAIL_SERVERS_INSIDE = env.flag("OPENLOKET_MAIL_SERVERS_INSIDE", DEMO)
MAIL_STALE_SECONDS = env.integer("OPENLOKET_MAIL_STALE_SECONDS", 120, least=5)
LETTERS_DIR = Path(env.text("OPENLOKET_LETTERS_DIR", str(DATA_DIR / "letters")))
# The prober: how often it looks, where it finds the pages, and the server that receives mail.
PROBE_SECONDS = env.integer("OPENLOKET_PROBE_SECONDS", 5, least=1)
PROBE_URL = env.text("OPENLOKET_PROBE_URL").rstrip("/")
MAILBOX_HOST = env.text("OPENLOKET_MAILBOX_HOST")
MAILBOX_PORT = env.integer("OPENLOKET_MAILBOX_PORT", 25, least=1)
PAGES = env.text("OPENLOKET_PAGES", "openloket.adapters.pages.http.configured")
MONITOR_CONTACT = env.text("OPENLOKET_MONITOR_CONTACT")
# The organisation (its slug) whose people decide what the page checker could not, and judge replies.
MONITOR_KEEPER = env.text("OPENLOKET_MONITOR_KEEPER")
MONITOR_LOCAL = env.flag("OPENLOKET_MONITOR_LOCAL", False)
# How e-mail comes in, see `openloket receive-mail`.
MAIL_SOURCE = env.text("OPENLOKET_MAIL_SOURCE", "openloket.adapters.mail_in.lmtp.LmtpSource")
LMTP_HOST = env.text("OPENLOKET_LMTP_HOST", "127.0.0.1")
LMTP_PORT = env.integer("OPENLOKET_LMTP_PORT", 2424, least=0)
LMTP_PROTOCOL = env.choice("OPENLOKET_LMTP_PROTOCOL", "lmtp", ("lmtp", "smtp"))
IMAP_HOST = env.text("OPENLOKET_IMAP_HOST")
IMAP_PORT = env.integer("OPENLOKET_IMAP_PORT", 993, least=1)
IMAP_TLS = env.choice("OPENLOKET_IMAP_TLS", "tls", ("tls", "starttls", "none"))
IMAP_USER = env.text("OPENLOKET_IMAP_USER")
IMAP_PASSWORD = env.text("OPENLOKET_IMAP_PASSWORD")
IMAP_FOLDER = env.text("OPENLOKET_IMAP_FOLDER", "INBOX")
IMAP_ADDRESS = env.text("OPENLOKET_IMAP_ADDRESS").lower()
IMAP_SECONDS = env.integer("OPENLOKET_IMAP_SECONDS", 15, least=1)
# How long to wait for news before asking for a sign of life; above 29 minutes servers hang up (RFC 2177).
IMAP_IDLE_SECONDS = min(env.integer("OPENLOKET_IMAP_IDLE_SECONDS", 240, least=1), 29 * 60)
# Names under which the own mail server writes what it found about a sender (RFC 8601).
MAIL_AUTHSERV_IDS = env.words("OPENLOKET_MAIL_AUTHSERV_IDS")
# How people prove who they are; which providers an organisation has stands in its tables.
IDENTITY = env.text("OPENLOKET_IDENTITY", "openloket.adapters.identity.oidc.configured")
# Whether answers that somebody gave before are offered in a next form; never filled in by themselves.
REUSE_ANSWERS = env.flag("OPENLOKET_REUSE_ANSWERS", True)
SCANNER = env.text("OPENLOKET_SCANNER", "openloket.adapters.scanner.none.NoScanner")
CLAMAV_ADDRESS = env.text("OPENLOKET_CLAMAV_ADDRESS", "127.0.0.1:3310")

DATABASES = database.connections(
    owner_url=env.text("DATABASE_URL"),
    app_url=env.text("DATABASE_APP_URL"),
    secret_key=SECRET_KEY,
    pool_size=env.integer("OPENLOKET_DATABASE_POOL", 8, least=1),
)
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "openloket.evidence",
    "openloket.tenancy",
    "openloket.people",
    "openloket.offer",
    "openloket.outages",
    "openloket.post",
    "openloket.intake",
    "openloket.zaken",
    "openloket.monitor",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

MIDDLEWARE = [
    "openloket.web.middleware.failures.FailurePages",
    "openloket.web.middleware.security.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openloket.web.middleware.tenant.TenantScope",
    "openloket.web.middleware.reading.ReadableInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openloket.web.middleware.only_sent.OnlySent",
]
ROOT_URLCONF = "openloket.web.urls"
WSGI_APPLICATION = "openloket.web.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "openloket.web.look.environment.environment", "context_processors": []},
    }
]

STATIC_URL = "/static/"
# Built by `make setup`; their names carry their own hash, so WhiteNoise serves them as they are, for ever.
STATIC_ROOT = PACKAGE_DIR / "web" / "static"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31536000

STORAGES = {
    "default": secrets.attachment_storage(DATA_DIR / "attachments"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000  # text of one page; files are counted apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
MAX_REQUEST_BYTES = 60_000_000

LANGUAGE_CODE = "nl"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

AUTH_USER_MODEL = "tenancy.Employee"
AUTHENTICATION_BACKENDS = ["openloket.tenancy.authentication.EmployeeBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_COOKIE_NAME = "openloket_balie"
SESSION_COOKIE_AGE = 60 * 60 * 9  # one working day
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "openloket.web.failures.csrf_failure"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # usernames are unique per organisation; EmployeeBackend looks them up within the scope
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # A wrong Host header is a scanner passing by; the answer 400 is enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Repeats addresses, and ours hold keys; FailurePages logs what is needed.
        "django.request": {"level": "CRITICAL"},
        # What no browser sends, and its names: the answer 400 or 413 is enough.
        "django.security": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": env.text("OPENLOKET_LOG_LEVEL", "WARNING")},
}
