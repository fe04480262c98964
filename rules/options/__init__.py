"""What can be done: options with eligibility, form, place, the cost of waiting, and citation (`options.yaml`)."""

from .engine import options_of
from .records import AnsweredOption, Option, OptionFile

__all__ = ["AnsweredOption", "Option", "OptionFile", "options_of"]
