"""Privacy: what is masked, what survives, and that restoring never mixes values up."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Case, CaseFacts
from assistant.facts.payment import IBAN_LENGTHS, find_cards, find_ibans, luhn
from assistant.privacy import Masker

SEED = 20261110
FIRST = ("Marta", "Omar", "Ines", "Jonas", "Priya", "Liam", "Chidi", "Yuki", "Zoë", "Pavel")
LAST = ("Lindqvist", "Haddad", "Oliveira", "Bakker", "Nair", "O'Connor", "Okafor", "Sato", "Novák")
MARK = ("", " ", "-")
CARD_SAYS = (
    "You charged my card {} twice.",
    "I paid with {} on the site",
    "card no. {}, cancel it",
    "Why is {} still on my profile?",
    "Visa: {}",
)
MAIL_SAYS = (
    "Write to {} today.",
    "My address is {}, use it.",
    "({})",
    "e-mail: {}",
    "{} gets no answer",
)
IBAN_SAYS = ("Refund it to {} please", "My IBAN is {}.", "account {}, as I told you", "IBAN:{}")
PHONE_SAYS = (
    "Call me on {} now.",
    "My mobile number is {}.",
    "Phone: {}",
    "{} is my number",
    "ring {} after six",
    "you can reach me at {}",
)
BARE_PHONE_SAYS = ("{} – pick up for once!", "I left {} with your clerk")
NUMBER_SAYS = (
    "Order {} is lost.",
    "tracking number {}",
    "my order number is {}",
    "Parcel {} never came",
    "ref {}",
    "#{}",
    "consignment no. {} has not moved",
    "Where is {}?",
)


def _check_digit(digits: str) -> str:
    return next(str(n) for n in range(10) if luhn(f"{digits}{n}"))


def _card(chance: random.Random) -> str:
    prefix, size = chance.choice(
        (
            ("4", 16),
            ("51", 16),
            ("55", 16),
            ("2221", 16),
            ("34", 15),
            ("37", 15),
            ("6011", 16),
            ("36", 14),
            ("3530", 16),
            ("6759", 19),
            ("4", 13),
        )
    )
    body = prefix + "".join(chance.choice("0123456789") for _ in range(size - len(prefix) - 1))
    digits = body + _check_digit(body)
    mark = chance.choice(MARK)
    if size == 15:
        return mark.join((digits[:4], digits[4:10], digits[10:]))
    if size == 16 and chance.random() < 0.15:
        return f"{digits[:8]} {digits[8:]}"
    return mark.join(digits[at : at + 4] for at in range(0, size, 4))


def _iban(chance: random.Random) -> str:
    country = chance.choice(
        ("DE", "GB", "FR", "NL", "ES", "IT", "AT", "CH", "PL", "SE", "IE", "AE")
    )
    size = IBAN_LENGTHS[country] - 4
    letters = (
        "".join(chance.choice("ABCDEFGH") for _ in range(4))
        if country in ("GB", "NL", "IE")
        else ""
    )
    body = letters + "".join(chance.choice("0123456789") for _ in range(size - len(letters)))
    number = int("".join(str(int(character, 36)) for character in body + country + "00"))
    iban = f"{country}{98 - number % 97:02d}{body}"
    grouped = " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
    return chance.choice((iban, grouped, iban.lower()))


def _email(chance: random.Random) -> str:
    first, last = chance.choice(FIRST).lower(), chance.choice(LAST).lower().replace("'", "")
    user = chance.choice(
        (f"{first}.{last}", f"{first}_{last}{chance.randrange(99)}", f"{first}+shop")
    )
    host = chance.choice(("example.org", "mail.example.co.uk", "example.com", "post.example.de"))
    return chance.choice((f"{user}@{host}", f"{user}@{host}".upper()))


def _phone(chance: random.Random) -> tuple[str, str]:
    """A number, and its country where it is written without one."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    area = chance.choice(("212", "415", "303", "617", "512"))
    return chance.choice(
        (
            (f"07{chance.choice('4578')}{digits(2)} {digits(6)}", "GB"),
            (f"020 7{digits(3)} {digits(4)}", "GB"),
            (f"+44 7{chance.choice('4578')}{digits(2)} {digits(6)}", ""),
            (f"({area}) 55{digits(1)}-{digits(4)}", "US"),
            (f"{area}-23{digits(1)}-{digits(4)}", "US"),
            (f"+1 {area} 23{digits(1)} {digits(4)}", ""),
            (f"{area}.23{digits(1)}.{digits(4)}", "US"),
            (f"+49 30 {digits(7)}", ""),
            (f"0049 30 {digits(7)}", "DE"),
            (f"+33 6 {digits(2)} {digits(2)} {digits(2)} {digits(2)}", ""),
            (f"030 {digits(7)}", "DE"),
            (f"+91 98{digits(3)} {digits(5)}", ""),
            (f"98{digits(8)}", "IN"),
            (f"0044 7{chance.choice('4578')}{digits(2)} {digits(6)}", "GB"),
        )
    )


