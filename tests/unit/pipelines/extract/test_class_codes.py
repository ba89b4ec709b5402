"""Classes named in prose: their code where exactly one fits, else their name as the sentence prints it."""

import pytest

from pipelines.extract.class_codes import with_class_codes
from schemas.facts import Figure, Origin, Place


def figure(
    name: str | None, code: str | None = None, origin: Origin = "text", measure: str = "expenditure_total"
) -> Figure:
    return Figure(
        measure=measure,
        fund="general_public",
        phase="budget",
        fiscal_year=2031,
        stated="9.00",
        stated_unit="万元",
        place=Place(),
        quote="9.00",
        origin=origin,
        function_code=code,
        subject_name=name,
    )


TABLES = [
    figure(name, code, "table")
    for code, name in (
        ("213", "农林水支出"),
        ("21303", "水利"),
        ("2130301", "行政运行"),
        ("20138", "市场监督管理事务"),
        ("2013801", "行政运行"),
        ("2130306", "水利工程运行与维护"),
    )
]


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("水利(款)行政运行(项)", "2130301", "行政运行"),
        ("农林水支出(类)水利(款)行政运行(项)", "2130301", "行政运行"),
        ("农林水支出-水利-行政运行", "2130301", "行政运行"),
        ("水利工程运行与维护", "2130306", "水利工程运行与维护"),
        ("农林水支出(类)", "213", "农林水支出"),
        ("教育支出", "205", "教育支出"),
        ("一般公共服务支出-审计事务-行政运行", "2010801", "行政运行"),
        ("审计事务(款)事业运行(项)", "2010850", "事业运行"),
        ("教育(类)", "205", "教育"),
        ("社会保障和就业(类)行政事业单位养老支出(款)", "20805", "行政事业单位养老支出"),
        ("社会保障和就业支出(类)行政事业单位养老支出(款)行政单位离退休(项)", "2080501", "行政单位离退休"),
    ],
)
def test_one_code_fits(printed: str, code: str, name: str) -> None:
    (*_, told) = with_class_codes([*TABLES, figure(printed)])
    assert (told.function_code, told.subject_name) == (code, name)


@pytest.mark.parametrize(
    "printed",
    [
        "行政运行",  # of two classes
        "甲乙事务(款)行政运行(项)",  # under a group that neither tables nor lists know
        "水利(项)",  # another rank
        "住房公积金",  # may be what is paid
        "工资福利支出",  # an economic class
        "甲支出",
    ],
)
def test_no_code_is_guessed(printed: str) -> None:
    (*_, told) = with_class_codes([*TABLES, figure(printed)])
    assert (told.function_code, told.subject_name) == (None, printed)


def test_what_is_no_expenditure_or_has_a_code_stays() -> None:
    stay = [figure(None), figure("水利(款)行政运行(项)", "2130399"), figure("教育支出", measure="vehicles_count")]
    assert with_class_codes([*TABLES, *stay])[-3:] == stay
