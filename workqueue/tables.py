"""The tables of the store. A document is the content of a file; an input is that content under a name in a run.

    runs 1-n inputs n-1 documents 1-n pages
                                  1-n notices n-1 work_items
                                  1-n judgements
                                  1-1 cuts

Whole records stand as JSON text, exactly as exported; the columns beside them only serve to filter and sort.
Days are ISO dates, money whole cents, instants ISO text. No column ever holds a whole taxpayer number in clear.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

# Named after what they hold down, so that a later migration can name them on either database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True),  # in the order in which the runs began
    Column("run_id", Text, nullable=False, unique=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("reader", Text, nullable=False),
    Column("summary", Text),
)

documents = Table(
    "documents",
    metadata,
    Column("document_id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("state", Text, nullable=False),  # pending, read, failed, disposed (see workqueue.disposal)
    Column("reader", Text),  # the version that read it; NULL when failed, so that another look is always due
    Column("readings", Integer, nullable=False),  # how often it was read or failed
    Column("seconds_cpu", Float),
    Column("second_reader", Boolean),
)

inputs = Table(
    "inputs",
    metadata,
    Column("file_id", Integer, primary_key=True),
    Column("run", ForeignKey("runs.run"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text),
    Column("size", BigInteger, nullable=False),
    Column("document_id", ForeignKey("documents.document_id")),  # NULL: set aside, for this reason
    Column("reason", Text),
    Column("sentence", Text),
    Column("readings_before", Integer, nullable=False),
    UniqueConstraint("run", "position"),
    Index(None, "document_id", "run"),
)

pages = Table(
    "pages",
    metadata,
    Column("document_id", ForeignKey("documents.document_id"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("fate", Text, nullable=False),
    Column("notice_id", Text),
    Column("reason", Text, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("notice", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.document_id"), nullable=False),
    Column("position", Integer, nullable=False),  # within the document, by first page
    Column("notice_id", Text, nullable=False),
    Column("notice_code", Text),
    Column("notice_date", Date),
    Column("due_date", Date),
    Column("amount_cents", BigInteger),  # NULL also beyond 64 bits: the record has the figure
    Column("tin_last4", Text),
    Column("tin_masked", Text),
    Column("taxpayer", Text),
    Column("tax_periods", Text, nullable=False),  # JSON
    Column("family", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("act_by", Date),
    Column("amount_due", Text),  # as exported
    Column("source_pages", Text, nullable=False),  # JSON
    Column("work_item", Text, nullable=False),  # JSON
    Column("findings", Text, nullable=False),  # the codes, separated by spaces
    Column("search", Text, nullable=False),  # what a person would look for, case folded
    Column("identity", Text, nullable=False),  # JSON, schemas.document.NoticeIdentity
    Column("record", Text, nullable=False),  # JSON, schemas.notice.Notice
    Column("facts", Text),  # JSON, schemas.notice.NoticeFacts as read; NULL where an older program read it
    Column("doubt", Float),  # the least confidence of a critical field
    Column("problem", Text, nullable=False, server_default=""),  # what needs a person first: a field or a finding
    Column("read_as", Text),  # the status that the machine gave it, whatever persons corrected since
    Column("machine", Text),  # JSON, the record as the machine judged it, where a person's word changed `record`
    Column("tin_sealed", Text),  # the whole number (schemas.sealing), where the paper prints it whole
    Column("tin_key", Text),  # its keyed hash
    UniqueConstraint("document_id", "notice_id"),
    Index(None, "notice_id"),
    Index(None, "tin_last4"),
    Index(None, "tin_key"),
)

# One row a notice, whatever number of files hold it. The columns from `notice` on repeat what the queue filters and
# sorts by of the notice as it is shown: kept by `workqueue.shown`, so that a page of the queue needs no other table.
work_items = Table(
    "work_items",
    metadata,
    Column("notice_id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("by_person", Boolean, nullable=False),  # a person has decided: another reading keeps the state
    Column("version", Integer, nullable=False, server_default="1"),  # counts up with every change
    Column("holder", Text),
    Column("lease_until", Text),  # in UTC
    Column("assignee", Text),
    Column("snoozed_until", Date),
    Column("came", Date),  # the day it was first judged on; NULL where that was not kept
    Column("closed", Boolean, nullable=False, server_default=false()),  # done or rejected
    Column("notice", Integer),  # the row of `notices` that is shown: that of the file that came first
    Column("pressing", Text, nullable=False, server_default=""),  # sorts most pressing first: see workqueue.shown
    Column("act_by", Date),
    Column("queue", Text, nullable=False, server_default=""),
    Column("status", Text, nullable=False, server_default=""),
    Column("read_as", Text),
    Column("family", Text, nullable=False, server_default=""),
    Column("notice_code", Text),
    Column("notice_date", Date),
    Column("amount_cents", BigInteger),
    Column("taxpayer", Text),
    Column("doubt", Float),
    Column("search", Text, nullable=False, server_default=""),
    Index("ix_work_items_pressing", "closed", "pressing", "notice_id", "snoozed_until"),
    Index("ix_work_items_queue", "closed", "queue", "pressing", "notice_id", "snoozed_until"),
    Index("ix_work_items_counts", "state", "queue"),
    Index("ix_work_items_holder", "holder", "closed", "pressing", "notice_id"),
    Index("ix_work_items_assignee", "assignee", "closed", "pressing", "notice_id"),
    Index(None, "came"),
)

# With what a document was judged each time it was read. Only ever added to: see workqueue.judgements.
judgements = Table(
    "judgements",
    metadata,
    Column("judgement", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.document_id"), nullable=False),
    Column("run", ForeignKey("runs.run")),  # NULL, as the five that follow, where it was not kept
    Column("day", Date),
    Column("law", Text),  # versions
    Column("rules", Text),
    Column("program", Text),
    Column("known_to", Integer),  # the last judgement whose notices the run found in the store
    Column("found", Text, nullable=False),  # JSON, a list of schemas.document.NoticeIdentity
    Column("by_person", Boolean, nullable=False, server_default=false()),  # a correction changed what was found
    Column("thresholds", Text),  # JSON, schemas.thresholds.Thresholds; NULL also where only they were not kept
    Index(None, "document_id"),
)

# How a person cut a document, if one did: schemas.cut.KeptCuts as JSON.
cuts = Table(
    "cuts",
    metadata,
    Column("document_id", ForeignKey("documents.document_id"), primary_key=True),
    Column("record", Text, nullable=False),
)

# By which other programs come in: see workqueue.tokens. Revoked ones stay.
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", Integer, primary_key=True),
    Column("name", Text, nullable=False),  # of the program; case folded. Once among those not revoked
    Column("holds", Text, unique=True),  # the name while the token holds, NULL when it is revoked
    Column("role", Text, nullable=False),
    Column("feed", Boolean, nullable=False),  # good for the calendar only
    Column("token", Text, nullable=False, unique=True),  # SHA-256
    Column("made", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("last_used", Text),
    Column("revoked", Text),
)
