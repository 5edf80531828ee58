"""Many drafts at once: rows in, one answer a row out, to be gone on with after any kill.

    open_source(path)                    the input, looked at before any work
    open_batch(source, out)              the output: locked, mended, what is still to do
    run(batch, assistant, jobs=1)        drafts what is to do; one bad row never stops the rest

The output is the only record of what is done: every line holds the row's number and the hash of
what the row said, and is written whole.
"""

from assistant.batch.plan import Batch, open_batch
from assistant.batch.run import Failure, Standing, Summary, run
from assistant.batch.source import Source, open_source

__all__ = [
    "Batch",
    "Failure",
    "Source",
    "Standing",
    "Summary",
    "open_batch",
    "open_source",
    "run",
]
