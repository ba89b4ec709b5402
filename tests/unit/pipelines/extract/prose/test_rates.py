"""A change without a subject goes to the whole or its part: to the one whose amount fits the rate behind it."""

import pytest

from pipelines.extract.prose.passage_reader import read_passage
from pipelines.extract.prose.statements import Setting


@pytest.mark.parametrize(
    ("behind", "measure"),
    [
        ("较上年减少10.00万元，下降10.00%。", "revenue_grand_total"),
        ("较上年减少10.00万元，下降50.00%。", "revenue_carryover"),
        ("较上年减少10.00万元。", "revenue_carryover"),
        ("较上年增加0万元，增长0%。", "revenue_carryover"),
    ],
    ids=["of the whole", "of the part", "no rate", "no change"],
)
def test_the_rate_says_what_changed(behind: str, measure: str) -> None:
    reading = read_passage(
        f"收入总计90.00万元,其中年初结转和结余10.00万元,{behind.replace('，', ',')}", Setting(2031, "final_accounts")
    )
    (change,) = (statement for statement in reading.statements if statement.kind == "change")
    assert change.noun.measures == (measure,)
