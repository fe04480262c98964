"""The settings: one table, one frozen record. The only module that reads the environment.

`SETTINGS` is the documentation, too: `noticedesk doctor` prints it, and a test holds the manual against it.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schemas.errors import BadArguments


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `env` names the variable, `default` says in words what holds without it."""

    name: str
    env: str
    default: str
    help: str


SETTINGS = (
    Setting(
        "home",
        "NOTICEDESK_HOME",
        "~/.local/share/noticedesk",
        "The data folder: store, scans as taken in, caches, Prefect's files. Readable by its owner only.",
    ),
    Setting(
        "db",
        "NOTICEDESK_DB",
        "noticedesk.sqlite in the data folder",
        "The store: a file for SQLite, or a URL such as postgresql://user@host/name.",
    ),
    Setting(
        "key_file",
        "NOTICEDESK_KEY_FILE",
        "key in the data folder",
        "The file with the key that seals scans and taxpayer numbers; made by the first run. Keep it apart.",
    ),
    Setting(
        "key",
        "NOTICEDESK_KEY",
        "none: the key file",
        "The key itself (32 bytes in base64) instead of a file; several, the newest first, to change it.",
    ),
    Setting("workers", "NOTICEDESK_WORKERS", "one for each processor, at most 4", "Processes that read pages."),
    Setting(
        "tesseract",
        "NOTICEDESK_TESSERACT",
        "the one that is installed with noticedesk",
        "Another Tesseract (its executable) as the second reader; `none` goes without one.",
    ),
    Setting(
        "tessdata",
        "NOTICEDESK_TESSDATA",
        "the installed English data",
        "Folder with the language data of that other Tesseract.",
    ),
    Setting(
        "page_seconds",
        "NOTICEDESK_PAGE_SECONDS",
        "120",
        "A page that takes longer is tried once more alone, then set aside.",
    ),
    Setting(
        "worker_memory_mb",
        "NOTICEDESK_WORKER_MEMORY_MB",
        "3000",
        "Address space a reading process may take, in MiB; a page that wants more is set aside. 0 sets no limit.",
    ),
    Setting(
        "chunk_pages",
        "NOTICEDESK_CHUNK_PAGES",
        "8",
        "A longer file is read in ranges of this many pages by several processes at once.",
    ),
    Setting(
        "rules_file",
        "NOTICEDESK_RULES",
        "none: the rules that come with noticedesk",
        "A YAML file of queues, routing rules, options and points of priority that go before those.",
    ),
    Setting(
        "law_file",
        "NOTICEDESK_LAW",
        "none: the law that comes with noticedesk",
        "A YAML file of figures of the law, each with its first day and citation, that go before those.",
    ),
    Setting(
        "oidc_issuer",
        "NOTICEDESK_OIDC_ISSUER",
        "none: local accounts only",
        "The firm's own sign-in (OpenID Connect) for the review station, by its address.",
    ),
    Setting("oidc_client_id", "NOTICEDESK_OIDC_CLIENT_ID", "none", "What that sign-in knows noticedesk as."),
    Setting(
        "oidc_client_secret_file",
        "NOTICEDESK_OIDC_CLIENT_SECRET_FILE",
        "none: a public client",
        "A file with the secret of that client.",
    ),
    Setting(
        "error_budget",
        "NOTICEDESK_ERROR_BUDGET",
        "none: a critical value needs a confidence of 0.98",
        "The share of silent errors you allow, such as 0.001: how sure each field must be then follows from what was "
        "measured (`noticedesk calibrate`).",
    ),
    Setting(
        "quality_sample",
        "NOTICEDESK_QUALITY_SAMPLE",
        "16",
        "One accepted notice in so many is a quality sample of the review station; 0: none.",
    ),
    Setting(
        "prefect_server",
        "PREFECT_API_URL",
        "none: Prefect works inside the run",
        "A Prefect server that runs are reported to: ids and counts, never what a notice says.",
    ),
    Setting(
        "prefect_home",
        "PREFECT_HOME",
        "prefect in the data folder",
        "Where Prefect keeps its own files. Every other setting of Prefect's holds as well.",
    ),
    Setting(
        "traceback",
        "NOTICEDESK_TRACEBACK",
        "off",
        "Set to 1 to see where in the program an unexpected error arose. Its text may repeat what a notice says.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for this call. `tesseract`: None takes the installed one, "none" goes without. `home_is_named`: by
    the environment, so that a later command has to name it again."""

    home: Path
    db: str
    key_file: Path
    key: str | None = field(repr=False)
    workers: int
    tesseract: str | None
    tessdata: str | None
    page_seconds: float
    worker_memory_mb: int
    chunk_pages: int
    rules_file: Path | None
    law_file: Path | None
    oidc_issuer: str | None
    oidc_client_id: str | None
    oidc_client_secret_file: Path | None
    error_budget: float | None
    quality_sample: int
    prefect_server: str | None
    prefect_home: Path
    traceback: bool
    home_is_named: bool

    @property
    def blobs(self) -> Path:
        """The scans as taken in, by content hash."""
        return self.home / "blobs"

    @property
    def attachments(self) -> Path:
        """What people added to work items, sealed."""
        return self.home / "attachments"

    @property
    def uploads(self) -> Path:
        """What was brought into the review station and not read yet, sealed."""
        return self.home / "uploads"

    @property
    def certificates(self) -> Path:
        """What was disposed of, when and by whom."""
        return self.home / "certificates"

    @property
    def cache(self) -> Path:
        """What reading remembers of page images, so that nothing is read twice."""
        return self.home / "cache"

    @property
    def orders(self) -> Path:
        """What runs were asked to do (see flows.orders)."""
        return self.home / "orders"


def load(env: Mapping[str, str] | None = None, *, db: str | None = None) -> Settings:
    """The settings of `env` (the process's environment by default); `db` overrules it.

    Raises BadArguments naming the variable that holds nonsense.
    """
    env = os.environ if env is None else env
    folder = _home(env)
    return Settings(
        home=folder,
        db=db or env.get("NOTICEDESK_DB") or str(folder / "noticedesk.sqlite"),
        key_file=_file(env, "NOTICEDESK_KEY_FILE") or folder / "key",
        key=env.get("NOTICEDESK_KEY", "").strip() or None,
        workers=_whole(env, "NOTICEDESK_WORKERS", processors(), least=1),
        tesseract=env.get("NOTICEDESK_TESSERACT") or None,
        tessdata=env.get("NOTICEDESK_TESSDATA") or None,
        page_seconds=float(_whole(env, "NOTICEDESK_PAGE_SECONDS", 120, least=1)),
        worker_memory_mb=_whole(env, "NOTICEDESK_WORKER_MEMORY_MB", 3000, least=0),
        chunk_pages=_whole(env, "NOTICEDESK_CHUNK_PAGES", 8, least=1),
        rules_file=_file(env, "NOTICEDESK_RULES"),
        law_file=_file(env, "NOTICEDESK_LAW"),
        oidc_issuer=env.get("NOTICEDESK_OIDC_ISSUER") or None,
        oidc_client_id=env.get("NOTICEDESK_OIDC_CLIENT_ID") or None,
        oidc_client_secret_file=_file(env, "NOTICEDESK_OIDC_CLIENT_SECRET_FILE"),
        error_budget=_share(env, "NOTICEDESK_ERROR_BUDGET"),
        quality_sample=_whole(env, "NOTICEDESK_QUALITY_SAMPLE", 16, least=0, most=1_000_000),
        prefect_server=env.get("PREFECT_API_URL") or None,
        prefect_home=Path(env.get("PREFECT_HOME") or folder / "prefect"),
        traceback=wants_traceback(env),
        home_is_named=bool(env.get("NOTICEDESK_HOME")),
    )


def wants_traceback(env: Mapping[str, str] | None = None) -> bool:
    """Asked for on its own, for it has to be known even where another setting is wrong."""
    return (os.environ if env is None else env).get("NOTICEDESK_TRACEBACK", "") not in ("", "0")


def for_children() -> dict[str, str]:
    """The environment of processes that open strange files: without the key."""
    return {name: value for name, value in os.environ.items() if name != "NOTICEDESK_KEY"}


def _home(env: Mapping[str, str]) -> Path:
    named = env.get("NOTICEDESK_HOME")
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "noticedesk"
    shared = env.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "noticedesk"


def processors() -> int:
    """What this process may use (a container may be given fewer than the machine has), at most 4."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 4)


def _file(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]).expanduser().absolute() if env.get(name) else None


def _share(env: Mapping[str, str], name: str) -> float | None:
    text = env.get(name, "").strip()
    return error_budget(text, f"{name} is") if text else None


def error_budget(text: str, what: str) -> float:
    """A share of errors, above 0 and below 1; raises BadArguments, `what` before the text that is none."""
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise BadArguments(f"{what} {text!r}", "give a share above 0 and below 1, such as 0.001")
    return share


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int, most: int | None = None) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < least or (most is not None and int(text) > most):
        up = "up" if most is None else f"to {most}"
        raise BadArguments(f"{name} is {text!r}", f"give a whole number from {least} {up}, or unset it")
    return int(text)
