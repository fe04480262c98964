"""The figures of groups of notices: a wear level, a layout, a code, everything."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rules.bounds import upper_bound
from schemas.notice import CRITICAL_FIELDS

from .score import LEVELS, Judged


@dataclass(frozen=True, slots=True)
class Group:
    """Shares are of 0..1, None where there is nothing to count.

    Of the `legible` notices: `exact` by critical field, `critical` over all of them, `all_exact` notices with every
    critical field right. `accepted` is of all notices, `accepted_of_acceptable` of those that no printed
    contradiction, missing page or illegible value keeps for a person. Over all notices: `cut_right`,
    `silent_fields` (a notice accepted against its truth counts as one), `silent_notices`, and `silent_bound`, below
    which the share of silent errors among the accepted critical fields lies with 95 % confidence; `forbidden` notices
    that a person must see, and how many of them were accepted.
    """

    group: str
    notices: int
    legible: int
    acceptable: int
    exact: Mapping[str, float | None]
    critical: float | None
    all_exact: float | None
    accepted: float | None
    accepted_of_acceptable: float | None
    accepted_fields: int
    silent_fields: int
    silent_notices: int
    silent_bound: float
    forbidden: int
    forbidden_accepted: int
    sure_and_wrong: int
    cut_right: float | None


def grouped(name: str, judged: Sequence[Judged]) -> Group:
    """The figures of `judged`."""
    legible = [j for j in judged if j.legible]
    acceptable = [j for j in judged if j.acceptable]
    accepted = [j for j in judged if j.accepted]
    exact = {f: share(legible, lambda j, f=f: f not in j.wrong) for f in CRITICAL_FIELDS}  # type: ignore[misc]
    silent = sum(len(j.silent_errors) for j in judged)
    fields = len(accepted) * len(CRITICAL_FIELDS)
    return Group(
        group=name,
        notices=len(judged),
        legible=len(legible),
        acceptable=len(acceptable),
        exact=exact,
        critical=_mean([v for v in exact.values() if v is not None]),
        all_exact=share(legible, lambda j: not j.wrong),
        accepted=share(judged, lambda j: j.accepted),
        accepted_of_acceptable=share(acceptable, lambda j: j.accepted),
        accepted_fields=fields,
        silent_fields=silent,
        silent_notices=sum(1 for j in judged if j.silent_errors),
        silent_bound=upper_bound(min(silent, fields), fields),
        forbidden=len(judged) - len(acceptable),
        forbidden_accepted=sum(1 for j in accepted if not j.acceptable),
        sure_and_wrong=sum(len(j.sure_and_wrong) for j in judged),
        cut_right=share(judged, lambda j: j.cut_right),
    )


def share(judged: Sequence[Judged], holds: Callable[[Judged], bool]) -> float | None:
    """The share for which `holds`, None of none."""
    return sum(1 for j in judged if holds(j)) / len(judged) if judged else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def by(judged: Sequence[Judged], key: Callable[[Judged], str]) -> list[Group]:
    """A group for each value of `key`, by name."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        parts[key(item)].append(item)
    return [grouped(name, parts[name]) for name in sorted(parts)]


def by_wear(judged: Sequence[Judged]) -> list[Group]:
    """A group for each wear level, in the order of `LEVELS`."""
    found = {g.group: g for g in by(judged, lambda j: j.truth.wear)}
    return [found[wear] for wear in LEVELS if wear in found]


def by_level(judged: Sequence[Judged]) -> list[Group]:
    """Clean, worn, harsh, destroyed as far as they are there, then everything."""
    found = {g.group: g for g in by(judged, lambda j: LEVELS[j.truth.wear])}
    return [*(found[level] for level in dict.fromkeys(LEVELS.values()) if level in found), grouped("all", judged)]


def by_severity(judged: Sequence[Judged], step: float = 0.25) -> list[Group]:
    """Worn and harsh notices by how hard the wear is within its level."""

    def band(item: Judged) -> str:
        low = min(int(item.truth.severity / step), round(1 / step) - 1) * step
        return f"{LEVELS[item.truth.wear]} {low:.2f}-{low + step:.2f}"

    return by([j for j in judged if LEVELS[j.truth.wear] in ("worn", "harsh")], band)


def worst_codes(judged: Sequence[Judged], most: int = 10) -> list[Group]:
    """Codes with a wrong field or a silent error, the worst first."""
    codes = by(judged, lambda j: j.truth.notice_code or "none")
    bad = [g for g in codes if g.silent_fields or (g.all_exact is not None and g.all_exact < 1)]
    return sorted(bad, key=lambda g: (-g.silent_notices, g.all_exact if g.all_exact is not None else 1.0))[:most]
