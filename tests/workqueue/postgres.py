"""A PostgreSQL server for the tests: its own folder, port and password, gone when they end."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

USER = "noticedesk"


@dataclass
class Server:
    port: int
    password: str
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str, *, password: str | None = None, port: int | None = None) -> str:
        return f"postgresql://{USER}:{password or self.password}@127.0.0.1:{port or self.port}/{database}"

    def new_database(self) -> str:
        name = f"store_{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


@contextmanager
def server() -> Iterator[Server]:
    """Skips the test where the programs are missing, or where they refuse to run as the one user there is."""
    programs = _programs()
    account = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="noticedesk-postgres-"))
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        yield from _run(programs, account.pw_name if account else None, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(programs: Path, user: str | None, folder: Path) -> Iterator[Server]:
    password, port, data = secrets.token_hex(8), _free_port(), folder / "data"
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)

    def call(program: str, *arguments: str) -> None:
        # Output goes to a file: the server keeps what it inherits open for as long as it lives.
        with (folder / "log").open("ab") as log:
            command = [programs / program, "-D", data, *arguments]
            subprocess.run(command, user=user, cwd=folder, stdout=log, stderr=log, check=True)

    call("initdb", "-U", USER, "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories='' -c fsync=off"
    call("pg_ctl", "-w", "-o", options, "start")
    try:
        yield Server(port, password)
    finally:
        call("pg_ctl", "-m", "immediate", "stop")


def _programs() -> Path:
    beside_psql = Path(shutil.which("pg_ctl") or "/nowhere/pg_ctl").parent
    folders = [beside_psql, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    pytest.skip("no PostgreSQL server is installed (initdb, pg_ctl)")


def _unprivileged() -> pwd.struct_passwd | None:
    """The account to run as: one's own (None), or another one for root, as which the server refuses to run."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no other account")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
