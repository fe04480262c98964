"""Every page and every act, by every role: who may, and that all others are refused."""

import pytest

from schemas.desk import MAY, Permission, Role
from workqueue.desk import SavedView

from .station_here import Here

pytestmark = pytest.mark.store

PAGES = {
    "/queue": Permission.LOOK,
    "/upload": Permission.UPLOAD,
    "/upload/jobs": Permission.UPLOAD,
    "/dashboard": Permission.QUALITY,
    "/quality": Permission.QUALITY,
    "/history": Permission.QUALITY,
    "/accounts": Permission.ACCOUNTS,
}
ACTS = {
    "/upload/batch": Permission.UPLOAD,
    "/queue/next": Permission.WORK,
    "/queue/snooze": Permission.WORK,
    "/queue/assign": Permission.ASSIGN,
    "/history/verify": Permission.QUALITY,
    "/accounts": Permission.ACCOUNTS,
    "/accounts/rule": Permission.ACCOUNTS,
    "/accounts/intake/role": Permission.ACCOUNTS,
    "/accounts/intake/disabled": Permission.ACCOUNTS,
    "/accounts/intake/factor": Permission.ACCOUNTS,
    "/accounts/intake/reset": Permission.ACCOUNTS,
}


@pytest.mark.parametrize("role", Role)
def test_pages(here: Here, role: Role) -> None:
    client = here.signed_in(role)
    found = {path: client.get(path).status_code for path in PAGES}
    assert found == {path: 200 if needed in MAY[role] else 403 for path, needed in PAGES.items()}


@pytest.mark.parametrize("role", Role)
def test_acts(here: Here, role: Role) -> None:
    client = here.signed_in(role)
    refused = {path for path in ACTS if client.post(path).status_code == 403}
    assert refused == {path for path, needed in ACTS.items() if needed not in MAY[role]}


def test_a_visitor_sees_nothing(here: Here) -> None:
    client = here.visitor()
    assert {client.get(path).status_code for path in PAGES} == {303}
    assert {client.post(path).status_code for path in ACTS} == {403}  # no token either


def test_no_route_is_without_a_need(here: Here) -> None:
    """Whatever is added: without a session every route but those of signing in leads there or is refused."""
    client, free = here.visitor(), ("/sign-in", "/static", "/theme", "/sign-out")
    open_ones = []
    for route in here.app.routes:
        path = getattr(route, "path", "")
        if path.startswith(free):
            continue
        for method in getattr(route, "methods", None) or ():
            place = path.replace("{page}", "1").replace("{number}", "1").replace("{", "").replace("}", "")
            if client.request(method, place).status_code not in (303, 401, 403, 405):
                open_ones.append((method, path))
    assert open_ones == []


def test_an_admin_keeps_the_accounts(here: Here) -> None:
    client = here.signed_in(Role.ADMIN)
    people = here.app.state.people
    added = client.post("/accounts", data={"name": "Kim", "role": "analyst"})
    assert "/sign-in/first/" in added.text
    assert client.post("/accounts", data={"name": "kim", "role": "analyst"}).status_code == 400
    client.post("/accounts/kim/role", data={"role": "lead"})
    client.post("/accounts/kim/factor", data={"required": "yes"})
    client.post("/accounts/rule", data={"required": "yes"})
    kim = people.find("kim")
    assert (kim.role, kim.factor_required, people.guard.rule("factor_required")) == (Role.LEAD, True, "yes")
    assert client.post("/accounts/kim/disabled", data={"disabled": "yes"}).status_code == 303
    assert people.find("kim").disabled
    assert client.post("/accounts/admin/disabled", data={"disabled": "yes"}).status_code == 400
    assert client.post("/accounts/admin/role", data={"role": "lead"}).status_code == 400  # the last one
    assert client.post("/accounts/nobody/role", data={"role": "lead"}).status_code == 400
    what = [one.what for one in here.desk.history()]
    assert what[::-1] == [
        "add_account", "change_role", "require_second_factor", "require_second_factor", "disable_account",
    ]  # fmt: skip


def test_a_lead_saves_a_view_for_all_an_analyst_for_oneself(here: Here) -> None:
    for role in (Role.ANALYST, Role.LEAD):
        here.signed_in(role).post("/queue/views", data={"name": role.value, "here": "due=overdue", "all": "yes"})
    saved: list[SavedView] = list(here.desk.saved.values())  # type: ignore[attr-defined]
    assert {view.name: view.owner for view in saved} == {"analyst": "analyst", "lead": None}