def _number(chance: random.Random) -> str:
    """An order or tracking number of a usual make, some with a right Luhn digit by accident."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    return chance.choice(
        (
            f"{digits(3)}-{digits(7)}-{digits(7)}",
            digits(6),
            digits(8),
            digits(9),
            digits(10),
            digits(12),
            digits(16),
            "94001118" + digits(14),
            f"1Z{digits(3)}AA1{digits(10)}",
            f"AB{digits(9)}GB",
            f"LX-{digits(5)}",
            f"{digits(4)}-{digits(4)}",
            f"INV{digits(8)}",
            f"TBA{digits(12)}",
            f"{digits(3)} {digits(3)} {digits(4)}",
        )
    )


def test_recall_on_three_thousand_values() -> None:
    """1,000 messages with 3,000 known values: none of card or IBAN leaks, nearly no phone."""
    chance = random.Random(SEED)
    seen = {"card": [0, 0], "iban": [0, 0], "email": [0, 0], "phone": [0, 0]}
    for _ in range(1000):
        phone, country = _phone(chance)
        says = (*PHONE_SAYS, *BARE_PHONE_SAYS) if " " in phone else PHONE_SAYS
        money = ("card", _card(chance)) if chance.random() < 0.5 else ("iban", _iban(chance))
        said = CARD_SAYS if money[0] == "card" else IBAN_SAYS
        values = {"phone": phone, "email": _email(chance), money[0]: money[1]}
        parts = [
            chance.choice(says).format(phone),
            chance.choice(MAIL_SAYS).format(values["email"]),
            chance.choice(said).format(money[1]),
        ]
        chance.shuffle(parts)
        masked = Masker(country=country).mask("I am furious. " + " ".join(parts))
        for kind, value in values.items():
            seen[kind][0] += value not in masked
            seen[kind][1] += 1
    assert sum(count for _, count in seen.values()) == 3000
    recall = {kind: hits / count for kind, (hits, count) in seen.items()}
    assert recall["card"] == 1.0
    assert recall["iban"] == 1.0
    assert recall["email"] >= 0.99
    assert recall["phone"] >= 0.95


def test_order_and_tracking_numbers_survive() -> None:
    """At most 2 % of 3,000 order and tracking numbers are taken for something personal."""
    chance = random.Random(SEED + 1)
    lost = 0
    for _ in range(3000):
        number = _number(chance)
        country = chance.choice(("", "GB", "US", "DE"))
        text = f"Nobody answers. {chance.choice(NUMBER_SAYS).format(number)} I want my money."
        lost += number not in Masker(country=country).mask(text)
    assert lost / 3000 <= 0.02


def _changed(placeholder: str, chance: random.Random) -> str:
    bare = placeholder.strip("<>")
    return chance.choice(
        (
            placeholder,
            placeholder.lower(),
            f"&lt;{bare}&gt;",
            f"[{bare}]",
            bare,
            f"< {bare} >",
            f"{{{bare}}}",
            f"\\<{bare.replace('_', chr(92) + '_')}\\>",
            f"<{bare.replace('_', '-')}>",
            f"<{bare.replace('_', ' ')}>",
            f"<{bare}/>",
            f"**{placeholder}**",
        )
    )


def test_500_drafts_come_back_whole() -> None:
    """500 drafts with changed placeholders: none unresolved, none swapped, foreign ones told."""
    chance = random.Random(SEED + 2)
    for turn in range(500):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        masker = Masker(names=[f"{first} {last}"], country="GB")
        values = [
            _email(chance).lower(),
            _iban(chance).upper(),
            f"+44 7700 900{chance.randrange(100, 999)}",
        ]
        places = [masker.mask(value) for value in [*values, f"{first} {last}"]]
        wanted = [*values, f"{first} {last}"]
        order = list(range(4))
        chance.shuffle(order)
        draft = " and ".join(f"so {_changed(places[index], chance)} it is" for index in order)
        restored = masker.restore(draft)
        assert restored.unknown == ()
        assert [part.strip("*") for part in _between(restored.text)] == [wanted[i] for i in order]
        foreign = masker.restore(f"{draft} <EMAIL_{turn + 7}>")
        assert foreign.unknown == (f"<EMAIL_{turn + 7}>",)


def _between(text: str) -> list[str]:
    return [part.removeprefix("so ").removesuffix(" it is") for part in text.split(" and ")]


def test_placeholders_are_stable_over_turns() -> None:
    """The same value has the same placeholder in every turn, also in another spelling."""
    masker = Masker(country="GB")
    first = masker.mask("Mail a.b@example.org or call 020 7946 0958.")
    second = masker.mask("Call +44 20 7946 0958! I said A.B@example.org. Or c@example.org.")
    assert first == "Mail <EMAIL_1> or call <PHONE_1>."
    assert second == "Call <PHONE_1>! I said <EMAIL_1>. Or <EMAIL_2>."
    assert masker.replaced == {"email": 2, "phone": 1}


def test_known_names_are_masked_and_come_back_as_the_case_writes_them() -> None:
    """Customer and agent are masked in any case and by their parts; ordinary words stay."""
    facts = CaseFacts(customer_name="Zoë Lindqvist-Hall", agent_name="Will Sato")
    masker = Masker.for_case(Case(message="x", facts=facts))
    masked = masker.mask("I am ZOE LINDQVIST. Will said he will help, mr sato did not; hallway.")
    assert masked == "I am <NAME_1>. <NAME_2> said he will help, mr <NAME_3> did not; hallway."
    assert (
        masker.restore("Dear <NAME_1>, <NAME_2> and <NAME_3>").text
        == "Dear Zoë Lindqvist, Will and Sato"
    )
    assert masker.replaced == {"name": 3}


def test_a_customers_own_placeholder_is_not_filled() -> None:
    """What looks like a placeholder in the message comes back as it was written."""
    masker = Masker()
    masked = masker.mask("My mail a@example.org. Also <EMAIL_1>, [phone 1] and name_2.")
    assert masked == "My mail <EMAIL_1>. Also <QUOTED_1>, <QUOTED_2> and <QUOTED_3>."
    back = masker.restore(masked)
    assert back.text == "My mail a@example.org. Also <EMAIL_1>, [phone 1] and name_2."
    assert back.unknown == ()
    assert masker.replaced == {"email": 1}


def test_unknown_placeholders_are_reported() -> None:
    """A placeholder that was never issued, or has no number, stays and is named."""
    masker = Masker()
    masker.mask("a@example.org")
    restored = masker.restore("Hi [Name], write to <email_1>, <EMAIL_7> or &lt;CARD_1&gt;.")
    assert restored.text == "Hi [Name], write to a@example.org, <EMAIL_7> or &lt;CARD_1&gt;."
    assert restored.unknown == ("<NAME>", "<EMAIL_7>", "<CARD_1>")


def test_spans_are_carried_over() -> None:
    """A span of the masked text covers the same words in the restored one."""
    masker = Masker()
    masked = masker.mask("Send it to marta@example.org, then call.")
    restored = masker.restore(masked)
    place = masked.index("<EMAIL_1>")
    for words in ("Send it", "then call."):
        start, end = restored.span((masked.index(words), masked.index(words) + len(words)))
        assert restored.text[start:end] == words
    start, end = restored.span((place, place + 9))
    assert restored.text[start:end] == "marta@example.org"
    start, end = restored.span((place + 2, place + 5))
    assert restored.text[start:end] == "marta@example.org"


@given(st.text(alphabet="aZ 1.@:-<>_&;[]EMAILPHONE0123456789\n", max_size=120))
def test_masking_is_undone_exactly(text: str) -> None:
    """Without repeated values, restoring the masked text gives the text again."""
    masker = Masker(country="GB")
    restored = masker.restore(masker.mask(text))
    assert restored.text.casefold().split() == text.casefold().split() or masker.replaced
    assert restored.unknown == ()


@given(st.lists(st.integers(1, 9), max_size=40))
def test_streaming_restores_the_same(sizes: list[int]) -> None:
    """In pieces of any size the restored text is the same as in one."""
    masker = Masker(names=["Marta Lindqvist"])
    masked = masker.mask("marta@example.org, +44 7700 900123, Marta Lindqvist")
    draft = f"Dear [NAME_1], we wrote to {masked} and &lt;EMAIL_1&gt;; EMAIL_1. See <b>x</b> & [1]."
    stream = masker.restoring()
    given_out, at = "", 0
    for size in sizes:
        given_out += stream.feed(draft[at : at + size])
        at += size
    given_out += stream.feed(draft[at:]) + stream.end()
    assert given_out == masker.restore(draft).text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("07700 900123! Or 07700900124.", "<PHONE_1>! Or <PHONE_2>."),
        ("+44 (0)20 7946 0958, (212) 555-0123", "<PHONE_1>, <PHONE_2>"),
        ("my ip is 192.168.1.20 and 2001:db8::ff00:42:8329", "my ip is <IP_1> and <IP_2>"),
        ("version 10.3.3.1, 10.3.3, at 12:30:45", "version 10.3.3.1, 10.3.3, at 12:30:45"),
        ("iOS 14.8.1.2 and 999.1.1.1", "iOS 14.8.1.2 and 999.1.1.1"),
        ("11/03/2026, £1,249.50, 2026-11-03 14:30", "11/03/2026, £1,249.50, 2026-11-03 14:30"),
        ("expires 4111 1111 1111 1111 12/27", "expires <CARD_1> 12/27"),
        ("card 41111111 11111111", "card <CARD_1>"),
        ("visa 411 1111111 111111", "visa <CARD_1>"),
        ("#814-1978435-7133234", "#814-1978435-7133234"),
        ("order 4111111111111111 is late", "order 4111111111111111 is late"),
        ("order 4111 1111 1111 1111 is late", "order <CARD_1> is late"),
        ("GB82 WEST 1234 5698 7654 32 thanks", "<IBAN_1> thanks"),
        ("GB82 WEST 1234 5698 7654 33 thanks", "GB82 WEST 1234 5698 7654 33 thanks"),
        ("anna (at) example.org", "<EMAIL_1>"),
        ("😡 müller@exämple.de!", "😡 <EMAIL_1>!"),
    ],
)
def test_what_is_masked(text: str, masked: str) -> None:
    """Each detector takes what is personal and leaves what only looks like it."""
    assert Masker().mask(text) == masked


def test_checksums_decide() -> None:
    """One wrong digit, and a number is neither a card nor an IBAN."""
    assert find_cards("4111 1111 1111 1112") == ()
    assert find_cards("4111 1111 1111 1111") == ((0, 19),)
    assert find_ibans("DE89370400440532013000") == ((0, 22),)
    assert find_ibans("DE88370400440532013000") == ()


HOSTILE = {
    "digits": "1" * 100_000,
    "spaced": "1 " * 50_000,
    "cards": "4111 1111 1111 1111 " * 5_000,
    "mails": "a@b." * 25_000,
    "ats": "a@" * 50_000,
    "ibans": "de89 " * 20_000,
    "dots": "1." * 50_000,
    "colons": "::" * 50_000,
    "opened": "<" * 100_000,
    "placeholders": "<EMAIL_1>" * 11_000,
    "phones": "020 7946 0958 " * 7_000,
    "calls": " ".join(f"call 0{n:010d}" for n in range(7_000_000_000, 7_000_006_000)),
    "names": "Marta " * 16_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_linear(name: str) -> None:
    """100 KB of hostile text is masked and restored within seconds of processor time."""
    masker = Masker(names=["Marta Lindqvist"])
    start = time.process_time()
    masked = masker.mask(HOSTILE[name])
    masker.restore(masked)
    assert time.process_time() - start < 30


def test_speed_of_a_usual_message() -> None:
    """A message takes a few milliseconds at most, on a loaded machine too."""
    text = ("I ordered this three weeks ago and nothing came. " * 8) + (
        "Call 020 7946 0958 or write to marta@example.org; my card is 4111 1111 1111 1111."
    )

    def seconds() -> float:
        start = time.process_time()
        Masker(names=["Marta Lindqvist"]).mask(text)
        return time.process_time() - start

    seconds()
    assert min(seconds() for _ in range(15)) < 0.06
