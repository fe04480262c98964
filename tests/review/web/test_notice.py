"""The notice page: what it shows, what a correction changes, what stops accepting, who else is at it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from schemas.desk import Move, Person, Role
from schemas.queue_row import ItemState
from workqueue import Store

from .bills import GOOD, OTHER, clean, desk_of, disputed, ids
from .station_here import NOON, Here

pytestmark = pytest.mark.store
PART = {"HX-Request": "true"}
ANNA = Person(name="anna", role=Role.ANALYST)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return desk_of(tmp_path, disputed(), clean("good.pdf", GOOD, name="PAT SAMPLE", tin="999-66-5555"))


def claimed(here: Here, who: str = "anna") -> tuple[TestClient, str]:
    """A browser of `who`, who has claimed the disputed notice."""
    notice_id, client = ids(here)[0], here.signed_in(Role.ANALYST, who)
    assert post(client, notice_id, "move/claim").status_code == 200
    return client, notice_id


def post(client: TestClient, notice_id: str, what: str, version: int = 1, **data: Any) -> Response:
    return client.post(f"/notices/{notice_id}/{what}", data={"version": version, **data}, headers=PART)


def act_by(text: str) -> str:
    found = re.search(r"data-act-by>([^<]*)<", text)
    assert found
    return found[1]


def verdicts(text: str) -> dict[str, str]:
    return dict(re.findall(r'data-option="([^"]+)" data-verdict="([^"]+)"', text))


def test_the_disputed_field_comes_first_with_all_its_readings(here: Here) -> None:
    text = here.signed_in().get(f"/notices/{ids(here)[0]}").text
    fields = re.findall(r'data-field="([^"]+)"', text)
    assert fields[0] == "amount_due" and len(fields) == 10
    readings = text.split('class="readings"')[1].split("</ol>")[0]
    assert "$9,533.53" in readings and "$9,583.53" in readings
    assert readings.count('data-box="') >= 4


def test_nothing_of_a_notice_may_be_kept_by_a_browser(here: Here) -> None:
    client, notice_id = here.signed_in(), ids(here)[0]
    for path in ("", "/work", "/pages", "/pages/1.png", "/upcoming"):
        answer = client.get(f"/notices/{notice_id}{path}")
        assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store", path


def test_no_script_stands_in_the_page(here: Here) -> None:
    text = here.signed_in().get(f"/notices/{ids(here)[0]}").text
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r'\son\w+="|\sstyle="', text) == []
    assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]', text) == []


def test_who_has_not_claimed_it_sees_no_input(here: Here) -> None:
    notice_id = ids(here)[0]
    text = here.signed_in().get(f"/notices/{notice_id}").text
    assert 'class="edit"' not in text and 'data-move="claim"' in text
    client, _ = claimed(here)
    assert 'class="edit"' in client.get(f"/notices/{notice_id}").text


def test_a_notice_that_somebody_holds_is_shown_with_the_name_and_can_not_be_changed(here: Here) -> None:
    _, notice_id = claimed(here, "anna")
    ben = here.signed_in(Role.ANALYST, "ben")
    text = ben.get(f"/notices/{notice_id}").text
    assert "<b>anna</b> works on this notice" in text
    assert 'class="edit"' not in text and "data-move=" not in text
    refused = post(ben, notice_id, "fields/amount_due", 2, verdict="confirmed")
    assert refused.status_code == 409 and "anna works on it" in refused.text


def test_intake_looks_and_does_nothing(here: Here) -> None:
    client, notice_id = here.signed_in(Role.INTAKE), ids(here)[0]
    assert "show number" not in client.get(f"/notices/{notice_id}").text
    for what in ("fields/amount_due", "move/claim", "overrule", "undo", "comment", "number", "pages", "read"):
        assert post(client, notice_id, what, verdict="confirmed").status_code == 403, what


def test_confirming_settles_the_dispute_and_the_deadline_follows(here: Here) -> None:
    client, notice_id = claimed(here)
    before = client.get(f"/notices/{notice_id}").text
    after = post(client, notice_id, "fields/amount_due", 2, verdict="confirmed").text
    assert (act_by(before), act_by(after)) == ("2018-01-23", "2018-01-29")
    assert 'data-open="1"' in before and 'data-open="0"' in after


def test_a_corrected_amount_changes_options_and_the_old_value_stays_in_sight(here: Here) -> None:
    client, notice_id = claimed(here)
    before = client.get(f"/notices/{notice_id}").text
    after = post(client, notice_id, "fields/amount_due", 2, verdict="corrected", text="$153,000.53").text
    assert act_by(after) == "2018-01-23"  # ten business days, for so much money
    assert verdicts(before) != verdicts(after)
    assert '<s class="before">$9,533.53</s>' in after and "$153,000.53" in after
    assert "corrected by <b>anna</b>, 2018-01-20 12:00" in after


def test_a_corrected_date_moves_the_deadlines(here: Here) -> None:
    client, notice_id = claimed(here)
    post(client, notice_id, "fields/amount_due", 2, verdict="confirmed")
    after = post(client, notice_id, "fields/due_date", 3, verdict="corrected", text="1/26/2018").text
    assert act_by(after) == "2018-01-26"


def test_what_was_said_is_taken_back(here: Here) -> None:
    client, notice_id = claimed(here)
    before = client.get(f"/notices/{notice_id}/work").text
    post(client, notice_id, "fields/amount_due", 2, verdict="corrected", text="1.00")
    after = post(client, notice_id, "undo", 3).text
    assert act_by(after) == act_by(before) and '<s class="before">' not in after
    assert post(client, notice_id, "undo", 4).status_code == 400  # nothing is left to take back


@pytest.mark.parametrize("what", ["move/accept", "move/finish"])
def test_what_is_open_stops_accepting_until_it_is_settled(here: Here, what: str) -> None:
    client, notice_id = claimed(here)
    refused = post(client, notice_id, what, 2)
    assert refused.status_code == 409 and 'data-blocked="amount_due"' in refused.text
    post(client, notice_id, "fields/amount_due", 2, verdict="confirmed")
    assert post(client, notice_id, "move/accept", 3).status_code == 200


def test_a_finding_is_set_aside_with_a_reason_only(here: Here) -> None:
    client, notice_id = claimed(here)
    finding = {"code": "places_disagree", "field": "amount_due"}
    assert post(client, notice_id, "overrule", 2, why=" ", **finding).status_code == 400
    done = post(client, notice_id, "overrule", 2, why="the stub is an old one", **finding)
    assert "the stub is an old one" in done.text and 'data-open="0"' in done.text
    assert post(client, notice_id, "move/accept", 3).status_code == 200


def test_after_accepting_the_next_one_is_there_and_taken(here: Here) -> None:
    client, notice_id = claimed(here)
    told = client.get(f"/notices/{notice_id}/upcoming").json()
    post(client, notice_id, "fields/amount_due", 2, verdict="confirmed")
    answer = post(client, notice_id, "move/accept", 3, then="next")
    other = ids(here)[1]
    assert answer.headers["x-notice"] == told["notice"] == other
    assert told["pictures"][0].startswith(f"/notices/{other}/pages/1.png")
    assert f'data-notice="{other}"' in answer.text and 'data-mine="yes"' in answer.text
    last = post(client, other, "move/finish", 2, then="next")
    assert (last.status_code, last.headers["hx-redirect"]) == (204, "/queue")
    assert here.station.desk.notice(other).item.state is ItemState.DONE


def test_who_was_overtaken_is_told_what_changed(here: Here) -> None:
    client, notice_id = claimed(here)
    seen = here.station.desk.history(notice_id)[0].number
    post(client, notice_id, "comment", text="the client called")
    post(client, notice_id, "fields/caller_id", 2, verdict="confirmed", seen=seen)
    refused = post(client, notice_id, "fields/amount_due", 2, verdict="confirmed", seen=seen)
    assert refused.status_code == 409 and f'data-stale="{notice_id}"' in refused.text
    assert "<b>anna</b> comment" in refused.text and "field: caller_id" in refused.text
    assert "claim" not in refused.text.split("<ul>")[1]  # that was seen


@pytest.mark.parametrize(
    ("field", "text"), [("amount_due", "about nine"), ("due_date", "31/31/2018"), ("tin.last4", "123-45-6789")]
)
def test_what_can_not_be_a_value_is_refused_and_not_repeated(here: Here, field: str, text: str) -> None:
    client, notice_id = claimed(here)
    refused = post(client, notice_id, f"fields/{field}", 2, verdict="corrected", text=text)
    checked = post(client, notice_id, "check", field=field, text=text).json()
    assert refused.status_code == 400 and not checked["ok"] and checked["says"]
    assert text not in refused.text and text not in str(checked)
    assert here.station.desk.notice(notice_id).corrections == ()


def test_a_box_is_read_again_and_what_stands_there_is_offered(here: Here) -> None:
    client, notice_id = claimed(here)
    amount = next(h for h in here.station.desk.notice(notice_id).facts.heard["amount_due"])  # type: ignore[union-attr]
    box = " ".join(str(v) for v in amount.bbox)
    told = post(client, notice_id, "read", field="amount_due", page=amount.page, box=box).json()
    assert told["readings"][0]["ok"] and told["readings"][0]["shown"] == "$9,533.53"
    done = post(
        client, notice_id, "fields/amount_due", 2, verdict="corrected", text="9533.53", page=amount.page, box=box
    )
    assert done.status_code == 200
    made = here.station.desk.notice(notice_id).corrections[0].change
    assert (made.verdict, made.page, made.bbox) == ("confirmed", amount.page, amount.bbox)  # what was read stands
    assert post(client, notice_id, "read", field="amount_due", page=1, box="9 9 1 1").status_code == 400


def test_a_whole_number_comes_by_a_post_of_its_own(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[object, ...]] = []

    def whole(self: Store, *asked: object) -> str:
        looked.append(asked)
        return "999-88-1234"

    monkeypatch.setattr(Store, "whole_tin", whole, raising=False)
    client, notice_id = claimed(here)
    page = client.get(f"/notices/{notice_id}").text
    assert "999-88-1234" not in page and "***-**-1234" in page
    answer = post(client, notice_id, "number")
    assert answer.json() == {"number": "999-88-1234"}
    assert "no-store" in answer.headers["cache-control"]
    assert looked == [(notice_id, "anna", NOON)]
    assert client.get(f"/notices/{notice_id}/number").status_code == 405


def test_an_attachment_is_sealed_and_comes_back_as_a_download(here: Here) -> None:
    client, notice_id = claimed(here)
    sent = {"file": ("../evil.html", b"<script>alert(1)</script>", "text/html")}
    assert client.post(f"/notices/{notice_id}/attachments", files=sent, headers=PART).status_code == 200
    kept = [path for path in (here.station.home / "attachments").rglob("*") if path.is_file()]
    assert len(kept) == 1 and b"script" not in kept[0].read_bytes()
    back = client.get(f"/notices/{notice_id}/attachments/1")
    assert back.content == b"<script>alert(1)</script>"
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["content-disposition"] == "attachment; filename*=UTF-8''evil.html"


def test_without_a_key_nothing_is_attached(here: Here, tmp_path: Path) -> None:
    bare = replace(here.station, secrets=None)
    here.app.state.station = bare
    client, notice_id = claimed(here)
    assert (
        client.post(f"/notices/{notice_id}/attachments", files={"file": ("a", b"x")}, headers=PART).status_code == 400
    )
    assert not (bare.home / "attachments").exists()


def test_pictures_come_in_three_sizes(here: Here) -> None:
    client, notice_id = here.signed_in(), ids(here)[0]
    assert client.get(f"/notices/{notice_id}/pages/1.png?dpi=144").headers["content-type"] == "image/png"
    assert client.get(f"/notices/{notice_id}/pages/1.png?dpi=9999").status_code == 400


def test_a_lease_that_ran_out_holds_nothing(here: Here) -> None:
    _, notice_id = claimed(here, "anna")
    here.clock.go_on(hours=1)
    text = here.signed_in(Role.ANALYST, "ben").get(f"/notices/{notice_id}").text
    assert 'data-move="claim"' in text and "works on this notice" not in text


def test_other_notices_of_the_number_are_linked(tmp_path: Path) -> None:
    here = desk_of(tmp_path, clean("one.pdf", GOOD), clean("two.pdf", OTHER, tin=GOOD.tin, date="March 5, 2018"))
    one, two = ids(here)
    assert f'href="/notices/{two}"' in here.signed_in().get(f"/notices/{one}").text


def test_a_number_typed_into_free_text_is_masked(here: Here) -> None:
    client, notice_id = claimed(here)
    number = "987-65-4321"
    post(client, notice_id, "comment", text=f"spouse is {number}")
    post(client, notice_id, "fields/taxpayer.name", 2, verdict="corrected", text=f"JAMES {number}", why=number)
    post(client, notice_id, "overrule", 3, code="places_disagree", field="amount_due", why=f"told by {number}")
    desk = here.station.desk.notice(notice_id)
    assert number not in desk.model_dump_json() and "***-**-4321" in desk.comments[0].text


def test_forms_work_without_the_script(here: Here) -> None:
    client, notice_id = claimed(here)
    answer = client.post(f"/notices/{notice_id}/comment", data={"text": "hello"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/notices/{notice_id}")
    here.station.desk.move(notice_id, Move.RELEASE, ANNA, NOON)
    assert "hello" in client.get(f"/notices/{notice_id}").text
