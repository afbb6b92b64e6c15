"""Example plans as long as real ones, in English and in Chinese; every word in them is invented."""

from typing import Any

PARAGRAPHS = (
    "Each partner of this Example area enters its figures once in a half year. The lead compares "
    "them with those of the half year before, asks where they differ by more than a tenth, and "
    "puts them together in one table, which all partners see before it is published.",
    "The Example kilns that take part measure at the stack and in the dust of the filters. Where "
    "only one of the two is measured, the plan says so, and the figure is shown in brackets. "
    "Nobody adds figures of two methods.",
    "Twice in the period of the plan, two partners who do not work in the Example country visit "
    "it, look at the plants, and write four pages. Their report goes to the area, to the "
    "ministry concerned and to the Advisory Group.",
    "Training is counted by people who passed a test, not by people who were invited. Women and "
    "men are counted apart, and so are those who work in small companies. The Example tests are "
    "kept by the institute that holds the course.",
    "Partners who bring money and partners who bring work have the same say. An Example plant "
    "that lends its laboratory for three weeks counts as a partner effort, with the days that it "
    "was lent and not with a price that somebody made up.",
    "What was promised and did not happen stays in the plan, with the reason and with what "
    "follows from it. The lead speaks with the partner first; nobody reads of it for the first "
    "time in a table.",
    "Three questions come back at each meeting of the area: which Example measure works at the "
    "least cost, which one can be copied in a country with few inspectors, and which one the "
    "plants keep up when the project has ended.",
    "Health and safety of the workers come before the figures. A plant in which an Example test "
    "shows too much mercury in the air is told the same day, and the visit ends there.",
)
HAN = (
    "本示例领域的每个合作伙伴每半年填报一次数据。领域领导者将其与上半年的数据比较，凡差异超过十分之一的，"
    "均请合作伙伴说明原因，并汇总成一张表，在公布之前请全体合作伙伴过目。",
    "参加的示例水泥窑在烟囱处和过滤器粉尘中进行测量。只测量其中一项的，计划中予以注明，数据加括号表示。"
    "两种方法得出的数据不得相加。",
    "在计划期内，两个不在该示例国家工作的合作伙伴两次前往访问，查看工厂并撰写四页报告。报告提交领域、"
    "有关部委和咨询小组。",
    "培训按通过测试的人数计算，而不按受邀人数计算。女性和男性分别统计，小企业员工也单独统计。"
    "示例测试由举办课程的研究所保存。",
    "出资的合作伙伴与出力的合作伙伴享有同等发言权。示例工厂出借实验室三周，也算作合作伙伴工作，"
    "按出借天数计算，而不按估算的价格计算。",
    "承诺而未实现的内容保留在计划中，并说明原因和后续安排。领域领导者首先与该合作伙伴沟通，"
    "任何人都不会第一次从表格中得知此事。",
    "每次领域会议都会回到三个问题：哪项示例措施成本最低，哪项措施可以在检查人员很少的国家推广，"
    "哪项措施在项目结束后工厂仍会坚持。",
    "工人的健康和安全先于数据。如示例测试显示工厂空气中汞含量过高，当天即告知该厂，访问到此为止。",
)


def _long(paragraphs: tuple[str, ...], times: int, first: int) -> str:
    """So many paragraphs, beginning with another one in each section."""
    count = len(paragraphs)
    return "\n\n".join(paragraphs[(first + place) % count] for place in range(times))


def _efforts(described: tuple[str, ...], targets: tuple[str, ...]) -> list[dict[str, str]]:
    kinds = ("overarching", "bilateral", "collaborative")
    costs = (("180000", "USD"), ("45000", "EUR"), ("", ""))
    return [
        {
            "kind": kinds[place % len(kinds)],
            "description": described[place % len(described)],
            "cost": costs[place % len(costs)][0],
            "currency": costs[place % len(costs)][1],
            "target": targets[place % len(targets)],
        }
        for place in range(9)
    ]


def _indicators(names: tuple[str, ...], unit: str, source: str) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "unit": unit,
            "baseline": str(10 + place),
            "target": str(40 + 5 * place),
            "source": source,
        }
        for place, name in enumerate(names)
    ]


