"""What must never show in a customer's text: notes, ids, figures, placeholders, tools (D34)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_TOOLS = (
    r"(?:zendesk|freshdesk|freshservice|salesforce|jira|servicenow|intercom|hubspot|confluence|sharepoint|slack channel|gorgias"
    r"|help ?scout|front ?app|kustomer|gladly|oracle|netsuite|sap|siebel|dynamics|pega|genesys|five9|talkdesk|avaya|workday|tableau|looker"
    r"|power bi|splunk|datadog|pagerduty|grafana|sentry|stripe dashboard|asana|trello|monday\.com|notion|airtable|guidewire|amadeus|sabre|fidelio|opera pms)"
)
_INTERNAL = Phrases(
    r"\{[^{}\n]{0,60}\}", r"\{\{|\}\}", r"\$\{", r"<\|[^|\n]{0,20}\|>", r"%(?-i:[A-Z_]{3,})%", r"%\w+%", r"(?-i:\$[A-Z_]{3,}\b)", r"@@\w+@@", r"\|\*?\w+\*?\|",
    r"<(?:/?[A-Za-z_][\w /-]{0,30})>", r"#(?:REF|N/A|NAME|VALUE)[!?]?", r"<<[^<>\n]{1,40}>>",
    r"(?-i:\b(?:TODO|TBD|TBC|FIXME|XXX+|NaN|N/A)\b)", r"\b(?:undefined|lorem ipsum)\b", r"(?-i:\bX{2,}\b)", r"_{3,}", r"(?-i:\b(?:FIRST|LAST|CUSTOMER|AGENT|FULL|ORDER|USER)_?(?:NAME|ID|NUMBER|NO)\b)",
    r"\b(?:insert|enter|add|fill in) (?:\w+ )?(?:date|name|amount|link|number|time|details|order|tracking|reason|here)(?: here)?\b[\]>)]",
    r"\b(?:policies|playbooks|guidance|prompts|knowledge|docs?|templates?|macros?)/[\w./#-]+", r"\b[\w-]+\.(?:md|ya?ml|json|py|jsonl|csv|xlsx|docx)\b(?:#\w+)?", r"\blocalhost\b", r"\bdoc_\w+|\bchunk[_ ]?\d+|\bpassage \d+\b|\bvector\b",
    r"\((?:source|src|ref|cf|via|per|see|conf|confidence|internal|note|score|doc|kb|policy|clause|evidence|citation)s?(?: ?[:=#]| \d|\b[^()\n]*\.\w{2,4}\b)[^()\n]*\)", r"\b(?:source|citation|evidence|retrieved from) ?[:#] ?\S+",
    r"(?-i:\b(?:KB|SOP|KBA|DOC|POL|ART|PB|WI|MACRO|TPL)[-_ #]?\d{1,6}\b)", r"(?-i:\[(?:\d{1,3}|[A-Z]{1,5}-?\d{1,6})\])", r"†|【[^】]*】",
    r"\bconfidence(?: score| level| rating)?(?: of| is| at|:|=)? ?(?:~ ?)?(?:0?\.\d+|1\.0|\d{1,3} ?(?:%|per ?cent))|\b(?:\d{1,3} ?(?:%|per ?cent)|0?\.\d+)(?: \w+)? (?:confiden(?:ce|t)|sure|certain(?:ty)?|likel(?:y|ihood)|match|probability|similarity)\b|\b(?:high|medium|low) confidence\b",
    r"\b(?:score|similarity|probability|sentiment|churn risk|risk score|anger|intensity|nps|clv|ltv|customer value|propensity|relevance)(?: score| rating| level| index| flag| risk)?(?: of| is| at)? ?[:=]? ?-?(?:0?\.\d+|\d{1,3} ?%|\d+/\d+|high|low|medium|negative|angry)\b|\b(?:sentiment|churn|fraud|risk|escalation|propensity|lifetime value|retention) (?:score|flag|analysis|risk|model|tag|tier|band|rating|probability|index|matrix|level|budget|desk notes)\b",
    r"\b(?:internal(?:ly)? (?:notes?|use|only|memo|comment|guidelines?|guidance|polic(?:y|ies)|wiki|reference|id|code|process|procedure|ticket|system|document|playbook|handbook|script|chat|email|remark|limit|flag|tool)|note to (?:agent|self|team|reviewer|colleague|qa|supervisor)|notes? (?:for|to) (?:the )?(?:agents?|team|colleagues?|shift|next|reviewer|supervisor|qa)|agent(?:'s)? (?:notes?|only|guide|instructions|script|desktop|assist)|for internal|not for (?:the )?customer|cc internal|private note|back ?office (?:note|tool|code|queue|system)|for (?:our|the) (?:records|file|notes) only)\b",
    r"\b(?:do not|don't|never|please don't) (?:send|share|show|tell|disclose|reveal|mention|forward|offer|promise|admit)\b[^.!?\n]*\b(?:customer|client|guest|passenger|caller|member|policyholder)\b",
    r"\b(?:the|this|our) (?:customer|cust|cx|client|caller|guest|user|policyholder|member|passenger) (?:is|was|has|seems|appears|sounds|wants|needs|may|might|will|claims|threatens|says|should|did|qualifies|asked)\b",
    r"\b(?:as an ai|ai (?:assistant|model|draft|generated|suggest\w+)|(?:large )?language model|system prompt|chatgpt|openai|gpt-?\d|anthropic|claude|copilot|gemini|langchain|chroma ?db|llm|llms|prompt(?:ed)? (?:version|v\d|template)|tokens?: ?\d|temperature ?[:=]|chatbot prompt|knowledge (?:base|article)(?: article| entry| id)? ?#?\d*|rag\b|embedding|retriev\w+ (?:passage|document|context|score))\b",
    r"\b(?:playbook|macro|canned (?:reply|response)|template|boilerplate|snippet|workflow|script|decision tree|runbook|queue|bucket|routing|triage|escalation matrix|disposition|wrap-?up) (?:\w+ )?(?:code|id|number|step|v?\d[\w.]*|['\"]\w+['\"]|name|_\w+|says|suggests|tells|recommends|entry)\b|\bplaybook\b|\b(?:macro|template|workflow) ['\"#]?\w*[_\d]\w*",
    r"\b(?:criterion|rubric|finding) D\d\d\b", r"(?-i:\bD(?:0[1-9]|[12]\d|3[0-5])\b)(?::| fail| warn|,| pass)", r"\b(?:escalation|severity|flag|priority|sev|tier|risk) (?:level )?(?:[:=] ?)?(?:[0-4]|p[0-4]|critical|high|medium|low|red|amber)\b(?: queue| ticket| case)?", r"(?-i:\b(?:P[0-4]|SEV-?[0-4]|L[123]|T[123])\b) (?:ticket|queue|case|incident|issue|support|team|priority)\b", r"\b(?:tier|level) (?:1|2|3|one|two|three|i|ii) (?:queue|team|support|agent|desk|escalation)\b",
    r"(?-i:^\s*(?:DRAFT|INTERNAL|NOTE|AGENT|COMMENT|FYI|ASSISTANT|REPLY|RESPONSE|SUBJECT LINE|OPTION \d|VERSION \d)\b ?\d*:)", r"(?-i:\n\s*\**\[?(?:DRAFT|INTERNAL|NOTES?|AGENT|Internal|Agent note|Note to \w+|PS internal|Reasoning|Rationale|Tone|Confidence|Sources?|Citations?|Evidence|Comment|Tags?|Status|Next steps for agent|Disposition|Category|Priority|Sentiment)\b[^:\n]{0,24}\]?\**:)",
    r"^\W*(?:(?:sure|certainly|of course|okay|ok|absolutely|gladly|happy to help|no problem)(?: thing)?[,.!:]* ?)?(?:here(?:'s| is| you go)|below is|this is|find below)[,:]? (?:\w+ )?(?:a|the|an|your|my) (?:\w+ ){0,3}(?:draft|reply|response|version|email|message|answer|rewrite|template|suggestion)\b", r"\b(?:draft (?:reply|response|answer|v\d)|suggested (?:reply|response|wording)|tone (?:guide|of voice)|this draft|reply (?:drafted|generated) by|generated by|auto-?generated|reading grade|word count|\(?\d+ words\)|let me know if you(?:'d| would) like (?:me to )?(?:any )?(?:changes?|adjust\w*|edit\w*|shorten|tweak\w*|revis\w*|soften|change|make))\b",
    r"^\W*[(\[]?(?:internal|private|agent|staff|team|draft|confidential|note|memo|comment|supervisor|reviewer|qa|colleagues?)(?: \w+)?: ", r"[(\[](?:internal|private|agent|staff|note|memo|comment|supervisor|reviewer|qa|colleagues?|do not send|check|remember)(?: [\w ]{0,30})?: [^()\[\]]{0,160}[)\]]",
    r"\bi(?:'m| am) (?:only |just )?(?:a|an|your) (?:\w+ )?(?:virtual|digital|automated|ai|artificial|computer|chat ?bot|bot|machine)(?: (?:assistant|agent|program|model|system))?\b",
    rf"\b{_TOOLS}\b",
    r"\b(?:our|the|in|my|per|on|from|via) (?:crm|erp|wms|oms|pos system|admin panel|back ?end|back-?office|ticketing (?:system|tool)|agent (?:tool|desktop|console|portal)|case management (?:system|tool)|dashboard|sql|database|log ?files?|backend|staging|prod(?:uction)? (?:server|database)|admin (?:tool|console|screen)|mainframe|legacy system)\b",
    r"\b(?:authority|approval|goodwill|discretion\w*|refund|compensation|concession|save|retention) (?:limit|budget|cap|ceiling|threshold|matrix|band|pot|tier|code|level)\b(?: of| is| for)?", r"\b(?:authori[sz]ed|allowed|approved|empowered|can (?:only )?go|limit is|cap is|max(?:imum)? (?:is|of)?) (?:to (?:go |offer |refund )?)?up to (?:[£$€]\d+|\d+)\b[^.!?\n]*\b(?:per (?:case|customer|agent)|without (?:approval|a manager|sign)|before (?:i|we) (?:need|escalate))\b",
    r"\b(?:qa|quality) (?:score|check|review|flag)\b|\b(?:aht|csat|fcr|sla (?:clock|timer|breach\w*)|handle time|wrap ?up|hold code|reason code|error code [A-Z]+_|fault ?(?:state)? ?[:=]|fault_state|refund_up_to|actions_done|customer_name|order_id|agent_name|case_id|user_id|null_|is_\w+)\b", r"\b\w+_\w+_\w+\b|(?-i:\b[a-z]{2,}_[a-z]{2,}\b)",
    r"\b(?:high[- ]value|low[- ]value|vip|difficult|problem|flagged|serial|repeat|vexatious|abusive) (?:customer|complainer|complainant|caller|client) (?:flag|list|tag|status|marker|note)?\b|\b(?:flagged|marked|tagged|coded|logged) (?:you|your (?:account|profile|case|ticket)|this|it|the (?:ticket|case|account)) (?:internally )?(?:as|with|under|to|in) (?:an? )?['\"]?(?:\w+[- ])?(?:escalat\w+|high|priority|p[0-4]|churn|abusive|difficult|vip|risk|angry|red|code|category|l[123]|closed-\w+|tier|refund_\w+|retention|detractor|hostile|legal)\b",
)  # fmt: skip
_BRACKETED = Phrases(r"\[[^\[\]\n]{1,60}\]")
_SLOT = Phrases(
    r"^\[\W*(?:insert|your|the|add|enter|customer|client|agent|name|date|time|amount|order|link|url|number|no\.?|tracking|reference|ref|company|signature|first|last|full|product|item|address|phone|email|reason|city|store|day|xx|x+|tbc|tbd|todo|note|internal|source|src|doc|kb|sop|see|cite|citation|redacted|placeholder|team|department|manager|title|position|apology|option|choose|if |policy|check|confirm|attach|image|pii|masked|person|account|booking|flight|hotel|guest|refund|case|ticket|deadline|weekday|month|hours?|price|sum|figure|salutation|greeting|closing|sign)\b"
    r"|^\[(?-i:[A-Z_ ]{3,})\]$|^\[\w+_\w+\]$|^\[(?-i:[A-Z]{1,5}-?\d+)\]$|^\[\d{1,3}\]$|^\[[^\]]*(?:\.pdf|\.md|#|:)[^\]]*\]$"
)
_NONE = Phrases(
    r"(?-i:\bNone\b)(?:[.,;:)!?]| (?:is|at|by|and|on|to|for|was|with)\b|$)", r"(?-i:\bnull\b)"
)
_NONE_OK = Phrases(r"^(?-i:None) (?:is|was) (?:\w+ )?(?:of|too|acceptable|your)\b")
_CLAUSE_ID = Phrases(r"(?-i:\b[A-Z]{2,4}(?:\d{2})?-\d{2}\b)")
_OURS = Phrases(r"(?-i:^[A-Z]{3}(?:\d{2})?-0\d$)")
_ADDRESS = Phrases(r"\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,40}\b|\bhttps?://\S+|\bwww\.\S+")


_PART_OF_A_NAME = ("@", "-")
"""Signs before a word that make it part of a handle or a double name."""


def nothing_internal(review: Review) -> Outcome:
    """D34: no placeholder, id, path, figure, note or tool name of ours."""
    known = review.customer_text + review.facts_text + review.agent_text
    addresses = _ADDRESS.find(review.plain)
    hits = [
        _hit(review, span)
        for span in _INTERNAL.find(review.plain)
        if not _is_known(review, span, known)
        and not any(a <= span[0] < b for a, b in addresses)
        and review.plain[max(0, span[0] - 1) : span[0]] not in _PART_OF_A_NAME
    ]
    for span in _BRACKETED.find(review.plain):
        if review.in_link(span[0]) or _is_known(review, span, known):
            continue
        if _SLOT.within(review.plain[slice(*span)]):
            hits.append(_hit(review, span))
    hits += [
        Hit(span, f"an id of ours: “{review.plain[slice(*span)]}”")
        for span in _clauses(review, known)
    ]
    hits += [
        Hit(span, "an empty value")
        for span in _NONE.find(review.plain)
        if not _NONE_OK.starts(review.plain[span[0] : span[0] + 30]) and not _spoken(review, span)
    ]
    return found(hits)


def _hit(review: Review, span: Span) -> Hit:
    return Hit(span, f"not for the customer: “{review.reply[slice(*span)].strip()}”")


def _is_known(review: Review, span: Span, known: str) -> bool:
    """Whether the customer, the facts or an earlier reply use the very words."""
    return review.plain[slice(*span)].strip().lower() in known.lower()


def _clauses(review: Review, known: str) -> Iterator[Span]:
    ids = {clause.id for clause in review.clauses} | {each.id for each in review.passages}
    for span in _CLAUSE_ID.find(review.plain):
        word = review.plain[slice(*span)]
        if word in ids or (word not in known and _OURS.within(word)):
            yield span


def _spoken(review: Review, span: Span) -> bool:
    """ "None is too late" begins a sentence; an empty slot stands inside one."""
    sentence = review.sentence_at(span[0])
    return sentence is not None and sentence.start == span[0] and sentence.role == "body"
