"""`show --image`: the pages of a notice, upright, with what was read on them."""

import os
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from extractors.intake import blob_path
from extractors.reader import upright_image
from review.console import file_name
from review.evidence import marks_on, pages_with_evidence, without_place
from review.page_image import PagePicture, draw
from schemas.cut import KeptCuts
from schemas.errors import BadArguments
from schemas.notice import Notice
from schemas.privacy import redact
from schemas.sealing import Sealer
from workqueue import StoredNotice

from . import reading
from .settings import Settings

DPI = 150


def draw_pages(settings: Settings, stored: StoredNotice, to: Path, kept: KeptCuts | None = None) -> Iterator[Path]:
    """Writes the first page with evidence to `to`, the others beside it, for their owner only; the paths written.
    `kept`: how a person cut the file."""
    notice = stored.notice
    blob = blob_path(settings.blobs, notice.source.sha256)
    if not blob.exists():
        raise BadArguments(
            f"the scan of this notice is not in {settings.blobs}",
            "name the data folder it was taken into (NOTICEDESK_HOME)",
        )
    how = reading.from_settings(settings)
    reader = reading.build(how)
    turned = kept.turned if kept else {}
    for number, page in enumerate(pages_with_evidence(notice) or notice.source.pages[:1]):
        path = to if number == 0 else to.with_name(f"{to.stem}-page{page}{to.suffix}")
        picture = _picture(reader, stored, blob, (page, turned.get(page)), how.sealer)
        _save_private(draw(picture), path)
        yield path


def _picture(
    reader: reading.Reading, stored: StoredNotice, blob: Path, which: tuple[int, int | None], sealer: Sealer | None
) -> PagePicture:
    page, turned = which
    notice, kind = stored.notice, stored.kind
    file = file_name(notice.source.file)
    how = reader.read_page(blob, kind, page, turned)  # says how the page was turned: boxes refer to it upright
    return PagePicture(
        image=upright_image(blob, kind, page, how, dpi=DPI, sealer=sealer),
        points=(how.width, how.height),
        marks=marks_on(notice, page),
        title=_title(notice),
        subtitle=f"{file}, page {page} of {stored.document_pages} · {notice.notice_id}",
        footnote=without_place(notice),
    )


def _title(notice: Notice) -> str:
    status = notice.validation.status.value.replace("_", " ")
    item = notice.work_item
    due = f", act by {item.act_by.isoformat()}" if item.act_by else ""
    return f"{notice.notice_code or 'No readable code'} · {status} · {item.queue}{due}"


def _save_private(image: Image.Image, path: Path) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise BadArguments(f"{redact(str(path))} can't be written ({error.strerror})", "name another file") from None
    with os.fdopen(handle, "wb") as file:
        image.save(file, format="PNG", optimize=True)
