"""A whole mailroom: its truth accounts for every page, and its seed for every byte."""

import hashlib
import os
from collections import Counter, defaultdict
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from samples.build import build
from samples.draw import HELD_OUT_LAYOUTS
from samples.mail.chance import Odds
from samples.mail.room import Room
from samples.mail.works import Works
from samples.wear.clean import Clean
from schemas.ledger import PageFate
from schemas.truth import TruthMailroom

from .make import bytes_of, pages_in

NOTICES = 10


@pytest.fixture(scope="module")
def mailroom(tmp_path_factory):
    out = tmp_path_factory.mktemp("mailroom")
    return out, build(11, NOTICES, out)


def hashes(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def disk_name(shown):
    r"""The name on disk of a name as shown, in which a byte that is no UTF-8 stands as \xe9."""
    return shown.replace("\\xe9", "\udce9")


def test_it_has_the_notices_that_were_asked_for(mailroom):
    assert len(mailroom[1].notices) == NOTICES


def test_every_page_of_every_readable_file_is_accounted_for_once(mailroom):
    out, truth = mailroom
    pages = defaultdict(list)
    for page in truth.pages:
        pages[page.file].append(page.page)
    for file in truth.files:
        if file.readable:
            assert pages[file.file] == list(range(1, file.pages + 1)), file
            assert pages_in(bytes_of(out / "mail", disk_name(file.file))) == file.pages, file
        else:
            assert pages[file.file] == [0]
    assert set(pages) == {f.file for f in truth.files}
    assert len(truth.files) == len({f.file for f in truth.files})


def test_every_file_on_disk_is_in_the_truth(mailroom):
    out, truth = mailroom
    known = {disk_name(f.file) for f in truth.files}
    for path in (out / "mail").rglob("*"):
        if path.is_file():
            name = path.relative_to(out / "mail").as_posix()
            assert name in known or any(k.startswith(name + "/") for k in known)


def test_a_notice_s_pages_are_the_pages_of_the_ledger(mailroom):
    _, truth = mailroom
    of = defaultdict(set)
    for page in truth.pages:
        if page.fate is PageFate.NOTICE:
            of[page.sample_id].add((page.file, page.page))
    for notice in truth.notices:
        assert of.pop(notice.sample_id) == {(notice.file, p) for p in notice.pages}
        assert all(a.page in notice.pages for a in notice.amounts)
        assert len(notice.pages) == notice.pages_printed or "missing_page" in notice.defects
    assert not of


def test_what_is_repeated_names_what_it_repeats(mailroom):
    _, truth = mailroom
    ids = [n.sample_id for n in truth.notices]
    assert len(set(ids)) == len(ids)
    assert all(n.duplicate_of in ids for n in truth.notices if n.duplicate_of)


def test_files_that_are_no_copies_differ_and_copies_come_later(mailroom):
    out, truth = mailroom
    first = {}
    copies = {p.file for p in truth.pages if p.note.startswith("copy of the same file")}
    for file in sorted(truth.files, key=lambda f: os.fsencode(disk_name(f.file))):
        if file.readable:
            digest = hashlib.sha256(bytes_of(out / "mail", disk_name(file.file))).hexdigest()
            assert (digest in first) == (file.file in copies), file
            first.setdefault(digest, file.file)


def test_the_truth_on_disk_is_the_truth_returned(mailroom):
    out, truth = mailroom
    assert TruthMailroom.model_validate_json((out / "truth/truth.json").read_text("utf-8")) == truth
    assert len((out / "truth/notices.jsonl").read_text("utf-8").splitlines()) == NOTICES


def test_held_out_layouts_stay_out_unless_asked_for(mailroom, tmp_path):
    assert not {n.layout for n in mailroom[1].notices} & HELD_OUT_LAYOUTS
    truth = build(1, 2, tmp_path, layouts=sorted(HELD_OUT_LAYOUTS), wears=["digital"], hostile=False)
    assert {n.layout for n in truth.notices} <= HELD_OUT_LAYOUTS


def test_hostile_files_and_wild_names_are_all_there(mailroom):
    out, truth = mailroom
    assert {"encrypted", "zip_bomb", "many_pages", "jpeg_cut"} <= {f.hostile for f in truth.files}
    names = [os.fsencode(path.name) for path in (out / "mail/names").iterdir()]
    assert any(b"\n" in n for n in names) and any(n.startswith(b"-") for n in names)
    assert any(b"987654320" in n for n in names) and any(b"\xe9" in n and b"\xc3\xa9" not in n for n in names)


@pytest.mark.parametrize("wear", ["fax", "digital", "mixed", "lying_layer"])
def test_a_seed_gives_the_same_bytes_and_only_the_wear_asked_for(wear, tmp_path):
    truths = [build(3, 1, tmp_path / n, wears=[wear], hostile=False) for n in ("a", "b")]
    assert truths[0] == truths[1]
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")
    assert {n.wear for n in truths[0].notices} == {wear}


@pytest.mark.parametrize("wear", ["harsh", "destroyed"])
def test_the_hardest_levels_can_be_had_by_themselves_and_again(wear, tmp_path):
    truths = [build(6, 3, tmp_path / n, wears=[wear], hostile=False) for n in ("a", "b")]
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")
    assert {n.wear for n in truths[0].notices} == {wear}


def test_every_destroyed_notice_tells_what_is_wrong_and_only_what_is_lost_forbids(tmp_path):
    odds = Odds.of(None, ["destroyed"])
    works = Works(9, 16, odds, Room(tmp_path), hostile=False)
    for n in range(16):
        works.single(Random(n))
    notices = works.room.truth(9).notices
    ways = Counter(d.split(":")[0] for n in notices for d in n.defects)
    assert set(ways) >= {"illegible", "spoilt_once", "places_disagree"}
    for notice in notices:
        assert notice.wear == "destroyed"
        lost = [d for d in notice.defects if not d.startswith("spoilt_once")]
        assert notice.defects
        assert notice.accept_forbidden == bool(lost)


def test_an_ordinary_mailroom_has_a_modest_share_of_the_hardest_levels():
    odds = Odds.of()
    whole = sum(odds.wears.values())
    assert 0.05 <= odds.wears["harsh"] / whole <= 0.1
    assert 0.03 <= odds.wears["destroyed"] / whole <= 0.07
    rng, seen = Random(4), Counter()
    for _ in range(300):
        seen[odds.device(rng, seen).level] += 1
    assert 12 <= seen["harsh"] <= 36
    assert 6 <= seen["destroyed"] <= 26


def test_another_seed_gives_other_mail(tmp_path):
    truths = [build(seed, 1, tmp_path / str(seed), wears=["digital"], hostile=False) for seed in (1, 2)]
    assert truths[0].notices != truths[1].notices


def test_progress_is_told_up_to_the_end(tmp_path):
    told = []
    build(5, 2, tmp_path, wears=["digital"], hostile=False, progress=lambda done, all_: told.append((done, all_)))
    assert told[-1] == (2, 2)
    assert told == sorted(told)


def test_unknown_names_and_used_folders_are_refused(tmp_path):
    with pytest.raises(ValueError, match="no_such"):
        build(1, 1, tmp_path, layouts=["no_such"])
    with pytest.raises(ValueError, match="no_such"):
        build(1, 1, tmp_path, wears=["no_such"])
    (tmp_path / "mail").mkdir()
    with pytest.raises(FileExistsError):
        build(1, 1, tmp_path)


def test_pictures_open_as_what_their_bytes_are(mailroom):
    out, truth = mailroom
    for file in truth.files:
        data = bytes_of(out / "mail", disk_name(file.file)) if file.readable else b""
        if data and b"%PDF-" not in data[:1024]:
            with Image.open(BytesIO(data)) as picture:
                assert picture.format in ("TIFF", "JPEG", "PNG")


def test_most_files_are_one_of_many_kinds(mailroom):
    counts = Counter(p.fate for p in mailroom[1].pages)
    assert counts[PageFate.NOTICE] > 20
    assert counts[PageFate.QUARANTINED] >= 20


@pytest.mark.parametrize("stem", ["скан 7", "📠 fax 7"])
def test_what_sorts_behind_the_copies_is_never_copied(tmp_path, stem):
    """Seed 20291110 failed: its copy would have been read before the file that it is a copy of."""
    works = Works(9, 4, Odds.of(["simple_2024"], ["clean"]), Room(tmp_path), hostile=False)
    page = works._scanned(works._draw(Random(1)), Random(1), Clean())[0]
    for name in (f"{stem}.pdf", "inbox/first.pdf"):
        works.room.deliver(name, "pdf", page)
        works._single_pdfs.append(name)
        for n in range(3):
            works.copy(Random(n))
    copies = [(tmp_path / "mail" / name).read_bytes() for name in works.room.names if name.startswith("~copies/")]
    assert copies == [(tmp_path / "mail" / "inbox" / "first.pdf").read_bytes()] * 3
