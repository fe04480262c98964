"""Floor 1: the law and the day. What the paper says (`NoticeFacts`) becomes what has to be done (`Notice`).

    judge(facts, today=..., known=...) -> Notice
    identity(facts) -> NoticeIdentity
    check_data()                        every data file of this floor, strictly

Inside: `case` (one notice on the table) → `validate` (rules, findings) and `deadlines` (printed, statute, policy)
→ `status` → `classify`, `route` (queue, priority, words). Law is data: `parameters/`, `rights.yaml`; house policy
is data too: `policy.yaml`, `forms.yaml`, `queues.yaml`, `actions.yaml`.
"""

from .data import check_data
from .judgement import judge
from .recognise import identity

__all__ = ["check_data", "identity", "judge"]
