"""The full content of a plan on the template of Annex 2, in English and in Chinese."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    action: str
    who: str
    description: str
    kind: str
    cost: str
    period: str
    target: str
    milestones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """What a plan says, and the words around it in its language."""

    titles: tuple[str, ...]
    title: str
    period: str
    summary: tuple[str, ...]
    # Statement, measure, target, day.
    objectives: tuple[tuple[str, str, str, str], ...]
    # Title, description, objectives.
    actions: tuple[tuple[str, str, str], ...]
    efforts: tuple[Effort, ...]
    opportunities: tuple[tuple[str, str, str], ...]
    evaluation: tuple[str, ...]
    # Objective, name, unit, baseline, target.
    indicators: tuple[tuple[str, str, str, str, str], ...]
    resources: tuple[str, ...]
    # Name, kind, note.
    donors: tuple[tuple[str, str, str], ...]
    # Title, purpose, amount.
    requests: tuple[tuple[str, str, str], ...]
    process: tuple[str, ...]
    # Name, side, note.
    linkages: tuple[tuple[str, str, str], ...]
    partners: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]
    words: dict[str, str]


ENGLISH = Content(
    titles=(
        "Summary of the issue",
        "Objectives",
        "Priority actions",
        "Partner efforts and timeline",
        "Opportunities",
        "Evaluation",
        "Resource mobilization",
        "Business planning process",
        "Linkages",
        "Partners",
    ),
    title="Business plan of the area “Mercury in products”",
    period="2026–2028",
    summary=(
        "Mercury in lamps, batteries and skin-lightening products still reaches households.",
        "The area brings together those who make, sell, control and collect such products.",
    ),
    objectives=(
        (
            "Halve the use of mercury in measuring devices",
            "tonnes of mercury used each year",
            "half of what was used in 2024",
            "2028-12-31",
        ),
        (
            "Take skin-lightening products with mercury off the market",
            "share of products on sale that hold mercury",
            "less than 1 % of samples",
            "2027-12-31",
        ),
        (
            "Collect lamps that hold mercury",
            "lamps collected each year",
            "10 million lamps",
            "2028-06-30",
        ),
        (
            "Train customs officers in all regions",
            "officers trained",
            "600 officers",
            "2027-06-30",
        ),
    ),
    actions=(
        ("Guidance for hospitals", "Write and test guidance on devices.", "Objective 1"),
        ("Market surveys", "Buy and test products in twelve countries.", "Objective 2"),
        ("Collection schemes", "Set up schemes with retailers.", "Objective 3"),
        ("Courses for customs", "Hold courses online and on site.", "Objectives 2 and 4"),
    ),
    efforts=(
        Effort(
            "Action 1",
            "Example Health Institute",
            "Writes the guidance with ten hospitals.",
            "bilateral",
            "USD 180,000",
            "2026-03-01 – 2027-06-30",
            "guidance in six languages",
            ("2026-12-01 First draft", "2027-06-01 Final text"),
        ),
        Effort(
            "Action 1",
            "Example Hospital Network",
            "Tests the guidance in forty wards.",
            "collaborative",
            "USD 95,000",
            "2026-09-01 – 2027-12-31",
            "forty wards",
            ("2027-09-01 Report on the tests",),
        ),
        Effort(
            "Action 2",
            "Example Consumer Union",
            "Buys and tests 400 products.",
            "collaborative",
            "EUR 60,000",
            "2026-02-01 – 2026-11-30",
            "400 products",
            ("2026-06-15 Half of the samples",),
        ),
        Effort(
            "Action 2",
            "Example Laboratory",
            "Analyses the samples.",
            "bilateral",
            "EUR 42,500.50",
            "2026-03-01 – 2026-12-31",
            "all samples",
        ),
        Effort(
            "Action 3",
            "Example Retail Federation",
            "Places boxes for lamps in 2,000 shops.",
            "overarching",
            "USD 1,250,000",
            "2026-01-01 – 2028-06-30",
            "2,000 shops",
            ("2026-12-31 500 shops", "2027-12-31 1,500 shops"),
        ),
        Effort(
            "Action 3",
            "Example Recycling Company",
            "Treats what is collected.",
            "bilateral",
            "USD 700,000",
            "2026-04-01 – 2028-12-31",
            "10 million lamps",
        ),
        Effort(
            "Action 4",
            "Example Customs Academy",
            "Develops the courses.",
            "overarching",
            "CHF 80,000",
            "2026-01-15 – 2026-10-31",
            "three courses",
            ("2026-07-01 Pilot course",),
        ),
        Effort(
            "Action 4",
            "Example Regional Centre",
            "Holds the courses in Africa.",
            "collaborative",
            "USD 120,000",
            "2026-11-01 – 2027-06-30",
            "300 officers",
        ),
        Effort(
            "Action 4",
            "Example Secretariat",
            "Holds the courses online.",
            "collaborative",
            "USD 30,000",
            "2026-11-01 – 2027-06-30",
            "300 officers",
        ),
    ),
    opportunities=(
        (
            "A label for products without mercury",
            "Needs scoping with retailers.",
            "Objective 2",
        ),
        ("An app for consumers", "Needs a host and money.", "Objective 2"),
    ),
    evaluation=(
        "The area reports every two years to UNEP, and each partner once a year to the leads.",
    ),
    indicators=(
        ("Objective 1", "Mercury used in measuring devices", "tonnes a year", "8.2", "4.1"),
        ("Objective 1", "Hospitals that use the guidance", "hospitals", "0", "120"),
        ("Objective 2", "Samples that hold mercury", "per cent", "9", "1"),
        ("Objective 3", "Lamps collected", "million a year", "2.5", "10"),
        ("Objective 3", "Shops with boxes", "shops", "150", "2000"),
        ("Objective 4", "Officers trained", "officers", "40", "600"),
    ),
    resources=("The leads keep a list of calls for proposals and share it every quarter.",),
    donors=(
        ("Example Environment Fund", "Financial institution", "Collection schemes"),
        ("Example Development Agency", "Donor", "Courses for customs"),
    ),
    requests=(
        (
            "Boxes for lamps in rural shops",
            "Boxes and transport for 800 shops",
            "USD 240,000",
        ),
        ("Mobile laboratory", "A vehicle with an analyser", "EUR 310,000"),
    ),
    process=(
        "The plan was written by the leads with all partners, in two calls and one meeting.",
        "It is reviewed once a year at the annual meeting of the area.",
    ),
    linkages=(
        ("Example area on waste", "outside", "Lamps become waste at their end."),
        ("Minamata Convention", "outside", "Article 4 on products."),
        ("Basel Convention", "outside", "Technical guidelines on mercury wastes."),
    ),
    partners=("Example Health Institute", "Example Consumer Union"),
    heads={
        "objectives": ("Objective", "Measure", "Target", "To be reached by"),
        "actions": ("Priority action", "Description", "Objectives it serves"),
        "efforts": (
            *("Action", "Partner", "Effort", "Type", "Budget", "Timeframe"),
            *("Expected result", "Milestones"),
        ),
        "opportunities": ("Opportunity", "Description", "Objective"),
        "indicators": ("Objective", "Indicator", "Unit", "Baseline", "Target value"),
        "donors": ("Donor or institution", "Type", "Remarks"),
        "requests": ("Project", "Purpose", "Amount sought"),
        "linkages": ("Topic", "Where", "How the work is linked"),
    },
    words={
        "objective": "Objective",
        "action": "Action",
        "section": "Section",
        "donors": "Potential donors",
        "requests": "Projects that seek support",
        "indicators": "Indicators",
        "contents": "Table of contents",
        "intro": "The partners of the area agreed on the following.",
        "unknown": "Lessons learnt so far",
        "colon": ": ",
        "stop": ". ",
    },
)

CHINESE = Content(
    titles=(
        "问题概要",
        "目标",
        "优先行动",
        "伙伴工作与时间表",
        "机会",
        "评价",
        "资源调动",
        "业务规划过程",
        "联系",
        "伙伴",
    ),
    title="“产品中的汞”领域业务计划",
    period="2026年至2028年",
    summary=(
        "灯具、电池和美白产品中的汞仍在进入家庭。",
        "本领域汇集了制造、销售、监管和收集此类产品的各方。",
    ),
    objectives=(
        ("将测量仪器中的汞用量减半", "每年汞用量（吨）", "2024年用量的一半", "2028年12月31日"),
        ("使含汞美白产品退出市场", "在售产品中含汞产品的比例", "样品的1%以下", "2027年12月31日"),
        ("收集含汞灯具", "每年收集的灯具数量", "1000万只灯具", "2028年6月30日"),
        ("在所有区域培训海关人员", "受训人员数量", "600名人员", "2027年6月30日"),
    ),
    actions=(
        ("医院指南", "编写并试用仪器指南。", "目标1"),
        ("市场调查", "在十二个国家购买并检测产品。", "目标2"),
        ("收集计划", "与零售商共同建立收集计划。", "目标3"),
        ("海关课程", "举办线上和现场课程。", "目标2、4"),
    ),
    efforts=(
        Effort(
            "行动1", "示例卫生研究所", "与十家医院共同编写指南。", "双边", "USD 180,000",
            "2026-03-01 – 2027-06-30", "六种语文的指南", ("2026-12-01 初稿", "2027-06-01 定稿"),
        ),
        Effort(
            "行动1", "示例医院网络", "在四十个病区试用指南。", "合作", "USD 95,000",
            "2026-09-01 – 2027-12-31", "四十个病区", ("2027-09-01 试用报告",),
        ),
        Effort(
            "行动2", "示例消费者协会", "购买并检测400件产品。", "合作", "EUR 60,000",
            "2026-02-01 – 2026-11-30", "400件产品", ("2026-06-15 一半样品",),
        ),
        Effort(
            "行动2", "示例实验室", "分析样品。", "双边", "EUR 42,500.50",
            "2026-03-01 – 2026-12-31", "全部样品",
        ),
        Effort(
            "行动3", "示例零售联合会", "在2000家商店设置灯具回收箱。", "总体", "USD 1,250,000",
            "2026-01-01 – 2028-06-30", "2000家商店",
            ("2026-12-31 500家商店", "2027-12-31 1500家商店"),
        ),
        Effort(
            "行动3", "示例回收公司", "处理收集到的灯具。", "双边", "USD 700,000",
            "2026-04-01 – 2028-12-31", "1000万只灯具",
        ),
        Effort(
            "行动4", "示例海关学院", "开发课程。", "总体", "CHF 80,000",
            "2026-01-15 – 2026-10-31", "三门课程", ("2026-07-01 试点课程",),
        ),
        Effort(
            "行动4", "示例区域中心", "在非洲举办课程。", "合作", "USD 120,000",
            "2026-11-01 – 2027-06-30", "300名人员",
        ),
        Effort(
            "行动4", "示例秘书处", "举办线上课程。", "合作", "USD 30,000",
            "2026-11-01 – 2027-06-30", "300名人员",
        ),
    ),
    opportunities=(
        ("无汞产品标签", "需要与零售商共同研究范围。", "目标2"),
        ("面向消费者的应用程序", "需要承办方和资金。", "目标2"),
    ),
    evaluation=("本领域每两年向环境署报告一次，各伙伴每年向牵头方报告一次。",),
    indicators=(
        ("目标1", "测量仪器中的汞用量", "吨/年", "8.2", "4.1"),
        ("目标1", "使用指南的医院", "家", "0", "120"),
        ("目标2", "含汞样品", "百分比", "9", "1"),
        ("目标3", "收集的灯具", "百万只/年", "2.5", "10"),
        ("目标3", "设有回收箱的商店", "家", "150", "2000"),
        ("目标4", "受训人员", "人", "40", "600"),
    ),
    resources=("牵头方维护一份征集提案清单，并每季度分享一次。",),
    donors=(
        ("示例环境基金", "金融机构", "收集计划"),
        ("示例发展机构", "捐助方", "海关课程"),
    ),
    requests=(
        ("农村商店的灯具回收箱", "800家商店的回收箱和运输", "USD 240,000"),
        ("流动实验室", "配有分析仪的车辆", "EUR 310,000"),
    ),
    process=(
        "本计划由牵头方与全体伙伴在两次电话会议和一次会议上编写。",
        "每年在本领域年会上审查一次。",
    ),
    linkages=(
        ("示例废物领域", "外部", "灯具最终成为废物。"),
        ("水俣公约", "外部", "关于产品的第4条。"),
        ("巴塞尔公约", "外部", "汞废物技术准则。"),
    ),
    partners=("示例卫生研究所", "示例消费者协会"),
    heads={
        "objectives": ("目标", "衡量方法", "目标值", "完成日期"),
        "actions": ("优先行动", "说明", "服务的目标"),
        "efforts": ("行动", "伙伴", "工作内容", "类型", "预算", "起止时间", "预期成果", "里程碑"),
        "opportunities": ("机会", "说明", "对应目标"),
        "indicators": ("对应目标", "指标名称", "单位", "基线", "目标值"),
        "donors": ("捐助方", "类型", "备注"),
        "requests": ("项目名称", "用途", "金额"),
        "linkages": ("名称", "位置", "备注"),
    },
    words={
        "objective": "目标",
        "action": "行动",
        "section": "第",
        "donors": "潜在捐助方",
        "requests": "寻求支持的项目",
        "indicators": "指标",
        "contents": "目录",
        "intro": "本领域各伙伴商定如下。",
        "unknown": "迄今的经验教训",
        "colon": "：",
        "stop": "。",
    },
)  # fmt: skip
