"""The measured places of the notices' blocks, in inches; one style for each variant of the design.

`bill` was measured on the collection notices of 2018 and 2019; `narrow` on the ITIN notice (header table further
left, wider text column); `early` has nearly the header of `narrow` over the columns of `bill`; `template` is the 2011
design, set in 9 point (only then do its long lines fit beside the section labels).
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Style:
    """Text columns begin at `left` and `column` and end at `edge`; `value_edge` is where amounts end."""

    size: float = 10
    pitch: float = 0.165
    logo: tuple[float, float, float, float] = (0.57, 0.50, 0.52, 0.70)  # x, y, width, height
    letterhead: tuple[float, float] = (1.19, 0.70)
    header: tuple[float, float, float] = (5.31, 6.81, 0.50)  # labels, values, top
    header_pitch: float = 0.17
    header_size: float = 10
    address: tuple[float, float] = (1.19, 1.97)
    title: float = 3.25
    columns: float = 3.98
    left: float = 0.57
    column: float = 3.57
    summary: float = 3.57  # the billing table and what stands below it
    edge: float = 8.14
    value_edge: float = 8.12
    row: float = 0.198
    label_size: float = 12
    continued: tuple[float, float] = (7.98, 7.21)  # right edge, top
    perforation: float = 7.5
    page2: float = 1.55  # where the columns of the second page begin
    stub_name: float = 2.66
    stub_labels: float = 5.18
    stub_values: float = 6.65
    stub_edge: float = 7.84
    contact: float = 3.25


BILL = Style()
EARLY = replace(
    BILL,
    logo=(0.52, 0.45, 0.62, 0.78),
    letterhead=(1.33, 0.54),
    address=(1.33, 1.97),
    header=(5.10, 6.65, 0.52),
    header_size=9.5,
    title=3.05,
    columns=3.76,
)
NARROW = replace(
    BILL,
    logo=(0.52, 0.45, 0.62, 0.78),
    letterhead=(1.33, 0.54),
    address=(1.33, 1.97),
    header=(4.92, 6.35, 0.52),
    header_size=9,
    left=0.52,
    column=3.29,
    summary=3.29,
    edge=8.05,
    value_edge=7.97,
    continued=(7.62, 7.2),
    perforation=7.58,
    stub_name=3.25,
    title=2.95,
    columns=3.66,
)
TEMPLATE = replace(
    NARROW,
    size=9,
    pitch=0.155,
    column=3.12,
    summary=3.45,
    edge=8.05,
    value_edge=7.97,
    row=0.19,
    contact=3.12,
    label_size=11,
)
STYLES = {"bill": BILL, "early": EARLY, "narrow": NARROW, "template": TEMPLATE}
