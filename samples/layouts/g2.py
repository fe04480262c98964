"""The layouts of the redesigned family and what tells them apart."""

from dataclasses import replace

from samples.fonts import HELVETICA
from samples.paper import Paper
from samples.sheet import Sheet

from .base import Layout
from .grid import Geometry, draw
from .header import Table
from .stubs import Coupon

_NOTICES = frozenset({"notice", "acs"})
_BOTH = frozenset({"en", "es"})
_MEASURED = Geometry(family=HELVETICA)
_SCANLESS = frozenset({"CP501", "CP503", "CP504", "CP523"})  # coupons without a scan line, as on the specimens


def _of_paper(paper: Paper, g: Geometry) -> Geometry:
    """What varies between notices of one layout."""
    if paper.code in _SCANLESS:
        g = replace(g, coupon=replace(g.coupon, scan=None))
    return g


def _g2_2017(paper: Paper) -> Sheet:
    lower = paper.rng.choice((0.0, 0.0, 26.0))  # CP501 sets its title lower than CP503
    g = replace(_MEASURED, title_y=(245.0 + lower, 268.0 + lower), header_form=0.2)
    return draw(paper, _of_paper(paper, replace(g, table=replace(g.table, push=paper.rng.random() < 0.4))))


G2_2017 = Layout(
    name="g2_2017",
    years=(2016, 2023),
    styles=_NOTICES,
    draw=_g2_2017,
    langs=_BOTH,
    masks={"": 6, "X": 3, "*": 1},
)


def _g2_2010(paper: Paper) -> Sheet:
    g = Geometry(
        table=Table(394.0, 500.0, 44.0, 11.8, 9.5, push=paper.rng.random() < 0.3),
        office_x=92.0,
        office_y=52.0,
        logo=(36.0, 74.0, 19.0),
        mail_x=90.0,
        mail_y=148.0,
        title_y=(228.0, 250.0),
        title_x=36.0,
        title_size=(12.5, 18.0),
        left_x=36.0,
        left_width=172.0,
        right_x=236.0,
        right_end=578.0,
        label_width=184.0,
        body=9.5,
        pitch=11.6,
        row_pitch=13.4,
        row_rules=True,
        coupon=Coupon(top=548.0, name_x=170.0, table_x=380.0, value_x=484.0, logo=(36.0, 56.0),
                      word=(24.0, 88.0, 19.0), remit=(24.0, 142.0), amount=(330.0, 138.0, 566.0),
                      scan=(150.0, 222.0), boxed=True),
        header_form=0.15,
    )  # fmt: skip
    return draw(paper, _of_paper(paper, g))


G2_2010 = Layout(
    name="g2_2010",
    years=(2010, 2016),
    styles=_NOTICES,
    draw=_g2_2010,
    langs=_BOTH,
    masks={"": 7, "X": 2, "*": 1},
    spaced=0.12,
)


def _g2_narrow(paper: Paper) -> Sheet:
    """After the boxes measured on the CP565 specimen: wider header, narrower margins."""
    g = Geometry(
        table=Table(354.2, 457.2, 47.0),
        office_x=95.8,
        office_y=49.0,
        logo=(36.0, 72.0, 20.0),
        mail_x=82.0,
        mail_y=158.0,
        title_y=(240.0, 262.0),
        title_x=38.0,
        title_size=(12.0, 16.0),
        left_x=38.0,
        left_width=176.0,
        right_x=237.0,
        right_end=574.0,
        label_width=180.0,
        body=10.0,
        pitch=11.9,
        coupon=Coupon(top=544.0, name_x=234.0, table_x=400.0, value_x=492.0, logo=(20.0, 48.0),
                      word=(31.0, 92.0, 18.0), remit=(31.0, 130.0), amount=(234.0, 132.0, 560.0),
                      scan=(170.0, 210.0)),
        header_form=0.1,
    )  # fmt: skip
    return draw(paper, _of_paper(paper, g))


G2_NARROW = Layout(
    name="g2_narrow",
    years=(2012, 2020),
    styles=_NOTICES,
    draw=_g2_narrow,
    langs=_BOTH,
    masks={"": 6, "X": 3, "*": 1},
)


def _g2b_2024(paper: Paper) -> Sheet:
    g = Geometry(
        table=Table(372.0, 486.0, 46.0, 12.4),
        office_y=58.0,
        mail_y=160.0,
        title_y=(238.0, 264.0),
        title_size=(13.0, 18.5),
        right_x=250.0,
        right_end=580.0,
        coupon=Coupon(top=528.0, boxed=True, scan=(190.0, 224.0)),
        coupon_page=0,
        corner=paper.rng.choice(("SB", "WI", "LB")),
        header_form=0.1,
    )
    return draw(paper, _of_paper(paper, g))


G2B_2024 = Layout(
    name="g2b_2024",
    years=(2024, 2026),
    styles=_NOTICES,
    draw=_g2b_2024,
    langs=_BOTH,
    masks={"X": 9, "*": 1},
    tin_key="tin",
    caller_digits=(6,),
    page_text=1800,
)
