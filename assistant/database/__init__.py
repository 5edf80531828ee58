"""The database: what is indexed, which index is current, and every draft that was made.

    Database.open(url)      opens it, brings its tables up to date, refuses a damaged file
    drafts.record_draft     appends one draft; nothing changes or removes one
    answers.record_answer   notes what answered a question, record_gaps what did not

SQLite is the default and PostgreSQL works by URL. All statements are plain SQL with `:name`
binds. SQLite runs them through Python's own driver, every other database through SQLAlchemy,
because a cold `composure draft` would spend half a second on importing SQLAlchemy.
"""

from assistant.database.connection import Database, Transaction

__all__ = ["Database", "Transaction"]
