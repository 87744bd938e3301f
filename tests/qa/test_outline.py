"""The heading tree, tables of contents, title and date, on self-written texts of the real genres."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.outline import Outlined, outline
from youju.parsing.base import ParsedDocument
from youju.schema import Block, BlockKind, Span


def parsed(
    *lines: str, kinds: dict[int, tuple[BlockKind, int]] | None = None, title: str | None = None
) -> ParsedDocument:
    """A document of one block a line; ``kinds`` gives kind and level where it is no paragraph."""
    text, blocks = "\n".join(lines), []
    start = 0
    for number, line in enumerate(lines):
        kind, level = (kinds or {}).get(number, (BlockKind.PARAGRAPH, 0))
        if line.strip():
            blocks.append(Block(kind, line, Span(start, start + len(line)), level=level))
        start += len(line) + 1
    return ParsedDocument(text, tuple(blocks), "text/plain", "test/1", title=title)


def outlined(
    *lines: str,
    name: str = "文件.txt",
    kinds: dict[int, tuple[BlockKind, int]] | None = None,
    title: str | None = None,
) -> Outlined:
    return outline(parsed(*lines, kinds=kinds, title=title), name=name)


def path_of(result: Outlined, words: str) -> tuple[str, ...]:
    """The heading path of the one block that holds the words and is no table of contents."""
    (block,) = [b for b in result.blocks if words in b.text and b.kind is not BlockKind.TOC]
    return block.heading_path


def kinds_of(result: Outlined) -> list[BlockKind]:
    return [block.kind for block in result.blocks]


BODY = "今年以来，全区上下凝心聚力，扎实推进各项工作，取得了较好成效。这是正文的第二句话。"


def test_a_year_heads_everything_below_it_until_the_next_year() -> None:
    result = outlined(
        "2031年青禾区政府工作报告",
        "各位代表：",
        "现在，我代表青禾区人民政府，向大会报告工作，请予审议。",
        "2030年工作回顾",
        BODY,
        "一、经济平稳增长",
        "（一）工业稳中有进",
        "规模以上工业总产值完成321亿元，增长6.1%。新增规上企业十二家。",
        "（二）消费持续回暖",
        "社会消费品零售总额完成88亿元，增长4%。",
        "二、民生持续改善",
        "新增学位1200个，开工建设保障房两千套。",
        "各位代表！一年来的成绩来之不易，这是全区人民共同努力的结果。",
        "2031年重点任务",
        "今年经济增长目标为5.5%左右。",
        "一、抓好项目建设",
        "安排重点项目一百二十项，总投资260亿元。",
    )
    assert path_of(result, "321亿元") == (
        "2030年工作回顾",
        "一、经济平稳增长",
        "（一）工业稳中有进",
    )
    assert path_of(result, "1200个") == ("2030年工作回顾", "二、民生持续改善")
    assert path_of(result, "来之不易") == ("2030年工作回顾",)
    assert path_of(result, "5.5%左右") == ("2031年重点任务",)
    assert path_of(result, "260亿元") == ("2031年重点任务", "一、抓好项目建设")
    assert (result.title, result.date) == ("2031年青禾区政府工作报告", "2031")


def test_a_bare_table_of_contents_is_found_without_a_headline_and_kept_out_of_the_tree() -> None:
    contents = (
        "一、经济平稳增长",
        "(一)工业稳中有进",
        "(二)消费回暖",
        "二、民生改善",
        "一、抓好项目",
        "二、优化服务",
    )
    result = outlined(
        *contents,
        "2031年青禾区政府工作报告",
        "2030年工作回顾",
        BODY,
        "一、经济平稳增长,质量不断提高",
        "(一)工业稳中有进",
        BODY,
        "(二)消费回暖",
        BODY,
        "二、民生改善",
        BODY,
        "2031年工作安排",
        "一、抓好项目,扩",
    )
    assert kinds_of(result)[: len(contents)] == [BlockKind.TOC] * len(contents)
    assert BlockKind.TOC not in kinds_of(result)[len(contents) :]
    assert result.title == "2031年青禾区政府工作报告"
    assert all(not block.heading_path for block in result.blocks[: len(contents)])


@pytest.mark.parametrize(
    "entries",
    [
        ("目 录", "总则……1", "考勤管理……3", "附则……12"),
        ("总则\t1", "考勤管理\t3", "附则\t12"),
        ("目录", "总则", "考勤管理", "附则"),
    ],
)
def test_a_table_of_contents_with_leaders_pages_or_a_headline(entries: tuple[str, ...]) -> None:
    result = outlined("员工手册", *entries, "总则", BODY, "考勤管理", BODY, "附则", BODY)
    toc = [block.text for block in result.blocks if block.kind is BlockKind.TOC]
    assert toc == list(entries)
    headings = [block.text for block in result.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["总则", "考勤管理", "附则"]


def test_an_entry_confirms_a_heading_that_its_looks_would_not_give_away() -> None:
    entry = "关于新员工如何办理入职手续领取办公设备开通系统账号以及参加岗前培训"
    result = outlined("目录", entry, "附则", entry, BODY, "附则", BODY)
    assert [b.text for b in result.blocks if b.kind is BlockKind.HEADING] == [entry, "附则"]


def test_a_heading_that_runs_into_its_paragraph_heads_it_and_what_follows() -> None:
    result = outlined(
        "一、2030年主要工作",
        "（一）强化创新驱动，科技实力增强。研发投入增长一成，高新技术企业达到312家。",
        "新认定企业技术中心九家，引进团队十五个，技术合同成交额翻番。",
        "（二）扩大有效投资，项目建设加快。完成投资140亿元，开工项目六十个。",
        "技改投资增长12%，民间投资占比提高。",
    )
    first = ("一、2030年主要工作", "（一）强化创新驱动，科技实力增强")
    assert path_of(result, "312家") == first
    assert path_of(result, "九家") == first
    assert path_of(result, "12%") == ("一、2030年主要工作", "（二）扩大有效投资，项目建设加快")
    assert kinds_of(result)[1] is BlockKind.PARAGRAPH


def test_the_last_of_several_points_of_one_paragraph_does_not_take_in_what_follows() -> None:
    points = [
        f"（{n}）抓好第{n}项工作，成效明显。完成投资若干亿元，开工项目若干个。" for n in "一二三四"
    ]
    result = outlined(
        "一、2030年主要工作", *points, "同时，国防动员、双拥共建等工作也取得新的进步。"
    )
    assert path_of(result, "国防动员") == ("一、2030年主要工作",)
    assert path_of(result, "第四项")[-1] == "（四）抓好第四项工作，成效明显"


def test_a_lead_such_as_firstly_heads_only_its_own_paragraph() -> None:
    result = outlined(
        "一、主要措施",
        "一是加强统筹协调。成立工作专班，每周调度一次，全年解决问题二百个。",
        "——完善制度体系。出台管理办法五项，修订操作规程十二项。",
        "以上措施由各部门分工落实，年底统一考核。",
    )
    assert path_of(result, "二百个") == ("一、主要措施", "一是加强统筹协调")
    assert path_of(result, "十二项") == ("一、主要措施", "——完善制度体系")
    assert path_of(result, "年底") == ("一、主要措施",)


def test_a_statute_has_chapters_and_articles_in_the_path_and_its_items_are_a_list() -> None:
    result = outlined(
        "青禾区停车管理办法",
        "（2030年5月6日青禾区人民政府令第3号公布）",
        "第一章 总则",
        "第一条 为了规范停车秩序，根据有关法律法规，制定本办法。",
        "第二条 本区行政区域内的停车场规划、建设和管理适用本办法。",
        "公共交通场站不适用本办法。",
        "第二章 经营服务",
        "第三条 停车场经营者应当遵守下列规定：",
        "（一）在显著位置公示收费标准；",
        "（二）配备照明、消防等设施；",
        "（三）法律法规规定的其他要求。",
        "第四条 违反本办法规定的，由主管部门责令改正。",
    )
    assert path_of(result, "公共交通场站") == ("第一章 总则", "第二条")
    assert path_of(result, "消防") == ("第二章 经营服务", "第三条")
    assert path_of(result, "其他要求") == ("第二章 经营服务", "第三条")
    assert path_of(result, "责令改正") == ("第二章 经营服务", "第四条")
    items = [block for block in result.blocks if block.kind is BlockKind.LIST_ITEM]
    assert len(items) == 3
    assert all(item.head == "第三条 停车场经营者应当遵守下列规定" for item in items)
    assert (result.title, result.date) == ("青禾区停车管理办法", "2030-05-06")


def test_short_sentences_before_longer_text_are_headings_when_there_are_several() -> None:
    long = (
        "全年粮食总产量比上年增加三万吨，蔬菜、水果、畜产品稳定增产，农民人均收入继续提高，市场供应充足，价格平稳。"
        * 2
    )
    result = outlined(
        "一、上年工作回顾",
        "农业生产再获丰收。",
        long + "甲。",
        "工业结构继续优化。",
        long + "乙。",
        "二、今年工作安排",
        long + "丙",
    )
    assert path_of(result, "甲。") == ("一、上年工作回顾", "农业生产再获丰收")
    assert path_of(result, "乙。") == ("一、上年工作回顾", "工业结构继续优化")
    assert path_of(result, "丙") == ("二、今年工作安排",)


def test_numbered_lines_without_text_below_them_are_a_list() -> None:
    result = outlined(
        "一、办理条件",
        "申请时请携带下列材料：",
        "1. 身份证",
        "2. 户口簿",
        "3. 近期照片",
        "二、办理时限",
        "自受理之日起十个工作日内办结，特殊情况可以延长五个工作日。",
    )
    assert kinds_of(result)[2:5] == [BlockKind.LIST_ITEM] * 3
    assert {block.head for block in result.blocks[2:5]} == {"申请时请携带下列材料"}
    assert path_of(result, "户口簿") == ("一、办理条件",)


def test_different_parts_may_nest_differently() -> None:
    result = outlined(
        "第一部分 制度",
        "一、考勤",
        "1. 打卡",
        "上班打卡时间为八点半，迟到三次记一次警告。",
        "2. 请假",
        "请假须提前一天在系统中提交，经主管批准后生效。",
        "第二部分 指南",
        "1. 报销",
        "（1）差旅报销",
        "出差结束后七日内提交票据，逾期不予受理。",
        "（2）日常报销",
        "每月二十日前提交当月票据，由财务统一打款。",
        "2. 采购",
        "五万元以上的采购须公开招标，由采购部组织实施。",
    )
    assert path_of(result, "系统中") == ("第一部分 制度", "一、考勤", "2. 请假")
    assert path_of(result, "七日内") == ("第二部分 指南", "1. 报销", "（1）差旅报销")
    assert path_of(result, "招标") == ("第二部分 指南", "2. 采购")


def test_a_question_heads_the_answer_that_follows_it() -> None:
    result = outlined(
        "产品常见问题",
        "一、账号",
        "问：如何注册账号？",
        "答：打开首页，点击“注册”。",
        "问：忘记密码怎么办？",
        "答：按短信提示重置。",
        "重置后请重新登录。",
        "二、计费",
        "目前按月计费，可以随时取消，不收违约金。",
    )
    assert path_of(result, "点击") == ("一、账号", "问：如何注册账号？")
    assert path_of(result, "重新登录") == ("一、账号", "问：忘记密码怎么办？")
    assert path_of(result, "违约金") == ("二、计费",)


def test_decimal_numbering_nests_by_its_parts() -> None:
    result = outlined(
        "1 概述",
        BODY,
        "2. 安装",
        "2.1 环境要求",
        "需要 8 GB 内存和 20 GB 磁盘空间，操作系统不限。",
        "2.1.1 依赖",
        "安装前请确认网络可以访问软件源，并备份数据。",
        "2.2 步骤",
        "运行安装程序，按照提示完成配置即可。",
        "3. 卸载",
        "运行卸载程序，数据目录会被保留，可以手动删除。",
    )
    assert path_of(result, "软件源") == ("2. 安装", "2.1 环境要求", "2.1.1 依赖")
    assert path_of(result, "按照提示") == ("2. 安装", "2.2 步骤")
    assert path_of(result, "手动删除") == ("3. 卸载",)


def test_an_amount_at_the_start_of_a_paragraph_is_no_number_of_a_heading() -> None:
    result = outlined(
        "一、财政",
        "3.5亿元专项资金已经全部下达，其中教育领域占四成。",
        "2030年预算执行情况良好，收支平衡。",
    )
    assert path_of(result, "专项资金") == ("一、财政",)
    assert path_of(result, "收支平衡") == ("一、财政",)


def test_levels_that_the_format_states_are_kept_and_the_title_is_in_no_path() -> None:
    heading = BlockKind.HEADING
    result = outlined(
        "产品问答",
        "账号",
        "怎样重置密码？",
        "在登录页点击忘记密码，按照邮件提示操作。",
        "计费",
        "按月计费，随时可以取消。",
        kinds={0: (heading, 1), 1: (heading, 2), 2: (heading, 3), 4: (heading, 2)},
        title="产品问答",
    )
    assert path_of(result, "忘记密码") == ("账号", "怎样重置密码？")
    assert path_of(result, "按月") == ("计费",)
    assert [block.level for block in result.blocks if block.kind is heading][1:] == [1, 2, 1]


@pytest.mark.parametrize(
    ("lines", "name", "title", "date"),
    [
        (
            (
                "政府工作报告",
                "——2031年1月8日在青禾省第九届人民代表大会第四次会议上",
                "省长 王平",
                "各位代表：",
                BODY,
            ),
            "2031_青禾省.txt",
            "2031年 青禾省 政府工作报告",
            "2031-01-08",
        ),
        (
            ("2031年政府工作报告", "各位代表：", BODY),
            "2031_青禾省.txt",
            "青禾省 2031年政府工作报告",
            "2031",
        ),
        (
            ("各位代表：", "现在，我代表区政府向大会作政府工作报告，请予审议。", BODY),
            "1999_青禾区.txt",
            "1999年 青禾区 政府工作报告",
            "1999",
        ),
        (
            (
                "高举旗帜团结奋斗",
                "为建设美丽家园而努力",
                "——在第二次代表大会上的报告",
                "（2032年10月6日）",
                "同志们：",
                BODY,
            ),
            "c_2.txt",
            "高举旗帜团结奋斗 为建设美丽家园而努力",
            "2032-10-06",
        ),
        (
            ("您的位置:", "首页", "要闻", "2031年青禾市工作报告", "2031-02-03 09:00", BODY),
            "x.txt",
            "2031年青禾市工作报告",
            "2031-02-03",
        ),
        ((BODY, BODY), "会议纪要2030-05.txt", "会议纪要2030-05", "2030-05"),
        (("青禾公司考勤制度", BODY), "考勤制度_最终版(2).txt", "青禾公司考勤制度", None),
    ],
)
def test_title_and_date_come_from_the_head_of_the_text_and_the_file_name(
    lines: tuple[str, ...], name: str, title: str, date: str | None
) -> None:
    result = outlined(*lines, name=name)
    assert (result.title, result.date) == (title, date)


def test_speaker_source_and_salutation_are_no_headings() -> None:
    result = outlined(
        "2031年青禾市政府工作报告",
        "来源：青禾日报",
        "2031年1月14日在青禾市第九届人民代表大会第三次会议上",
        "青禾市市长 李明",
        "各位代表：",
        BODY,
    )
    assert BlockKind.HEADING not in kinds_of(result)
    assert all(not block.heading_path for block in result.blocks)


def test_a_line_torn_out_of_a_sentence_is_no_heading() -> None:
    result = outlined(
        "一、法治建设",
        "会议审议通过了《",
        "青禾市停车条例（草案）",
        "》，决定自七月一日起施行，并对宣传工作作了部署。",
    )
    assert [b.text for b in result.blocks if b.kind is BlockKind.HEADING] == ["一、法治建设"]


LINES = st.sampled_from(
    [
        "一、总体要求",
        "二、主要任务",
        "（一）目标",
        "（二）抓好落实。具体措施如下各条所述内容。",
        "1. 范围",
        "2.1 环境",
        "第一章 总则",
        "第三条 内容。",
        "2030年工作回顾",
        BODY,
        "目录",
        "总则……1",
        "各位代表：",
        "——完善机制。全年完成十二项任务。",
        "结束语",
        "短句。",
        "附件1",
        "",
    ]
)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_the_outline_changes_no_text_and_levels_agree_with_paths(lines: list[str]) -> None:
    source = parsed(*lines)
    result = outline(source, name="文件.txt")
    assert [(b.text, b.span) for b in result.blocks] == [(b.text, b.span) for b in source.blocks]
    for block in result.blocks:
        if block.kind is BlockKind.HEADING and block.level:
            assert block.level == len(block.heading_path) + 1
        if block.kind is BlockKind.TOC:
            assert not block.heading_path


DATA = Path(os.environ.get("YOUJU_DATA", "no-data"))
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="YOUJU_DATA names no folder with the evaluation data"
)


def read(path: Path) -> Outlined:
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".md":
        lines = [line for line in lines if not line.startswith("<!--")]
    kinds = {
        n: (BlockKind.HEADING, len(line) - len(line.lstrip("#")))
        for n, line in enumerate(lines)
        if line.startswith("#")
    }
    return outline(parsed(*(line.lstrip("# ") for line in lines), kinds=kinds), name=path.name)


@needs_data
def test_the_district_report_begins_with_two_tables_of_contents() -> None:
    result = read(DATA / "huairou" / "report-2023.txt")
    kinds = kinds_of(result)
    assert kinds.index(BlockKind.PARAGRAPH) == kinds.count(BlockKind.TOC) >= 32
    path = path_of(result, "地区生产总值447.5亿元")
    assert path[0] == "2022年工作回顾"
    assert path[-1].startswith("(二)保持经济平稳运行")
    assert path_of(result, "全年经济社会发展的主要预期目标是") == ("2023年重点任务",)
    assert (result.title, result.date) == ("2023年怀柔区政府工作报告", "2023")


@needs_data
@pytest.mark.parametrize(
    ("name", "words", "path"),
    [
        (
            "2025_上海市",
            "自贸试验区及临港新片区建设持续深化",
            ("一、2024年工作回顾", "（二）全方位推进"),
        ),
        ("2025_上海市", "建议今年全市经济社会发展的主要预期目标", ("二、2025年主要任务",)),
        ("2026_浙江省", "全省生产总值连续跨越7万亿", ("一、2025年主要工作", "——发展质效")),
        ("2026_浙江省", "全省生产总值增长5%—5.5%", ("三、2026年重点工作",)),
        (
            "1999_国务院",
            "国内生产总值比上年增长7.8％",
            ("一、1998年工作回顾", "国民经济保持较快增长"),
        ),
        ("1999_国务院", "农业连续几年丰收", ("三、促进农业", "第一，调整")),
        ("1978_国务院", "加强山区建设", ("三、加快", "第一，全国动员")),
    ],
)
def test_real_reports_keep_review_and_plan_apart(
    name: str, words: str, path: tuple[str, ...]
) -> None:
    found = path_of(read(DATA / "govreports" / "txt" / f"{name}.txt"), words)
    assert all(part.startswith(wanted) for part, wanted in zip(found, path, strict=False))
    assert len(found) >= len(path)


@needs_data
def test_every_article_of_a_real_statute_is_in_the_path_of_its_text() -> None:
    result = read(next((DATA / "laws_md" / "md").glob("*校车安全管理条例*.md")))
    assert path_of(result, "本条例所称校车") == ("第一章 总则", "第二条")
    articles = {block.heading_path[-1] for block in result.blocks if block.heading_path}
    assert len(articles) == 62


def test_a_huge_paragraph_without_any_mark_costs_no_more_than_its_length() -> None:
    begin = time.process_time()
    outlined("数" * 300_000, "第一章 总则", BODY, "word " * 60_000)
    assert time.process_time() - begin < 5
