"""Notices of one taxpayer joined to a case: what follows what, what it comes to, and when to lift it to someone else."""
