"""The text classifier of families: trained and measured. `python -m tests.families.train` makes the model that ships
in `extractors/templates/`, `python -m tests.families` prints how well it does on text it never saw."""
