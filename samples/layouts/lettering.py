"""What letters of all layouts share: how they print their number, whom they greet, how they end."""

from samples.flow import Flow
from samples.paper import Paper


def number(paper: Paper) -> str:
    """ "1058", "226-J", "5071C": the letter's number as letters print it."""
    digits = paper.code[1:]
    return f"{digits[:-1]}-{digits[-1]}" if digits.endswith("J") else digits


def salutation(paper: Paper) -> str:
    rng = paper.rng
    return "Dear Taxpayer:" if rng.random() < 0.6 else f"Dear {paper.case.name}:"


def respond(paper: Paper) -> list[tuple[str, str]]:
    """The labelled day to act, where the letter has one."""
    key = {"hearing": "hearing_by", "reply": "respond_by", "petition": "petition_by"}.get(paper.due_kind)
    if key is None or paper.due is None:
        return []
    return [(paper.words.phrase(key), paper.manner.day(paper.due))]


def closing(out: Flow, paper: Paper) -> None:
    """Sincerely yours, a name that belongs to nobody, enclosures."""
    t = out.type
    out.y += 8
    out.need(70)
    out.line("Sincerely yours,", t.family.regular, t.size, pitch=30)
    out.line(paper.contact[0], t.family.regular, t.size)
    out.line(paper.words.phrase("signer"), t.family.regular, t.size, pitch=20)
    out.line("Enclosures: envelope, Publication 1, Notice 609", t.family.regular, t.size - 1)