CEMENT: dict[str, Any] = {
    "title": "Example plan for cleaner cement kilns, %(from)d to %(to)d",
    "language": "en",
    "note": (
        "The Example area works in five countries and no more in three. Two efforts are new, and "
        "the indicators name their sources."
    ),
    "texts": {
        "I": PARAGRAPHS[1] + "\n\n" + PARAGRAPHS[6],
        "VI": _long(PARAGRAPHS, 50, 0)
        + "\n\nEach half year the lead asks for:\n"
        + "- the figures of the Example kilns\n- the days on which they were measured\n"
        + "- what was done where they were too high",
        "VII": _long(PARAGRAPHS, 45, 2),
        "VIII": _long(PARAGRAPHS, 45, 4),
    },
    "objectives": [
        {
            "statement": statement,
            "measure": "Share of the Example kilns that report it",
            "target": "60 per cent of 120 kilns",
            "realism": PARAGRAPHS[place],
            "goal_links": ["O2"],
        }
        for place, statement in enumerate(
            (
                "Example kilns release half of the mercury that they released before.",
                "Inspectors in the Example countries know how to measure at the stack.",
                "Plants know what the raw materials of their region hold.",
                "Dust from Example filters is kept apart and treated.",
            )
        )
    ],
    "actions": [
        "Measure at the stack of each Example kiln",
        "Train inspectors and the staff of plants",
        "Map the mercury in raw materials",
        "Agree on the treatment of dust",
    ],
    "efforts": _efforts(PARAGRAPHS, ("40 kilns", "300 people trained", "Five maps")),
    "milestone": "Example report to the area",
    "indicators": _indicators(
        (
            "Kilns that measure at the stack",
            "Kilns that report each half year",
            "Inspectors who passed the Example test",
            "Regions with a map of raw materials",
            "Plants that keep dust apart",
            "Example reports that came in time",
        ),
        "number",
        "Example half-yearly reports",
    ),
    "opportunity": {
        "title": "Example laboratory that travels from plant to plant",
        "description": PARAGRAPHS[4],
        "status": "scoped",
    },
    "donor": {
        "name": "Example Clean Air Fund",
        "kind": "donor",
        "note": "Call opens in May.",
    },
    "request": {
        "title": "Example stack meters",
        "purpose": PARAGRAPHS[1],
        "amount": "350000",
        "currency": "USD",
        "in_kind": "Two meters on loan would help.",
    },
    "linkage": {
        "side": "outside",
        "name": "Best available techniques under article 8",
        "note": "The Example measures follow the guidance on emissions.",
    },
}
STORAGE: dict[str, Any] = {
    "title": "示例汞供应和储存计划（%(from)d—%(to)d年）",
    "language": "zh",
    "note": "本示例计划的范围由三个国家扩大到五个国家；新增两项工作，各项指标均注明来源。",
    "texts": {
        "I": HAN[1],
        "VI": _long(HAN, 48, 0) + "\n\n每半年收集：\n- 示例仓库的库存数据\n- 测量日期",
        "VII": _long(HAN, 44, 2),
        "VIII": _long(HAN, 44, 4),
    },
    "objectives": [
        {
            "statement": statement,
            "measure": "填报的示例仓库所占比例",
            "target": "一百二十个仓库中的百分之六十",
            "realism": HAN[place],
            "goal_links": ["O1"],
        }
        for place, statement in enumerate(
            (
                "示例国家的汞库存全部登记在册。",
                "示例国家的检查人员掌握储存场所的检查方法。",
                "企业了解本地区汞的来源和去向。",
                "不再使用的汞得到分开储存和稳妥处理。",
            )
        )
    ],
    "actions": [
        "登记示例仓库的库存",
        "培训检查人员和企业员工",
        "绘制汞流向图",
        "商定处理方法",
    ],
    "efforts": _efforts(HAN, ("四十个仓库", "培训三百人", "五张流向图")),
    "milestone": "向领域提交示例报告",
    "indicators": _indicators(
        (
            "登记库存的仓库",
            "每半年报告的仓库",
            "通过示例测试的检查人员",
            "绘制流向图的地区",
            "分开储存的企业",
            "按时提交的示例报告",
        ),
        "个",
        "示例半年报告",
    ),
    "opportunity": {"title": "示例流动实验室", "description": HAN[4], "status": "scoped"},
    "donor": {"name": "示例清洁基金", "kind": "donor", "note": "五月开始征集申请。"},
    "request": {
        "title": "示例测量仪器",
        "purpose": HAN[1],
        "amount": "350000",
        "currency": "USD",
        "in_kind": "借用两台仪器亦可。",
    },
    "linkage": {
        "side": "outside",
        "name": "第十条规定的临时储存",
        "note": "示例措施遵循关于临时储存的指导意见。",
    },
}
# The plan of the cement area in Chinese, as far as it was translated.
CEMENT_IN_CHINESE = {
    "title": "示例清洁水泥窑计划",
    "note": "示例领域的范围由三个国家扩大到五个国家；新增两项工作，各项指标均注明来源。",
    "texts.I": HAN[1] + "\n\n" + HAN[6],
}
