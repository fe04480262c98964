"""Floor 1: the law and the day. What the paper says (`NoticeFacts`) becomes what has to be done (`Notice`).

    judge(facts, today=..., known=...) -> Notice
    identity(facts) -> NoticeIdentity   and `identity_of` of a judged notice, which knows whether it is a copy
    check_data()                        every data file of this floor, strictly
    code_version()                      changes with every line of the code that judges

Inside: `case` (one notice on the table) → `validate` (rules, findings) and `clocks`, `deadlines` (printed, statute,
policy) → `status` → `classify`, `route` (queue, priority, words). Beside it, asked for when somebody looks: `why`
(every rule that fired), `options` (what can be done), `standing` (where a debt stands), `cases` (one taxpayer's
notices), `money` (what waiting costs), `guides` (what common guides say, and what became of it).

Law is data: `law/`, `rights.yaml`. So is the house's own: `queues.yaml` and `priority.yaml`, written in the condition
language of `conditions/`, `options/options.yaml`, `stages.yaml`, `cases/flags.yaml`, `policy.yaml`, `forms.yaml`,
`accounts.yaml`, `actions.yaml`. An owner's files are laid over by `law.open_law` and `book.open_book`.
"""

from .copies import identity_of
from .data import check_data
from .judgement import judge
from .recognise import identity
from .version import code_version

__all__ = ["check_data", "code_version", "identity", "identity_of", "judge"]
