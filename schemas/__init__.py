"""Ground floor: the records every other floor speaks in. Imports nothing else of ours."""
