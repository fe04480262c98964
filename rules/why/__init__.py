"""Why a notice stands where it stands: every rule that fired, with the facts it used, its citation, and the law's day."""
