"""Which of two things a change without a subject is of: the one whose amount fits the rate printed behind it."""

from __future__ import annotations

from decimal import Decimal

from pipelines.extract.prose.discourse import Discourse, key_of
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.tokens import PERCENT_UNITS, Token

# A rate with two decimals of amounts with two decimals is right within this many per cent.
_SLACK = Decimal("0.06")


def fitting(discourse: Discourse, number: int, token: Token, part: Noun, whole: Noun) -> Noun:
    """`part`, or `whole` where only its amount fits: 收入90万元，其中结转5万元，较上年减少10万元，下降10%."""
    rate = _rate_behind(discourse, number, token)
    change = _decimal(token.amount.number) if token.amount is not None else Decimal(0)
    if rate is None or token.amount is None or not change:
        return part
    change *= discourse.clause.direction
    fits = [noun for noun in (part, whole) if _fits(discourse, noun, token.amount.unit, change, rate)]
    return whole if fits == [whole] else part


def _rate_behind(discourse: Discourse, number: int, token: Token) -> Decimal | None:
    """The percentage that follows the change in the next clause."""
    for following in discourse.tokens[number + 1 : number + 4]:
        if following.amount is not None:
            is_rate = (
                following.amount.unit in PERCENT_UNITS and "。" not in discourse.plain[token.end : following.start]
            )
            return _decimal(following.amount.number) if is_rate else None
    return None


def _fits(discourse: Discourse, noun: Noun, unit: str | None, change: Decimal, rate: Decimal) -> bool:
    """Whether the last amount told of `noun`, less the change, is a base of which the change is this rate."""
    for told in reversed(discourse.statements[-12:]):
        if told.kind == "level" and told.unit == unit and key_of(told.noun) == key_of(noun) and told.number is not None:
            base = _decimal(told.number) - change
            return base > 0 and abs(abs(change) / base * 100 - rate) <= _SLACK
    return False


def _decimal(number: str) -> Decimal:
    digits = number.replace(",", "")
    return Decimal(digits) if digits.replace(".", "").isdecimal() else Decimal(0)
