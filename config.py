"""Settings, read once from the environment. Production refuses to start on any fault, and names every fault at once."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ENVIRONMENTS = ("demo", "production")
LEAST_SECRET, LEAST_DIFFERENT = 32, 12
#: As browsers say it in the Host header: in small letters, without the scheme's own port.
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?")
_USUAL_PORTS = {"http": "80", "https": "443"}
EXAMPLES = ("change-me", "changeme", "secret", "password", "development", "example")


class BadSettings(Exception):
    """The settings do not allow a start. ``faults`` says what is wrong, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs."""

    env: str
    home: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    public_url: str
    smtp_url: str = field(default="", repr=False)
    #: An address of apprise for one other channel, with ``{address}`` for each person's own; empty for none.
    other_url: str = field(default="", repr=False)

    @property
    def is_production(self) -> bool:
        """Real work, not the demonstration."""
        return self.env == "production"

    @property
    def is_https(self) -> bool:
        """Whether people reach it over https."""
        return self.public_url.startswith("https://")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Reads TANSIQ_ENV, _HOME, _DATABASE_URL, _SECRET_KEY, _PUBLIC_URL, _SMTP_URL, _OTHER_URL. Raises BadSettings with every fault."""
        given = os.environ if environ is None else environ
        env = given.get("TANSIQ_ENV", "demo")
        home = Path(given.get("TANSIQ_HOME", "var")).resolve()
        secret = given.get("TANSIQ_SECRET_KEY", "")
        public_url = given.get("TANSIQ_PUBLIC_URL", "").rstrip("/")
        smtp_url = given.get("TANSIQ_SMTP_URL", "")
        faults = [] if env in ENVIRONMENTS else [f"TANSIQ_ENV is {env!r}: it must be demo or production"]
        if env == "production":
            faults += [*secret_faults(secret), *address_faults(public_url)]
            if given.get("FLASK_DEBUG", "0") not in ("", "0", "false", "False"):
                faults.append("FLASK_DEBUG is on: debugging is not allowed in production")
        faults += [*database_url_faults(database_url_of(given)), *mail_faults(smtp_url)]
        if faults:
            raise BadSettings(faults)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(
            env=env,
            home=home,
            database_url=database_url_of(given),
            secret_key=secret or kept_secret(home),
            public_url=public_url or f"http://127.0.0.1:{given.get('PORT', '8000')}",
            smtp_url=smtp_url,
            other_url=given.get("TANSIQ_OTHER_URL", ""),
        )


def database_url_of(given: Mapping[str, str]) -> str:
    """TANSIQ_DATABASE_URL, or an SQLite file below TANSIQ_HOME."""
    return given.get("TANSIQ_DATABASE_URL") or f"sqlite:///{Path(given.get('TANSIQ_HOME', 'var')).resolve() / 'tansiq.db'}"


def database_url_faults(database_url: str) -> list[str]:
    """What is wrong with the database's address."""
    try:
        parts = urlsplit(database_url)
        of_server = parts.scheme == "postgresql+psycopg" and (parts.port is None or parts.port > 0) and len(parts.path) > 1
        sound = of_server or database_url.startswith("sqlite:///")
    except ValueError:  # a port that is none, half an IPv6 address
        sound = False
    return [] if sound else ["TANSIQ_DATABASE_URL is no address of a database: postgresql+psycopg://… or sqlite:///…"]


def secret_faults(secret: str) -> list[str]:
    """What is wrong with a production secret: missing, too short, too plain, or taken from an example."""
    if not secret:
        return ["TANSIQ_SECRET_KEY is missing: set it to at least 32 random characters"]
    faults = []
    if len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_DIFFERENT:
        faults.append(f"TANSIQ_SECRET_KEY is weak: at least {LEAST_SECRET} characters, {LEAST_DIFFERENT} of them different")
    if any(word in secret.lower() for word in EXAMPLES):
        faults.append("TANSIQ_SECRET_KEY holds a word from an example")
    return faults


def address_faults(public_url: str) -> list[str]:
    """What is wrong with the public address."""
    if not public_url:
        return ["TANSIQ_PUBLIC_URL is missing: the address at which people reach Tansiq, for example https://tansiq.example.iq"]
    found = _ADDRESS.fullmatch(public_url)
    if found is None or found["port"] == _USUAL_PORTS[found["scheme"]]:
        return [f"TANSIQ_PUBLIC_URL is no address as browsers name it: {public_url!r} (for example https://tansiq.example.iq)"]
    if found["scheme"] == "http" and found["host"] not in ("127.0.0.1", "localhost"):
        return ["TANSIQ_PUBLIC_URL must begin with https:// (http only on 127.0.0.1)"]
    return []


def mail_faults(smtp_url: str) -> list[str]:
    """What is wrong with the mail server's address; none is allowed to be set."""
    if not smtp_url:
        return []
    try:
        parts = urlsplit(smtp_url)
        sound = parts.scheme in ("smtp", "smtps") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is none, half an IPv6 address
        sound = False
    return [] if sound else ["TANSIQ_SMTP_URL is no smtp:// or smtps:// address"]


def kept_secret(home: Path) -> str:
    """The demonstration's own secret, made once and kept in ``home`` readable by its owner only."""
    path = home / "secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
