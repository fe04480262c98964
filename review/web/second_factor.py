"""The second factor: codes of an authenticator (RFC 6238), and recovery codes for the day the telephone is lost."""

import secrets
from datetime import datetime
from io import BytesIO

import pyotp
import segno
from markupsafe import Markup
from pyotp.utils import strings_equal

from review.station import Secrets
from schemas.errors import BadArguments
from workqueue.account import Account
from workqueue.people import People

_STEP = 30
_RECOVERY_CODES = 10


def begin(people: People, keys: Secrets | None, account: Account) -> Account:
    """A new secret to be shown, and to be confirmed by its first code. Raises BadArguments without keys."""
    secret = pyotp.random_base32()
    return people.change(account, factor_pending=_sealing(keys).seal(secret.encode()))


def pending_secret(keys: Secrets | None, account: Account) -> str:
    """As the authenticator takes it; "" where none waits to be confirmed."""
    return _sealing(keys).open(account.factor_pending).decode() if account.factor_pending else ""


def picture(secret: str, name: str) -> Markup:
    """The QR code as inline SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="noticedesk")
    out = BytesIO()
    code = segno.make(address, error="m")
    # A light ground of its own: a dark page would turn the code round, which not every telephone reads.
    code.save(out, kind="svg", omitsize=True, xmldecl=False, svgns=False, dark="#000", light="#fff", svgclass="qr")
    return Markup(out.getvalue().decode())  # drawn here: what a person typed is in its squares


def confirm(people: People, keys: Secrets | None, account: Account, code: str, at: datetime) -> list[str] | None:
    """The recovery codes, to be shown once; None where the code is wrong, and the old factor stays."""
    secret = pending_secret(keys, account)
    step = _step_of(secret, code, at) if secret else None
    if step is None:
        return None
    people.change(account, factor=account.factor_pending, factor_pending=None, factor_step=step)
    codes = ["-".join(secrets.token_hex(2) for _ in range(4)) for _ in range(_RECOVERY_CODES)]
    people.keep_recovery_codes(account, codes)
    return codes


def passes(people: People, keys: Secrets | None, account: Account, code: str, at: datetime) -> bool:
    """A code of now (or 30 seconds beside), not used before; or a recovery code, which holds once."""
    if account.factor is None:
        return False
    step = _step_of(_sealing(keys).open(account.factor).decode(), code, at)
    if step is not None:
        return people.accept_step(account, step)
    return people.use_recovery_code(account, code.strip().lower())


def remove(people: People, account: Account) -> Account:
    people.keep_recovery_codes(account, ())
    return people.change(account, factor=None, factor_pending=None)


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step the code belongs to."""
    now = int(at.timestamp()) // _STEP
    given = code.replace(" ", "")
    return next((n for n in (now, now - 1, now + 1) if strings_equal(pyotp.TOTP(secret).at(n * _STEP), given)), None)


def _sealing(keys: Secrets | None) -> Secrets:
    if keys is None:
        raise BadArguments("second factors need the key of the store", "see `noticedesk doctor`")
    return keys
