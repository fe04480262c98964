"""`noticedesk purge`: what was closed long ago goes, with a certificate of what went, when, and by whose word.

The store forgets first, with the certificate already on the disk as an open one; then the files go; then the
certificate gets its name. One that is found open is finished before anything else.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from extractors import cache
from extractors.intake import blob_path
from schemas.errors import BadArguments
from workqueue import Store, history, open_store, private_folder
from workqueue.disposal import Disposal, attached, carry_out, certificates, disposed, plan

from . import keys, start
from .rotating import whoever
from .settings import Settings, load
from .terminal import say

_OPEN = ".open.json"
_YEARS = re.compile(r"([0-9]{1,2})y")


def limit_of(text: str, today: date) -> date:
    """`7y`: so many years before today; or a day. Raises BadArguments for anything else, and for a day to come."""
    years = _YEARS.fullmatch(text.strip())
    try:
        found = _years_before(today, int(years[1])) if years else date.fromisoformat(text.strip())
    except ValueError:
        raise BadArguments(f"{text!r} is neither years nor a day", "write 7y, or 2019-12-31") from None
    if found >= today:
        raise BadArguments(f"{found} has not passed yet", "name an earlier day")
    return found


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def purge(older_than: str, db: str | None, *, yes: bool, who: str | None) -> int:
    settings = load(db=db)
    before = limit_of(older_than, date.today())
    with start.alone(settings.home):
        store = open_store(settings.db, create=False)
        _finish_open(settings, store)
        if not yes:
            with store.reading() as view:
                _tell(plan(view, before), "would go. Nothing was changed: --yes does it.")
            return 0
        keys.open_sealer(settings)
        done = dispose(settings, store, before, who or whoever(), datetime.now(UTC))
        _sweep(settings, store)
    if done is None:
        say(f"Nothing was closed and left alone since before {before}: nothing went.")
        return 0
    _tell(done.what, "went.")
    say(f"Certificate  {done.certificate}")
    return 0


@dataclass(frozen=True, slots=True)
class Disposed:
    what: Disposal
    certificate: Path


def dispose(settings: Settings, store: Store, before: date, who: str, at: datetime) -> Disposed | None:
    """None where nothing is old enough."""
    with store.writing() as db:
        what = plan(db, before)
        if not what.notices and not what.files:
            return None
        certificate = _certificate(settings, what, who, at)
        private_folder(settings.certificates)
        text = json.dumps(certificate, indent=1, ensure_ascii=False) + "\n"
        digest = _spaced(hashlib.sha256(text.encode()).hexdigest())
        opened = settings.certificates / f"purge-{at:%Y%m%dT%H%M%SZ}-{digest[:8]}{_OPEN}"
        keys.write_privately(opened, text)
        carry_out(db, what)
        counts = {"notices": len(what.notices), "files": len(what.files), "attachments": len(what.attachments)}
        told = {**counts, "older_than": before.isoformat(), "certificate": digest}
        history.add(db, "purge", who, at, notice_id=None, details=told)
    return Disposed(what, _finish(settings, store, opened))


def _certificate(settings: Settings, what: Disposal, who: str, at: datetime) -> dict[str, Any]:
    readings = _readings_of({file.sha256 for file in what.files}, settings.cache)
    return {
        "what": "noticedesk: certificate of disposal",
        "at": at.isoformat(timespec="seconds"),
        "by": who,
        "older_than": what.before.isoformat(),
        "notices": [
            {
                "notice_id": one.notice_id,
                "code": one.notice_code,
                "last_touched": one.since.date().isoformat(),
                "file": one.sha256,
                "pages": list(one.pages),
            }
            for one in what.notices
        ],
        "scans": [{"sha256": one.sha256, "pages": one.pages, "bytes": one.size} for one in what.files],
        "scans_kept_for_other_notices": list(what.kept_files),
        "attachments": list(what.attachments),
        "page_readings": len(readings),
        "stays": "per scan its hash, its pages and their fates; the history of what was done",
    }


def _readings_of(files: set[str], folder: Path) -> set[str]:
    """The kept readings that are of these files and no other; those of which nobody knows the file among them."""
    notes = cache.noted(folder)
    stay = {key for file, keys_ in notes.items() if file not in files for key in keys_}
    return {key for key, _ in cache.entries(folder)} - stay


def _finish_open(settings: Settings, store: Store) -> None:
    for left in sorted(settings.certificates.glob(f"*{_OPEN}")):
        _finish(settings, store, left)


def _finish(settings: Settings, store: Store, opened: Path) -> Path:
    """Takes the files away that the store has forgotten; a disposal that the store did not keep is none."""
    certificate = json.loads(opened.read_text(encoding="utf-8"))
    named = [one["sha256"] for one in certificate["scans"]]
    with store.reading() as db:
        gone, still = disposed(db, named), attached(db)
        known = _digest(opened) in certificates(db)
    if not known:
        opened.unlink()
        return opened
    for key in _readings_of(gone, settings.cache) if gone else ():
        cache.entry_path(settings.cache, key).unlink(missing_ok=True)
    for sha256 in gone:
        blob_path(settings.blobs, sha256).unlink(missing_ok=True)
        (settings.cache / cache.NOTES / sha256).unlink(missing_ok=True)
    for sha256 in set(certificate["attachments"]) - still:
        (settings.attachments / sha256[:2] / sha256).unlink(missing_ok=True)
    closed = opened.with_name(opened.name.removesuffix(_OPEN) + ".json")
    keys.write_privately(closed.with_suffix(".txt"), _as_text(certificate, _digest(opened)))
    opened.replace(closed)
    return closed


def _sweep(settings: Settings, store: Store) -> None:
    """Scans here of which another machine's purge made the store forget."""
    here = {path.name: path for path in settings.blobs.glob("??/*")}
    with store.reading() as db:
        for sha256 in disposed(db, here):
            here[sha256].unlink(missing_ok=True)


def _digest(file: Path) -> str:
    return _spaced(hashlib.sha256(file.read_bytes()).hexdigest())


def _spaced(digest: str) -> str:
    """In groups of eight, for nine digits in a row would be hidden as a taxpayer number wherever it is told."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _as_text(certificate: dict[str, Any], digest: str) -> str:
    lines = [
        "Certificate of disposal",
        "",
        f"Disposed of     {certificate['at']} by {certificate['by']}",
        f"What            closed and untouched since before {certificate['older_than']}",
        f"Notices         {len(certificate['notices'])}",
        f"Scans           {len(certificate['scans'])}",
        f"Attachments     {len(certificate['attachments'])}",
        f"Page readings   {certificate['page_readings']}",
        f"What stays      {certificate['stays']}",
        f"SHA-256 of the certificate as JSON (the same stands in the history)\n                {digest}",
        "",
        *(f"notice  {n['notice_id']}  {n['code'] or '-':<8} {n['last_touched']}" for n in certificate["notices"]),
        *(f"scan    {one['sha256']}  {one['pages']} pages, {one['bytes']} bytes" for one in certificate["scans"]),
        *(f"kept    {one}  holds notices that stay" for one in certificate["scans_kept_for_other_notices"]),
        *(f"attachment  {one}" for one in certificate["attachments"]),
    ]
    return "\n".join(lines) + "\n"


def _tell(what: Disposal, end: str) -> None:
    kept = f" ({len(what.kept_files)} scans stay: they hold notices that stay)" if what.kept_files else ""
    say(
        f"Closed and left alone since before {what.before}: {len(what.notices)} notices, {len(what.files)} scans, "
        f"{len(what.attachments)} attachments{kept} {end}"
    )
