"""A small typed language for the conditions that stand in rule files. No code is run: a condition is data.

facts.yaml    the words of the language: each fact with its kind, its meaning, and what a person is asked for it
language      a condition as written -> a `Condition`; what is misspelt or of the wrong kind is refused
answers       what a condition says of a `Sheet` of facts: yes, no, or not known, and what is missing
"""

from .answers import UNKNOWN, Answer, Limits, Sheet, Unknown, Used
from .facts import Fact, FactKind, fact_table
from .language import Condition, When, parse

__all__ = [
    "UNKNOWN",
    "Answer",
    "Condition",
    "Fact",
    "FactKind",
    "Limits",
    "Sheet",
    "Unknown",
    "Used",
    "When",
    "fact_table",
    "parse",
]
