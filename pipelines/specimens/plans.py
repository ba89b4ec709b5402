"""What a body plans for its money: performance targets of its projects, and purchases."""

from __future__ import annotations

import random

from pipelines.specimens.accounts import Cents, Purchase, Target, plain_wan, rounded_down
from pipelines.specimens.bodies import Body
from pipelines.specimens.kinds import ProjectPattern


def targets(of: Body, year: int, pattern: ProjectPattern, amount: Cents) -> tuple[Target, ...]:
    """The indicators of a project whose cost cap is `amount`."""
    draw = of.draws(year, "targets", pattern.name)
    what, unit, low, high = pattern.output
    basis = draw.choice(["历史数据", "工作方案", "计划标准", "合同约定"])
    month = draw.choice(["10", "11", "12"])
    many, passed, known, content = (
        str(draw.randint(*limits)) for limits in ((low, high), (90, 100), (80, 98), (85, 99))
    )
    output, effect, reached = "产出指标", "效益指标", f"{pattern.name}验收合格率"
    satisfaction = ("满意度指标", "服务对象满意度指标", "服务对象满意度", "抽样调查中表示满意的比率")
    listed = [
        Target(output, "数量指标", what, f"全年{what}", "≥", many, unit, basis),
        Target(output, "质量指标", reached, "验收合格数量占总数的比率", "≥", passed, "%", basis),
        Target(output, "时效指标", "工作完成时间", "任务按期完成", "≤", month, "月", "工作计划"),
        Target(
            output, "成本指标", "项目预算控制数", "不超过预算安排数", "≤", plain_wan(amount), "万元", "预算批复", True
        ),
        Target(effect, "社会效益指标", "政策知晓率", f"{pattern.objective}的社会影响", "≥", known, "%", "问卷调查"),
        Target(effect, "可持续影响指标", "长效机制健全程度", "制度建立并持续运行", "=", "1", "年", "工作总结"),
        Target(*satisfaction, "≥", content, "%", "满意度调查"),
    ]
    if draw.random() < 0.4:
        listed.insert(
            3, Target("产出指标", "时效指标", "资金拨付及时率", "及时拨付资金占总额的比率", "=", "100", "%", "拨付凭证")
        )
    return tuple(listed)


def department_targets(of: Body, year: int) -> tuple[Target, ...]:
    """The indicators of the whole department."""
    draw = of.draws(year, "department targets")
    share, done, happy = (str(draw.randint(low, 99)) for low in (80, 85, 80))
    works = of.kind.projects[0]
    output, effect = "部门产出", "部门效果"
    return (
        Target(
            output,
            "数量",
            works.output[0],
            f"全年{works.output[0]}",
            "≥",
            str(works.output[2]),
            works.output[1],
            "年终工作总结",
        ),
        Target(output, "质量", "重点工作完成率", "完成重点工作占全部重点工作的比率", "≥", done, "%", "工作计划"),
        Target(output, "时效", "预算支出及时率", "按序时进度支出的比率", "≥", share, "%", "预算执行数据"),
        Target(effect, "社会效益", "政策知晓率", works.objective, "≥", share, "%", "历史数据"),
        Target(effect, "满意度", "群众满意度", "群众对本部门工作的满意程度", "≥", happy, "%", "满意度调查"),
    )


_GOODS = (
    ("台式计算机", "A02010105", "台", 5_200_00),
    ("多功能一体机", "A02020400", "台", 2_800_00),
    ("办公桌椅", "A05010000", "套", 1_450_00),
)
_WORKS = (("办公用房修缮", "B07010000", "项", 180_000_00), ("附属设施改造", "B02990000", "项", 96_000_00))
_SERVICES = (
    ("物业管理服务", "C21040000", "项", 126_000_00),
    ("信息系统运维服务", "C16070000", "项", 84_000_00),
    ("印刷服务", "C23090100", "批", 12_000_00),
)


def purchases(of: Body, draw: random.Random, vehicle: Cents) -> tuple[Purchase, ...]:
    """What the body buys in a year; a vehicle where money for one is planned."""
    if of.draws("procures").random() < 0.2 and not vehicle:
        return ()
    found = []
    for group, chance in ((_GOODS, 0.7), (_WORKS, 0.25), (_SERVICES, 0.6)):
        for item, catalogue, unit, price in group:
            if draw.random() < chance:
                quantity = draw.randint(1, 12) if unit in ("台", "套") else 1
                price = rounded_down(price * draw.uniform(0.6, 1.6), 10_000)
                found.append(Purchase("日常公用经费", item, catalogue, unit, quantity, price))
    if vehicle:
        found.append(Purchase("公务用车更新", "轿车", "A02030501", "辆", 1, vehicle))
    return tuple(found)
