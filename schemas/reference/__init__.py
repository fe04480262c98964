"""Reference data of the ground floor. Read by `schemas.catalog` only."""
