"""`noticedesk schedule`: a kept order as a Prefect deployment, run by this process at its hours."""

from schemas.errors import BadArguments

from . import orders
from .prefect_here import use_server
from .settings import load
from .terminal import say


def schedule(name: str, cron: str) -> int:
    """Serves until it is ended. Raises BadArguments without a server, an order of this name, or a readable `cron`."""
    settings = load()
    if not settings.prefect_server:
        raise BadArguments("a schedule needs a Prefect server", "start one, and name it with PREFECT_API_URL")
    orders.load(name, settings.orders)
    use_server(settings)
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415 - Prefect takes a second
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

    from .ingest import ingest  # noqa: PLC0415

    try:
        CronSchedule(cron=cron)
    except ValueError:
        raise BadArguments(f"--cron is {cron!r}", 'write it as crontab does: "30 2 * * 1-5"') from None
    say(f'Order "{name}" runs at "{cron}" as deployment ingest/{name}, for as long as this command does.')
    # By its module: a flow loaded from a file would see flows/ as the root of all imports.
    ingest.serve(
        name=name,
        cron=cron,
        parameters={"order": name},
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
    )
    return 0
