"""What a route of the page may use: the assistant, who asks, tokens for forms, work in threads."""

from assistant.web.access import Caller, allow, caller_of
from assistant.web.drafting import offload_draft, stream_draft
from assistant.web.problems import Problem
from assistant.web.sessions import csrf_token
from assistant.web.site import assistant_of, offload, site_of

__all__ = [
    "Caller",
    "Problem",
    "allow",
    "assistant_of",
    "caller_of",
    "csrf_token",
    "offload",
    "offload_draft",
    "site_of",
    "stream_draft",
]
