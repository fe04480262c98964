"""Alembic scripts, run by `workqueue.upgrade` on opening a store; there is no alembic.ini.

A change of `workqueue/tables.py` needs a new script `versions/v<number>_<what>.py` whose `down_revision` is the one
before, and its number at the end of `workqueue.upgrade.REVISIONS`. A test lists what a script fails to do.
"""
