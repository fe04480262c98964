"""Notices of one taxpayer joined to a case: what follows what, what it comes to, and when to lift it to someone else.

    join.case_file(notice_id, notices, today=...) -> CaseFile
    flags.flags_of(sheet) -> flags

Nothing is imported here: `why` needs the flags, and `join` needs `why`.
"""
