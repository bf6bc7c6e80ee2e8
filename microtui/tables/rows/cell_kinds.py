"""What a single cell may be: nothing, a number in some way of writing, or a date."""

from __future__ import annotations

import re

MISSING = frozenset(
    {
        *("", "NA", "N/A", "n/a", "na", "N.A.", "n.a.", "<NA>", "#N/A", "#NA", "#N/A N/A", "NaT"),
        *("NaN", "nan", "NAN", "Nan", "-nan", "-NaN", "+nan", "1.#QNAN", "-1.#IND", "1.#IND"),
        *("null", "NULL", "Null", "None", "nil", "\\N", "?", "??", "-", "--", "---", "–", "—"),
        *(".", "..", "...", "*", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!"),
        *("missing", "MISSING", "Missing"),
    }
)
"""What stands where nothing is known."""

MISSING_NUMBER = frozenset({"none", "NONE", "unknown", "Unknown", "UNKNOWN", "n.d.", "nd", "ND"})
"""Where numbers stand, likewise; among words it may be one of them."""

MINUS = str.maketrans({"−": "-", "﹣": "-", "－": "-", "–": "-", "\u00a0": " ", "\u202f": " "})
"""Other minus signs, and blanks at which no line is broken, as one types them."""

EXPONENT = r"(?:[eEdD][-+]?\d+)?"
UNITS = r"[$€£¥₹]|%|USD|EUR|GBP|CHF"
NUMBER_LIKE = re.compile(
    rf"\(?(?:{UNITS})? ?[-+]?(?:{UNITS})? ?"
    rf"(?:\d+(?:\.\d*|,\d+)?|[.,]\d+"
    rf"|\d{{1,3}}(?:[ ,.'’]\d{{2,3}})*[ ,.'’]\d{{3}}(?:[.,]\d+)?){EXPONENT}"
    rf" ?(?:{UNITS})?[-)]?",
    re.ASCII,
)

INFINITE = re.compile(r"[-+]?(inf|infinity|∞)", re.IGNORECASE)

ZONE = r"(?: ?(?:z|utc|gmt|[-+]\d{2}:?\d{2}))?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zé]*\.?"
TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?" + ZONE
DATE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
    rf"(?:\d{{4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{1,2}}[-. /]{{0,2}}{MONTH}[-, /.]{{0,2}}\d{{2,4}}"
    rf"|{MONTH}[-, /.]{{1,2}}\d{{1,2}},? \d{{4}}"
    rf"|{MONTH}[-, /.]{{1,2}}\d{{2,4}}|\d{{4}}[- ]?{MONTH}|\d{{4}}[-: ]?[qmw]\d{{1,2}}"
    rf"|[qmw]\d[-/ ]\d{{4}})(?:[t, ]{{1,2}}{TIME})?|{TIME}",
    re.IGNORECASE,
)


FALSE = frozenset({"false", "no", "f", "n", "off", "falsch", "nein", "non", "faux"})
TRUE = frozenset({"true", "yes", "t", "y", "on", "wahr", "ja", "oui", "vrai"})


def is_boolean(cell: str) -> bool:
    """Whether it says yes or no."""
    small = cell.casefold()
    return small in FALSE or small in TRUE


def is_missing(cell: str) -> bool:
    return cell in MISSING


def is_number_like(cell: str) -> bool:
    """Whether it is a number in one of the ways that people write them."""
    return NUMBER_LIKE.fullmatch(cell.translate(MINUS)) is not None


def is_date(cell: str) -> bool:
    """Whether it is a day, a month, or a time of day."""
    return not is_number_like(cell) and DATE.fullmatch(cell) is not None
