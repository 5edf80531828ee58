"""Length, sentences and reading grade (D29)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import tokens

_JARGON = Phrases(
    r"\b(?:(?-i:SLAs?|RMA|CRM|SKU|KYC|POC|RCA|FCR|AHT|FYI|L2|L3)|T&Cs?|tier (?:two|2|3)|back-?end"
    r"|aforementioned|herewith|hereby|hereinafter|thereof|therein|whereby|wherein|thereto|hereto|whereupon|notwithstanding|inter alia|ex gratia|force majeure|bona fide|prima facie|quantum|without prejudice|in lieu"
    r"|kindly revert|do the needful|per our records|pursuant|utili[sz]\w+|facilitat\w+|going forward|further to your|in respect of|in receipt of|with regards? to the above|please be advised|commensurate|contingent upon|in accordance with"
    r"|touch base|leverag\w+|as regards|synerg\w+|holistic|circle back|deep dive|low-hanging|ring-?fenc\w+|best-in-class|value[- ]add|paradigm|granular\w*|streamlin\w+"
    r"|remediat\w+|end user|stakeholders?|bandwidth constraints?|action(?:ed|ing)|ideat\w+|aforesaid|heretofore|deliverables?|cadence|workstream"
    r"|indemnif\w+|indemnit(?:y|ies)|subrogat\w+|adjudicat\w+|endeavou?r\w*|commenc(?:e|ed|ing|ement)|effectuat\w+|expedit\w+|ascertain\w*|procur(?:e|ed|ing|ement)|disburs\w+|consignment|manifest reconciliation|amortis\w+|accru(?:al|als|ed)|ledger|reconcil\w+|chargeback ratio|settlement file|arrears schedule|proximate|peril|consequential loss|extenuating|acquiesc\w+|adumbrat\w+|remittance|encumbr\w+|stipulat\w+|rescind\w*|rescission"
    r"|idempoten\w+|race condition|regression|webhook\w*|cache key|dead-?letter|payload|API (?:endpoint|gateway|call)|DNS (?:propagation|record|resolver|zone)|TTL|null pointer|stack trace|kernel|daemon|cron ?job|middleware|microservice\w*|kubernetes|container orchestration|load balanc\w+|latency|throughput|failover|rollback|hotfix|deprecat\w+|deserial\w+|handshake|token (?:refresh|expiry|rotation)|OAuth|SSO|LDAP|CDN|(?-i:ONT|OLT|DSLAM|BRAS|RADIUS|PPPoE|VLAN|MTU|SNR)|attenuation|provision(?:ing|ed)|backhaul|line card|cabinet port|(?-i:MPAN|MPRN|DNO|kVA)|meterpoint|settlement period|half-hourly"
    r"|last-mile|first-mile|tracer|geotag|(?-i:3PL|LTL|FTL)|POD scan|hub scan|cross-?dock\w*|linehaul|waybill|(?-i:IRROPS?|PNR|EMD)|codeshare|interline\w*|fare (?:basis|bucket|class code)|involuntary reroute|reprotect\w*|reaccommodat\w+|offload\w*|ground handler|WorldTracer|bumped load|overbook factor|(?-i:PIR|ADR|RevPAR|PMS|OTA|BAR rate)|walked guest|folio|rate code|(?-i:ACH|SEC code|DDA|MCC|BIN|AVS|3DS|SCA)|Reg E|provisional credit|acquirer|issuer decline|CVV mismatch|ISO 20022|pacs|SWIFT MT)\b",
)
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\d{0,3}\b")
_KNOWN_ACRONYMS = frozenset(
    [
        "UK",
        "US",
        "USA",
        "EU",
        "VAT",
        "PIN",
        "SMS",
        "PDF",
        "TV",
        "GBP",
        "EUR",
        "USD",
        "AM",
        "PM",
        "ID",
        "OK",
        "BST",
        "GMT",
        "UTC",
        "CET",
        "UPS",
        "DPD",
        "DHL",
        "NHS",
        "ATM",
        "IBAN",
        "WIFI",
        "USB",
        "HDMI",
        "FAQ",
        "PO",
        "QR",
        "CEO",
        "CCTV",
        "AC",
        "DVD",
        "CD",
        "PC",
        "NYC",
        "LA",
        "MP",
        "ETA",
        "RSVP",
        "BBC",
        "DNA",
        "HR",
        "IT",
        "BA",
        "VIP",
        "XL",
        "XXL",
        "SIM",
    ]
)


def readable(review: Review) -> Outcome:
    """D29: length fits the channel, sentences are short, the grade is low, no jargon."""
    hard = (*_too_long(review), *_too_hard(review), *_long_sentences(review))
    return found([*hard, *_jargon(review), *_acronyms(review)])


def _jargon(review: Review) -> Iterator[Hit]:
    """Words of a trade or of an office, unless the customer or the facts use them too."""
    known = (review.customer_text + review.facts_text).lower()
    for span in _JARGON.find(review.plain):
        said = review.reply[slice(*span)]
        if said.lower() not in known:
            yield Hit(span, f"jargon: “{said}”", "Say it as you would to a neighbour.", soft=True)


def _acronyms(review: Review) -> Iterator[Hit]:
    """Two or more abbreviations that nobody explained."""
    known = review.allowed_text
    spans = [
        (sentence.start + match.start(), sentence.start + match.end())
        for sentence in review.body
        if not sentence.text.isupper()
        for match in _ACRONYM.finditer(sentence.text)
        if match.group() not in _KNOWN_ACRONYMS
        and match.group() not in known
        and not match.group()[-1].isdigit()
    ]
    if len({review.plain[slice(*span)] for span in spans}) >= 2:
        yield Hit(spans[0], "abbreviations without their meaning", "Write them out.", soft=True)


def _too_long(review: Review) -> Iterator[Hit]:
    limits = review.thresholds
    channel = review.case.channel if review.case else "email"
    limit = {"email": limits.email_words, "chat": limits.chat_words,
             "social": limits.social_words}.get(channel)  # fmt: skip
    if limit is not None and len(review.words) > limit:
        yield Hit(None, f"{len(review.words)} words; {channel} takes {limit}")


def _too_hard(review: Review) -> Iterator[Hit]:
    limit = review.thresholds.reading_grade
    count = len(review.words)
    if count < _FEW or not review.english:
        return
    grade = reading_grade(review)
    slack = 0.0 if count >= 40 else 2.0  # one long word weighs much in a short text
    if grade > limit + slack:
        yield Hit(None, f"reading grade {grade:.1f}, above {limit:g}")


_FEW = 18
"""Words below which a reading grade says nothing."""
_LONG = 42
"""Words of a sentence that loses its reader."""


def _long_sentences(review: Review) -> Iterator[Hit]:
    for sentence in review.body:
        parts = _ADDRESS.split(sentence.text)  # an address stands where a full stop would
        if (count := max(len(tokens(each)) for each in parts)) > _LONG:
            yield Hit(sentence.span, f"a sentence of {count} words", "Split it.", soft=True)


_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]*@\S+")


def reading_grade(review: Review) -> float:
    """The Flesch–Kincaid grade of the body; a line of a list counts as a sentence."""
    spoken = [tokens(_ADDRESS.sub("", sentence.text)) for sentence in review.body]
    count = sum(map(len, spoken))
    if not count:
        return 0.0
    syllables = sum(_syllables(word) for sentence in spoken for word in sentence)
    return 0.39 * count / len(spoken) + 11.8 * syllables / count - 15.59


_VOWELS = frozenset("aeiouy")
_COUNTED: dict[str, int] = {}


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent e; figures and references count as one."""
    if not word.isalpha():
        return 1 if any(letter.isdigit() for letter in word) else max(1, len(word) // 4)
    known = _COUNTED.get(word)
    if known is None:
        groups = sum(
            letter in _VOWELS and (place == 0 or word[place - 1] not in _VOWELS)
            for place, letter in enumerate(word)
        )
        if word.endswith(("e", "es", "ed")) and not word.endswith(("le", "ted", "ded", "ses")):
            groups -= 1
        known = max(1, groups)
        if len(_COUNTED) < 20_000:
            _COUNTED[word] = known
    return known
