"""What the Example reports say, in English and Chinese; every word of it is invented."""

from typing import Any

ACTIVITIES: dict[str, list[dict[str, Any]]] = {
    "asgm": [
        {
            "title": "Example training of miners in methods without mercury",
            "state": "finished",
            "result": "In twelve Example mining towns 640 miners learned to separate gold by "
            "gravity. A year later, half of them still worked without mercury.",
            "priorities": ["c"],
            "focus": "convention",
            "countries": ["PE", "GH"],
            "builds_capacity": True,
        },
        {
            "title": "Example map of mercury trade routes",
            "state": "under_way",
            "result": "The first map covers four Example border regions; customs offices check it.",
            "priorities": ["d", "g"],
            "focus": "knowledge",
            "countries": ["PE"],
        },
    ],
    "waste-management": [
        {
            "title": "Example guide on storing waste from health centres",
            "state": "finished",
            "result": "The guide is used in 85 Example health centres; thermometers are collected "
            "and kept apart.",
            "priorities": ["b", "e"],
            "focus": "outreach",
            "countries": ["KE"],
            "builds_capacity": True,
        },
    ],
    "products": [
        {
            "title": "Example course for dentists on fillings without amalgam",
            "state": "under_way",
            "result": "Two Example dental schools changed their courses; 310 students took part.",
            "priorities": ["c"],
            "focus": "outreach",
            "countries": ["KE", "PE"],
        },
    ],
}
GIFTS: list[dict[str, Any]] = [
    {"kind": "funds", "description": "Example grant", "amount": 48_000, "currency": "USD"},
    {"kind": "in_kind", "description": "Forty working days of two Example specialists"},
]

AREAS = {
    "asgm": {
        "rating": "on_track",
        "highlights": "Example partners trained 640 miners in twelve towns to recover gold "
        "without mercury. Follow-up visits one year later found that half of the trained "
        "miners had kept the new methods.\n\nA first map of trade routes was drawn with "
        "customs offices of four Example border regions.",
        "effectiveness": "Training works where a buyer pays the same day for gold recovered "
        "without mercury. Where no such buyer was at hand, most miners went back to their "
        "earlier practice within months.",
        "impact": "According to the Example partners, the trained groups used about 1.4 tonnes "
        "of mercury less in the period than before. The figure rests on interviews and has "
        "not been verified.",
        "lessons": "Buyers should be brought in before the training begins, not after it.",
        "future": "In the next period the area will work with Example refiners on purchase "
        "agreements for gold recovered without mercury.",
    },
    "waste-management": {
        "rating": "partly",
        "highlights": "A guide on storing mercury waste was introduced in 85 Example health "
        "centres, together with a collection scheme for broken thermometers.",
        "effectiveness": "Separation at the source is well accepted. Transport to an interim "
        "store remains unsolved in three of the five Example regions, because no carrier is "
        "licensed there.",
        "impact": "The amount of mercury waste collected rose from 0.2 to 0.9 tonnes a year "
        "in the Example regions.",
        "lessons": "Licensing of carriers takes longer than building a store and should start "
        "first.",
        "future": "Two further Example regions will join the collection scheme.",
    },
    "products": {
        "rating": "unknown",
        "highlights": "Two Example dental schools changed their courses so that students learn "
        "fillings without amalgam first.",
        "effectiveness": "The course was taken by 310 students. Whether practice changes can "
        "be said only when they work as dentists.",
        "impact": "",
        "lessons": "Teachers need the materials a year before the students do.",
        "future": "The Example schools will ask their graduates after two years.",
    },
}

CHINESE = {
    ("asgm", "highlights"): [
        "示例合作伙伴在十二个城镇培训了640名矿工，教授不使用汞的采金方法。一年后的回访发现，"
        "半数受训矿工仍在使用新方法。",
        "与四个示例边境地区的海关合作，绘制了第一份贸易路线图。",
    ],
    ("asgm", "effectiveness"): [
        "凡有买家当日收购无汞采金产品之处，培训即见成效；在没有此类买家的地方，"
        "多数矿工在数月内恢复了原来的做法。"
    ],
    ("asgm", "impact"): [
        "据示例合作伙伴称，受训群体在本期间的用汞量比以前减少约1.4吨。该数字依据访谈得出，未经核实。"
    ],
    ("asgm", "lessons"): ["应在培训开始之前而不是之后联系买家。"],
    ("asgm", "future"): ["下一期间，该领域将与示例精炼企业商定收购无汞采金产品的协议。"],
    ("waste-management", "highlights"): [
        "在85个示例卫生中心推行了汞废物储存指南，并建立了破损温度计收集办法。"
    ],
    ("waste-management", "effectiveness"): [
        "源头分类得到普遍接受。由于缺少持证承运人，五个示例地区中有三个尚未解决运往临时储存地点的问题。"
    ],
    ("waste-management", "impact"): ["示例地区收集的汞废物由每年0.2吨增至0.9吨。"],
    ("waste-management", "lessons"): [
        "承运人的许可所需时间比建造储存设施更长，应先行启动。"
    ],
    ("waste-management", "future"): ["另有两个示例地区将加入收集办法。"],
    ("products", "highlights"): [
        "两所示例牙科学校修改了课程，使学生首先学习无汞合金的补牙方法。"
    ],
    ("products", "effectiveness"): [
        "310名学生参加了课程。实际做法是否改变，须待他们执业后方可判断。"
    ],
    ("products", "lessons"): ["教师须比学生早一年得到教材。"],
    ("products", "future"): ["示例学校将在两年后向毕业生了解情况。"],
}

TITLES = {
    "en": "Biennial report of the Global Mercury Partnership, 2024–2025 (Example)",
    "zh-hans": "环境署全球汞伙伴关系2024–2025年两年期报告（示例）",
}
