"""The tables of accounts and of signing in. Secrets stand here only as hashes, or sealed by the floor above.

    accounts 1-n sessions
             1-n recovery_codes

Instants are ISO text in UTC, as everywhere in the store.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from .tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # to sign in with, case folded
    Column("role", Text, nullable=False),
    Column("password", Text),  # argon2; NULL: by one-time link or the firm's own sign-in only
    Column("temporary", Boolean, nullable=False),  # the password has to be changed at the next sign-in
    Column("disabled", Boolean, nullable=False),
    Column("factor_required", Boolean, nullable=False),
    Column("factor", LargeBinary),  # the TOTP secret, sealed
    Column("factor_pending", LargeBinary),  # one that was shown and not confirmed yet, sealed
    Column("factor_step", Integer, nullable=False),  # the last time step that was accepted: no code holds twice
    Column("email", Text, unique=True),  # at the firm's own sign-in, case folded
    Column("subject", Text, unique=True),  # "issuer|sub" there, once it was used
    Column("made", Text, nullable=False),
    Column("last_sign_in", Text),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code", Text, primary_key=True),  # SHA-256
    Column("account_id", ForeignKey("accounts.account_id"), nullable=False),
    Index(None, "account_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("session", Text, primary_key=True),  # SHA-256 of what the browser holds
    Column("account_id", ForeignKey("accounts.account_id"), nullable=False),
    Column("stage", Text, nullable=False),  # see workqueue.people.Stage
    Column("began", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Index(None, "account_id"),
)

# Who failed to sign in, by hash of the name tried and of the address: a name may be a password in the wrong field.
failures = Table(
    "sign_in_failures",
    metadata,
    Column("whose", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last", Text, nullable=False),
)

# What holds once and for a short time: first start, a password set again, a way back from the firm's own sign-in.
tickets = Table(
    "tickets",
    metadata,
    Column("ticket", Text, primary_key=True),  # SHA-256
    Column("purpose", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("until", Text, nullable=False),
)

house_rules = Table(
    "house_rules",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
