"""The sets: kept while their generator stays, built anew when it changes, complete or not there."""

from pathlib import Path
from random import Random

import pytest

from samples.wear import pick_device
from schemas.ledger import PageFate
from schemas.truth import TruthFile
from tests.benchmark import baselines, cases, ingest_run, sets, specimen_set
from tests.benchmark.cost import FileCost, cost
from tests.benchmark.score import score
from tests.specimens.source import available
from tests.specimens.typeset import filled, specimens

from .make import mailroom, page, read_notice, truth_notice


def test_a_fingerprint_changes_with_text_and_name_and_not_with_what_was_compiled(tmp_path: Path):
    (tmp_path / "a.py").write_text("one")
    first = sets.fingerprint([tmp_path])
    (tmp_path / "a.pyc").write_text("compiled")
    assert sets.fingerprint([tmp_path]) == first
    (tmp_path / "a.py").write_text("two")
    second = sets.fingerprint([tmp_path])
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, sets.fingerprint([tmp_path])}) == 3


def make(out: Path) -> None:
    (out / "mail").mkdir()


def test_a_set_is_built_once_and_the_one_of_another_generator_goes(tmp_path: Path):
    said: list[str] = []
    for version in ("v1", "v1", "v2"):
        folder = sets._cached(tmp_path / f"built-7-150-{version}", "a set", make, said.append)
        assert (folder / "mail").is_dir()
    assert len(said) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["built-7-150-v2"]


def test_a_set_of_another_size_stays(tmp_path: Path):
    for stem in ("built-7-150", "built-7-1"):
        sets._cached(tmp_path / f"{stem}-v1", "a set", make, lambda _: None)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_set_that_was_not_finished_is_built_again(tmp_path: Path):
    def fail(out: Path) -> None:
        make(out)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        sets._cached(tmp_path / "built-7-1-v1", "a set", fail, lambda _: None)
    assert (sets._cached(tmp_path / "built-7-1-v1", "a set", make, lambda _: None) / "mail").is_dir()
    assert [p.name for p in tmp_path.iterdir()] == ["built-7-1-v1"]


@pytest.mark.specimens
@pytest.mark.skipif(not available(), reason="the official specimens are not beside this checkout")
@pytest.mark.parametrize("level", ["digital", "fax"])
def test_a_worn_specimen_keeps_its_truth_and_has_its_pages(level: str):
    specimen = filled(specimens()[0], 3)
    pile = specimen_set.worn(specimen, pick_device(level, Random(1), 0.4), Random(1))
    (told,) = pile.placed("x.pdf")
    assert (told.wear, told.pages, told.notice_code) == (level, (1, 2), specimen.truth.notice_code)
    assert [leaf.fate for leaf in pile.leaves] == [PageFate.NOTICE] * 2
    assert all((leaf.page.raster is None) is (level == "digital") for leaf in pile.leaves)


def test_others_read_scanned_files_of_one_legible_undamaged_notice(tmp_path: Path):
    wanted = [
        truth_notice("fit", (1, 2), "fit.pdf"),
        truth_notice("one", (1,), "batch.pdf"),
        truth_notice("two", (2,), "batch.pdf"),
        truth_notice("ink", (1,), "ink.pdf", defects=("illegible:amount_due",)),
        truth_notice("damaged", (1,), "damaged.pdf"),
        truth_notice("archived", (1,), "a.zip/archived.pdf"),
    ]
    names = sorted({n.file for n in wanted})
    for name in names:
        if "/" not in name:
            (tmp_path / name).touch()
    files = [TruthFile(file=n, pages=3, readable=True, hostile="cut" * (n == "damaged.pdf")) for n in names]
    truth = mailroom(wanted, [page("born.pdf", 1, PageFate.NOTICE, wear="digital")], files)
    chosen = baselines.sample(truth, tmp_path, 100, 1)
    assert [(c.notice.sample_id, c.pages) for c in chosen] == [("fit", 3)]


def test_our_part_of_the_comparison_is_what_the_run_spent_on_those_files():
    wanted = [truth_notice("n1", (1, 2), "a.pdf"), truth_notice("n2", (1, 2), "b.pdf")]
    read = [read_notice(1, file="a.pdf"), read_notice(2, file="b.pdf", tax_periods=(), due_date=None)]
    chosen = [baselines.Sampled(n, 4) for n in wanted]
    files = [FileCost("a.pdf", 4, 1.0), FileCost("b.pdf", 4, 3.0), FileCost("c.pdf", 2, 9.0)]
    spent = cost(mailroom(wanted), files, 14.0, 20.0, 300.0)
    found = baselines.ours(chosen, score(mailroom(wanted), read, []).judged, files, spent, "0.1")
    assert (found.pages, found.notices) == (8, 2)
    assert found.cpu_a_page == pytest.approx(4.0 / 8 + 1.0 / 10)
    assert (found.fields_exact, found.notices_exact) == (0.9, 0.5), "periods are none of the five fields"


def test_a_case_tells_what_is_printed_and_what_was_read_the_worst_first():
    wanted = [truth_notice("n1"), truth_notice("n2", (3, 4)), truth_notice("n3", (5,))]
    read = [read_notice(1, (1, 2)), read_notice(2, (3, 4), notice_code="CP501")]
    found = cases.worst_first(score(mailroom(wanted), read, []))
    assert [c.truth.sample_id for c in found] == ["n2", "n3"]
    told = "\n".join(cases.told(found[0]))
    assert "SILENT notice_code" in told
    assert "CP14 was read as CP501" in told
    assert "no notice was read" in "\n".join(cases.told(found[1]))


def test_a_run_sees_no_store_and_no_server_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in ("NOTICEDESK_DB", "PREFECT_API_URL", "NOTICEDESK_HOME", "NOTICEDESK_TESSERACT"):
        monkeypatch.setenv(name, "elsewhere")
    told = ingest_run.environment(tmp_path)
    assert {k: v for k, v in told.items() if v == "elsewhere"} == {"NOTICEDESK_TESSERACT": "elsewhere"}
    assert told["NOTICEDESK_HOME"] == str(tmp_path)
