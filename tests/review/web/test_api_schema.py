"""The API does what its description says, whatever is sent: Schemathesis over every operation, in this process."""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from schemas.desk import Move, Person, Role

from .programs import office, papers, secret_of
from .station_here import Here

pytestmark = pytest.mark.store
EXAMPLES = 12


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Here:
    """An admin's program holds the disputed notice, so that its changes are taken."""
    folder: Path = tmp_path_factory.mktemp("station")
    here = office(folder)
    disputed = papers()[0].notices[0].notice_id
    here.desk.move(disputed, Move.CLAIM, Person(name="api:tester", role=Role.ADMIN), here.clock.at)
    return here


@pytest.fixture(scope="module")
def token(station: Here) -> str:
    return secret_of(station, Role.ADMIN, name="tester")


@pytest.fixture(scope="module")
def described(station: Here) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", station.app)


OPERATIONS = (
    "GET /v1/me",
    "POST /v1/files",
    "GET /v1/jobs",
    "GET /v1/jobs/{job_id}",
    "GET /v1/queue",
    "GET /v1/notices/{notice_id}",
    "GET /v1/notices/{notice_id}/pages/{page}",
    "POST /v1/notices/{notice_id}/moves",
    "POST /v1/notices/{notice_id}/corrections",
    "POST /v1/notices/{notice_id}/overrulings",
    "POST /v1/notices/{notice_id}/undo",
    "POST /v1/notices/{notice_id}/comments",
    "GET /v1/exports/{form}",
    "GET /v1/calendar.ics",
)


MEANT = ("POST /v1/notices/{notice_id}/moves", "POST /v1/notices/{notice_id}/corrections")
"""Here a value may be well formed and yet mean nothing (400): February 30 as a due date, a snooze until yesterday.
Anywhere nine digits in an address are refused in the same way."""


def test_every_operation_is_tried(described: BaseSchema) -> None:
    assert {one.ok().label for one in described.get_all_operations()} == set(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", OPERATIONS)
def test_nothing_sent_gets_an_answer_that_is_not_described(
    station: Here, described: BaseSchema, token: str, name: str, mode: GenerationMode
) -> None:
    """Positive: what the description allows; negative: what it does not."""
    method, path = name.split()
    operation = described[path][method]
    known = papers()[0].notices[0].notice_id
    if mode is GenerationMode.NEGATIVE and not (operation.iter_parameters() or operation.body):
        pytest.skip("nothing can be sent wrongly")

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: schemathesis.Case) -> None:
        if mode is GenerationMode.POSITIVE and "notice_id" in case.path_parameters:
            case.path_parameters["notice_id"] = known
        station.clock.go_on(hours=25)  # one of the checks sends wrong tokens: they are forgiven by then
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        understood = answer.status_code == 400 and (name in MEANT or "no place in an address" in answer.text)
        case.validate_response(answer, excluded_checks=[positive_data_acceptance] if understood else [])
        if answer.status_code >= 400:
            assert set(answer.json()) == {"what", "advice"}
            assert "Traceback" not in answer.text

    tried()
