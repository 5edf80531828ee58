"""Names of months and of near days, in English, German, Spanish, French and Portuguese."""

from __future__ import annotations

_NAMES = (
    "jan january januar jänner jaenner janvier enero janeiro",
    "feb february februar février fevrier febrero fevereiro",
    "mar march märz maerz mars marzo março marco",
    "apr april avril abril",
    "may mai mayo maio",
    "jun june juni juin junio junho",
    "jul july juli juillet julio julho",
    "aug august août aout agosto",
    "sep sept september septembre septiembre setiembre setembro",
    "oct october oktober octobre octubre outubro okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dezembro dez",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""The number of a month by its name in small letters."""

ENGLISH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
AFTER_DE = (
    "(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|"
    "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
"""Spanish and Portuguese months, which follow "de": "3 de octubre"."""
OTHERS = (
    "(?:januar|jänner|februar|märz|maerz|juni|juli|oktober|okt|dezember|dez|janvier|f[ée]vrier|avril|"
    "mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
)
"""German and French months that are no English ones; "mars" is told by the word before it."""

NEAR = {
    "the day before yesterday": -2, "vorgestern": -2, "anteayer": -2, "anteontem": -2,
    "avant-hier": -2, "yesterday": -1, "last night": -1, "gestern": -1, "ayer": -1, "ontem": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "heute": 0, "hoje": 0, "aujourd'hui": 0, "2day": 0, "tmrw": 1, "2morrow": 1, "tomorrow": 1, "demain": 1, "amanhã": 1,
    "the day after tomorrow": 2, "übermorgen": 2,
}  # fmt: skip
"""Days from the day of writing. Words that mean something else in a neighbouring language
("hier", "morgen", "mañana", "hoy") are left out."""
