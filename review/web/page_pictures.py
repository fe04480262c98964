"""The one way to a picture of a page: covered for who may not see whole taxpayer numbers, never without a trace."""

from review.station import PageImage, Station
from schemas.desk import Permission, Person
from schemas.notice import Notice
from workqueue.seen_pages import Look


def picture_of(station: Station, notice: Notice, page: int, who: Person, dpi: int) -> PageImage:
    """Any page of the notice's file. Raises BadArguments where it can't be shown."""
    sha256, covered = notice.source.sha256, not who.may(Permission.UNMASK)
    boxes = station.desk.number_boxes(sha256, page) if covered else None
    picture = station.scans.page_image(sha256, page, dpi=dpi, covered=boxes)
    look = Look(
        asked=notice.notice_id,
        sha256=sha256,
        page=page,
        who=who.name,
        printed=picture.whole_number,
        covered=covered,
    )
    station.desk.saw_page(look, station.now())
    return picture
