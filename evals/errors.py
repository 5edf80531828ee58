"""What can go wrong in a suite; the base of the tree stands in `assistant.errors`.

ComposureError
├── UsageError
│   └── SuiteError        a suite, sample, run or baseline that cannot be used (exit code 2)
└── RunError              a run that cannot go on: its tape or folder cannot be written

NeedsRecording and OverBudget are no ComposureErrors: drafting turns a failing model into an
offline reply, and a missing recording must never become one.
"""

from __future__ import annotations

from assistant.errors import ComposureError, UsageError


class SuiteError(UsageError):
    """A suite, a sample, a run or a baseline that cannot be used."""

    kind = "suite"


class RunError(ComposureError):
    """A run that cannot go on."""

    kind = "run"


class NeedsRecording(Exception):
    """The tape does not hold this generation, and this run may not ask the model."""


class OverBudget(Exception):
    """The next call would pass the cost that this run may have."""


class NoAnswer(Exception):
    """A written model has no answer for this sample."""
