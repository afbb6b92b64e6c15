"""The words of the Example plans; every project, figure and fund in them is invented."""

from typing import Any

GOLD: dict[str, Any] = {
    "title": "Example plan for mercury-free gold, %(from)d to %(to)d",
    "language": "en",
    "texts": {
        "I": (
            "In the Example region, small gold mines are the largest source of mercury released "
            "to air and rivers. About 4,000 families in three provinces live from them.\n\n"
            "This Example plan brings three lines of work together:\n"
            "- training in methods that need no mercury\n"
            "- a market for gold that was won without it\n"
            "- care for people who were exposed"
        ),
        "VI": (
            "%%%\n# How the Example area measures\n\n"
            "Each partner reports **once a year** in the portal^[Example source: [the portal]"
            "(https://www.unep.org/globalmercurypartnership/), section VI.]. The lead puts the "
            "figures of the indicators together:\n\n- what partners report\n- what is measured\n"
            "  1. in rivers\n  1. in the air\n\n"
            "| Year | Mines visited | Reported by |\n| 2027 | 60 | Example partner |\n"
            "| 2028 | 120 | Example partner |\n\n"
            "They are presented to the yearly meeting of the area."
        ),
        "VII": "The partners approach donors together and share what they learn (Example text).",
        "VIII": (
            "The lead writes the draft, partners comment on it for four weeks, and the area "
            "agrees to it in a meeting. The plan is reviewed before it ends."
        ),
    },
    "objectives": [
        {
            "statement": "Miners in the Example region win gold without whole-ore amalgamation.",
            "measure": "Share of visited mines that have given it up",
            "target": "60 per cent of 200 mines",
            "realism": "Two Example provinces reached 45 per cent in three years.",
            "goal_links": ["O2", "O3"],
        },
        {
            "statement": "Health posts recognize and treat mercury exposure.",
            "measure": "Health posts with trained staff",
            "target": "80 of 120 posts",
            "realism": "The Example ministry has agreed to release staff for training.",
            "goal_links": ["O2"],
        },
    ],
    "actions": [
        "Train miners in gravity methods and direct smelting",
        "Train health workers in the mining towns",
        "Bring buyers and cooperatives together",
        "Measure mercury in air and river water",
    ],
    "efforts": [
        {
            "kind": "overarching",
            "description": "Example training centre with courses for 400 miners a year.",
            "cost": "180000",
            "currency": "USD",
            "target": "800 miners trained",
        },
        {
            "kind": "bilateral",
            "description": "Example exchange of nurses between two provinces.",
            "cost": "45000",
            "currency": "EUR",
            "target": "80 health posts",
        },
        {
            "kind": "collaborative",
            "description": "Example round table of buyers and cooperatives, twice a year.",
            "cost": "22000",
            "currency": "USD",
            "target": "Ten purchase agreements",
        },
    ],
    "milestone": "Example interim report",
    "indicators": [
        {
            "name": "Mines without whole-ore amalgamation",
            "unit": "per cent",
            "baseline": "22",
            "target": "60",
            "source": "Example field visits",
        },
        {
            "name": "Health posts with trained staff",
            "unit": "posts",
            "baseline": "15",
            "target": "80",
            "source": "Example ministry of health",
        },
    ],
    "opportunity": {
        "title": "Example processing plant shared by five cooperatives",
        "description": "Needs a study of the site and an investor.",
        "status": "scoped",
    },
    "donor": {
        "name": "Example Environment Fund",
        "kind": "donor",
        "note": "Call opens in May.",
    },
    "request": {
        "title": "Example mobile laboratory",
        "purpose": "Measure mercury in hair and water in remote towns.",
        "amount": "95000",
        "currency": "USD",
        "in_kind": "A vehicle would help as much as money.",
    },
    "linkage": {
        "side": "outside",
        "name": "National action plans under article 7",
        "note": "The Example training follows the plans of the countries concerned.",
    },
}

WASTE: dict[str, Any] = GOLD | {
    "title": "Example plan for mercury waste, %(from)d to %(to)d",
    "texts": GOLD["texts"]
    | {
        "I": (
            "Thermometers, lamps and batteries with mercury still reach open dumps in the "
            "Example countries. This Example plan looks at the whole life of such products: "
            "fewer of them, separate collection, and storage that keeps mercury in."
        )
    },
    "objectives": [
        {
            "statement": "Hospitals in the Example countries collect mercury waste separately.",
            "measure": "Hospitals with separate collection",
            "target": "150 of 400 hospitals",
            "realism": "Forty Example hospitals have begun on their own.",
            "goal_links": ["O1", "O2"],
        }
    ],
    "actions": [
        "Write a guide for hospitals",
        "Set up three Example collection points",
        "Train inspectors",
    ],
    "indicators": [
        {
            "name": "Hospitals with separate collection",
            "unit": "hospitals",
            "baseline": "40",
            "target": "150",
            "source": "Example survey",
        }
    ],
}

AMALGAM: dict[str, Any] = GOLD | {
    "title": "示例计划：产品中的汞，%(from)d–%(to)d年",
    "language": "zh",
    "texts": {
        "I": "含汞的温度计、电池和牙科材料仍在示例地区使用。本示例计划帮助医院和学校改用无汞产品。",
        "VI": "各伙伴每年在门户网站报告一次，牵头方汇总指标。",
        "VII": "伙伴们共同联系捐助方。",
        "VIII": "牵头方起草，伙伴提出意见，领域以协商一致方式同意。",
    },
    "objectives": [
        {
            "statement": "示例地区的医院停止购买含汞温度计。",
            "measure": "停止购买的医院所占比例",
            "target": "一百家医院",
            "realism": "二十家示例医院已经停止购买。",
            "goal_links": ["O3", "O4"],
        }
    ],
    "actions": ["向医院介绍无汞产品", "培训采购人员", "公布价格比较"],
    "indicators": [
        {
            "name": "停止购买含汞温度计的医院",
            "unit": "家",
            "baseline": "20",
            "target": "100",
            "source": "示例调查",
        }
    ],
}
