"""A store as an older program left it: this program's tables taken back to an earlier revision."""

from pathlib import Path

from alembic import command
from alembic.config import Config

import workqueue
from workqueue.engine import connect, parse, writer

_SCRIPTS = Path(workqueue.__file__).parent / "migrations"


def take_back(url: str, revision: str) -> None:
    """Downgrades the store at `url` (a path or a URL) to `revision`, as `workqueue.upgrade` brings it forward."""
    engine = connect(parse(url), create=False)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()
