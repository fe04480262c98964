"""The base of every record that leaves a floor: frozen, closed, strict."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Frozen; an unknown key is an error; equal by value."""

    model_config = ConfigDict(frozen=True, extra="forbid")
