"""Past documents of the tests' own making, as different hands and programs leave them."""

HEAD = """UNITED NATIONS
UNEP/MC/COP.9/18
Distr.: General
12 August 2030
Original: English

Conference of the Parties to the Example Convention
Ninth meeting
Sample City, 4–8 November 2030*
Item 5 of the provisional agenda**
International cooperation: Example matters

Cooperation with Example bodies

Note by the secretariat

* Invented data.

** UNEP/MC/COP.9/1.

"""
WORD_EXPORT = (
    HEAD
    + """CONTENTS
TOC \\o "1-3" \\h \\z \\u
HYPERLINK \\l "_Toc111" I.\tIntroduction\tPAGEREF _Toc111 \\h 3
Background\tPAGEREF _Toc112 \\h 3
II.\tImplementation\tPAGEREF _Toc113 \\h 4
A.\tExample Institute\t4
Annex I: List of bodies\t7
Annex II\t8

I.\tIntroduction

Background

The Example Partnership began in 2028 and brings many bodies together for the Sample work,
which goes on from year to year without any change that would be worth a report of its
own.

1.\tThe present note describes the work of the secretariat.<sup>1</sup> It covers two years:

(a)\tThe first year;
(b)\tThe second year, in which:
(i)\tOne workshop was held;
(ii)\tOne guide was published.

A heading that stands alone

2.\tThe guide is at HYPERLINK "http://www.example.org/guide" www.example.org/guide.

<sup>1</sup> Sample framework.

\fUNEP/MC/COP.9/18
PAGE   \\* MERGEFORMAT
2

II.\tImplementation

A.\tExample Institute

3.\tThe Institute met with the bodies that are listed in the first annex and, as shown in

\fUNEP/MC/COP.9/18
3

table 1, held two meetings.

Table 1
Meetings of the bodies

Year\tMeetings\tReports
2029\t4\t2
All years together\t\t
Total\t4\t2

UNEP/MC/COP.9/18
4

B.\tSample Organization

4.\tThe Organization met.

Annex I

List of bodies

1.\tThe first body of the annex met.

2.\tThe second body met.

Annex II

Draft decision MC-9/[--]: Example cooperation

The Conference of the Parties,

Recalling its earlier decisions,

1. Welcomes the note;

2. Requests the secretariat:

(a) To report;
(b) To meet.
"""
)
CHINESE = """UNEP/MC/COP.9/18
关于汞的水俣公约缔约方大会
第九次会议

2030年11月4日至8日，示例市*
临时议程**项目5

国际合作与协调

示例伙伴关系的工作

秘书处的说明

* 示例。

** UNEP/MC/COP.9/1。

目录
一、导言……………3
背景情况……………3
II. 执行情况……………4
附件一：名单……………7
附件二……………8

一、导言

背景情况

示例伙伴关系于2028年开始工作，汇集了许多机构，每年都开展同样的工作，没有任何值得单独报告的变化，因此本说明只简要介绍。

1. 本说明介绍秘书处的工作。¹ 涵盖两年：
(a) 第一年；
(b) 第二年，其中：
(一) 举行了一次讲习班；
(二) 出版了一份指南。

孤立的标题

2. 指南已经出版。

² 第二条注释。

¹ 第一条注释。

II. 执行情况

3. 秘书处举行了以下会议：
3. 第一次会议，2029年1月；
3. 第二次会议，2029年2月。

表 1 会议次数

年份\t会议\t报告
2029\t4\t2

2030\t3\t1

四、跳过的编号

4. 会议结束。

附件一

名单

1. 第一个机构。

附件二

1. 又从一开始。
"""
WRAPPED = (
    HEAD
    + """I. Introduction

1. This is an Example sentence that a text editor has broken at its margin and
that goes on below for as long as there are words. In the paragraph there were
2. and 3. as words of a sentence, which begin no paragraph at all, but go on in
it until it ends here.

2. This is another Example sentence that a text editor has broken at its margin
and that goes on below for as long as there are words, and it ends here too.

Lessons of the period

3. This is a third Example sentence that a text editor has broken at its margin
and that goes on below for as long as there are words, and it ends here too.

Appendix

The work of the bodies, which an editor has broken at its margin, goes on below
for as long as there are words, and it ends here too.
"""
)
MARKED = (
    HEAD
    + """# Introduction

Some words of prose that stand below the heading and end like a sentence does.

## What was done

- A point with a deeper one
  - The deeper point
- Another point

**What comes next**

Other words of prose that stand below the heading and end like a sentence does.

FINAL REMARKS

Last words of prose that stand below the heading and end like a sentence does.

| Year | Meetings |
|------|----------|
| 2029 | 4 |
"""
)
ALL = {
    "word": (WORD_EXPORT, "en"),
    "chinese": (CHINESE, "zh-hans"),
    "wrapped": (WRAPPED, "en"),
    "marked": (MARKED, "en"),
}
