"""All data files of the rules floor, loaded and held against each other. Wrong data of ours stops the program."""

from schemas.catalog import CatalogEntry, all_entries
from schemas.errors import InvalidData

from .accounts import health_payment_codes
from .book import standard_book
from .cases.flags import flag_rules
from .clocks import DEFAULT_ACTS
from .guides import missing_places
from .law import Parameter, standard_law
from .measured import measured
from .options.checklists import checklists
from .policy import form_groups, policy
from .rights import Right, rights
from .standing import stage_file
from .wording import action_file

# What a notice can ask for in words; one that asks for nothing is told what to do by its action.
SPOKEN_ASKS = ("pay_total", "pay_monthly", "pay_past_due", "proposes", "may_ask")


def check_data() -> None:
    """Loads the catalogue, the law, rights, policy, forms, queues, stages, options, flags, guides, actions and what
    was measured; raises InvalidData where one is wrong or two disagree, naming the file and the key."""
    law = standard_law().parameters
    measured()
    _check_rights(rights(), law)
    _check_catalogue(all_entries(), rights(), law)
    _check_book(all_entries(), law)
    _check_policy(all_entries())
    _check_actions()
    for place in missing_places():
        raise InvalidData(f"guides.yaml: claims.{place}: is not there", "name the place where it stands")
    forms = [form for group in form_groups() for form in group.forms]
    for form in forms:
        if forms.count(form) > 1:
            raise InvalidData(f"forms.yaml: groups: the form {form} stands in two groups", "keep one")


def _check_rights(found: dict[str, Right], known: dict[str, Parameter]) -> None:
    for key, right in found.items():
        for name in right.parameters:
            if name not in known:
                raise InvalidData(f"rights.yaml: rights.{key}: no parameter is called {name!r}", "correct the name")
        if right.days and known[right.days].unit == "usd":
            raise InvalidData(
                f"rights.yaml: rights.{key}.days: {right.days} is an amount, no window", "name a window"
            )
        if right.large and known[right.large.from_].unit != "usd":
            raise InvalidData(
                f"rights.yaml: rights.{key}.large.from: {right.large.from_} is no amount", "name an amount"
            )


def _check_catalogue(entries: tuple[CatalogEntry, ...], found: dict[str, Right], known: dict[str, Parameter]) -> None:
    """The catalogue's windows are those of the law as it stands last."""
    for entry in entries:
        if entry.right is None:
            continue
        right = found.get(entry.right)
        if right is None:
            raise InvalidData(f"notices.csv: {entry.code}: right: {entry.right!r} is not in rights.yaml", "add it")
        if entry.basis != "statute" or right.days is None:
            continue
        law = known[right.days]
        if (entry.window, entry.unit) != (law.values[-1].value, law.unit):
            raise InvalidData(
                f"notices.csv: {entry.code}: window: {entry.window} {entry.unit}, "
                f"but {right.days} is {law.values[-1].value} {law.unit}",
                "correct one of them",
            )


def _check_book(entries: tuple[CatalogEntry, ...], known: dict[str, Parameter]) -> None:
    """Every family has its route, and every figure that a condition names is one of the law's."""
    book = standard_book()
    asked = {f"queues.yaml: routes.{r.id}": r.when for r in book.routes}
    asked |= {f"options.yaml: options.{o.id}.offered": o.offered for o in book.options}
    asked |= {f"options.yaml: options.{o.id}.eligible": o.eligible for o in book.options}
    asked |= {f"options.yaml: options.{o.id}.check": c.when for o in book.options for c in o.check}
    asked |= {f"flags.yaml: flags.{f.id}": f.when for f in flag_rules()}
    asked |= {f"stages.yaml: reaches.{r.id}": r.when for r in stage_file().reaches}
    asked |= {f"stages.yaml: liens.{lien.id}": lien.when for lien in stage_file().liens}
    for where, when in asked.items():
        for name in sorted(when.law - set(known)):
            raise InvalidData(f"{where}: no parameter is called {name!r}", "correct the name")
    waits = [reach.wait for reach in stage_file().reaches if reach.wait]
    for name in (*stage_file().hops.values(), stage_file().latest_hop, *waits):
        if name not in known:
            raise InvalidData(f"stages.yaml: no parameter is called {name!r}", "correct the name")
    for option in book.options:
        for name in option.checklists:
            if name not in checklists():
                where = f"options.yaml: options.{option.id}.checklists"
                raise InvalidData(f"{where}: there is no list {name!r}", f"known are {', '.join(checklists())}")
    codes = {entry.code for entry in entries}
    for code in sorted(health_payment_codes() - codes):
        raise InvalidData(f"accounts.yaml: health_payment_codes: {code} is no code", "correct the code")


def _check_policy(entries: tuple[CatalogEntry, ...]) -> None:
    codes = {entry.code for entry in entries}
    for number, window in enumerate(policy().printed_day):
        for code in window.codes:
            if code not in codes:
                raise InvalidData(f"policy.yaml: printed_day.{number}.codes: {code} is no code", "correct the code")
        for key in window.rights:
            if key not in rights():
                raise InvalidData(f"policy.yaml: printed_day.{number}.rights: {key} is no right", "correct the key")


def _check_actions() -> None:
    words = action_file()
    wanted: dict[str, tuple[set[str], set[str]]] = {
        "rights": (set(rights()), set(words.rights)),
        "asks": (
            {"pay_total", "pay_monthly", "pay_past_due", "proposes", "may_ask"},
            {str(key) for key in words.asks},
        ),
        "actions": (set(DEFAULT_ACTS), set(words.actions)),
    }
    for part, (needed, given) in wanted.items():
        if needed != given:
            odd = ", ".join(sorted(needed ^ given))
            raise InvalidData(f"actions.yaml: {part}: missing or unknown: {odd}", "give each key its sentences")
