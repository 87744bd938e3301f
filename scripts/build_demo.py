"""Builds the sample documents that are no plain text: the staff handbook (DOCX) and the lease (PDF).

Everything in them is invented. Run it after changing a text here and commit what it writes::

    python scripts/build_demo.py

The PDF names the standard font STSong-Light instead of carrying one: any reader shows it with a font
of its own, its text can be extracted exactly, and the file stays small.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "ui" / "youju_ui" / "demo" / "documents"
BUILT = datetime(2025, 3, 1, tzinfo=UTC)
"""A fixed date, so that building twice gives the same text."""

HANDBOOK_TITLE = "禾木制药有限公司员工手册"
HANDBOOK_INTRO = (
    "（2025年修订，自2025年3月1日起施行）",
    "本手册适用于与公司签订劳动合同的全体员工。各部门可以制定补充规定，但不得低于本手册的标准。",
)
HANDBOOK: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "第一章 总则",
        (
            "第一条 为规范劳动管理，保障员工和公司的合法权益，制定本手册。",
            "第二条 公司尊重每一位员工，不因性别、年龄、婚育、民族和宗教信仰区别对待。",
            "第三条 本手册由人力资源部负责解释。员工对条款有疑问的，可以向人力资源部提出，人力资源部应在5个工作日内答复。",
        ),
    ),
    (
        "第二章 入职与试用",
        (
            "第四条 新员工应在入职当天提交身份证件、学历证书、离职证明和近三个月内的体检报告。",
            "第五条 劳动合同期限三年以上的，试用期为3个月；一年以上不满三年的，试用期为2个月；不满一年的，试用期为1个月。",
            "第六条 试用期工资为转正后工资的90%。试用期考核由直接主管负责，考核结果应在试用期届满前7天告知本人。",
            "第七条 公司为每位新员工指定一名导师，指导期为入职后的前60天。",
        ),
    ),
    (
        "第三章 工作时间与考勤",
        (
            "第八条 公司实行每天8小时、每周40小时的工作制，工作时间为8:30至17:30，其中12:00至13:00为午休。",
            "第九条 研发和信息岗位实行弹性工作制，到岗时间为7:30至10:00，核心工作时间为10:00至16:00。",
            "第十条 每月累计迟到3次以内且每次不超过10分钟的，不扣工资；超过的，每次扣发30元。旷工1天扣发当日工资，连续旷工3天或一年累计旷工5天的，公司可以解除劳动合同。",
            "第十一条 加班应当事先申请。工作日加班按工资的150%支付，休息日加班不能安排补休的按200%支付，法定节假日加班按300%支付。每月加班不得超过36小时。",
            "第十二条 经部门负责人同意，员工每周可以远程办公不超过2天，生产和质量检验岗位除外。",
        ),
    ),
    (
        "第四章 休假",
        (
            "第十三条 员工累计工作满1年的，享受带薪年休假，天数见附表。国家法定休假日、休息日不计入年休假的假期。",
            "第十四条 年休假可以分次使用，最小单位为半天。当年未休完的，可以延至次年3月31日；因工作原因未能安排的，按日工资的300%支付补偿。",
            "第十五条 员工结婚享受婚假13天，应在登记之日起一年内休完。",
            "第十六条 女员工生育享受产假158天，难产的增加15天，多胞胎每多生育一个婴儿增加15天。配偶享受陪产假15天。",
            "第十七条 子女未满三周岁的，夫妻双方每年各享受育儿假10天。",
            "第十八条 员工的父母、配偶、子女去世的，享受丧假5天；祖父母、外祖父母、兄弟姐妹去世的，享受丧假3天。到外省奔丧的，另给路程假2天。",
            "第十九条 员工因病请假，3天以内由直接主管批准，超过3天的由部门负责人批准，并提交医院证明。病假工资为本人工资的80%，但不低于当地最低工资标准。",
        ),
    ),
    (
        "第五章 薪酬与福利",
        (
            "第二十条 工资于每月10日发放，遇休息日提前至最近的工作日。",
            "第二十一条 年终奖根据公司业绩和个人考核确定，于次年1月底前发放。考核为优秀的，年终奖系数为1.5；良好的为1.2；合格的为1.0；不合格的不发放。",
            "第二十二条 公司依法缴纳社会保险和住房公积金，公积金缴存比例为单位和个人各12%，并为员工购买补充医疗保险，每年保额6万元。",
            "第二十三条 工作日午餐补贴每天25元，高温补贴每年6月至9月每月300元，通讯补贴按岗位每月50元至200元。",
            "第二十四条 公司每年组织一次体检，35岁以上员工的体检标准为每人1200元，其他员工为每人800元。",
        ),
    ),
    (
        "第六章 出差与报销",
        (
            "第二十五条 出差应提前2个工作日在系统中申请。乘坐火车以高铁二等座为标准，单程超过6小时的可以乘坐飞机经济舱。",
            "第二十六条 住宿标准：一线城市每晚不超过550元，省会城市不超过450元，其他城市不超过350元。两名同性员工同行的，合住的每人每天另补贴80元。",
            "第二十七条 出差伙食补贴每天100元，市内交通补贴每天50元。由接待方安排用餐的，不再发放伙食补贴。",
            "第二十八条 费用应在出差结束后15天内报销，逾期超过60天的不予报销。单笔超过5000元的，须经财务总监批准。",
        ),
    ),
    (
        "第七章 信息安全与保密",
        (
            "第二十九条 员工不得将处方工艺、临床数据、客户名单等商业秘密告知无关人员，离职后仍负有保密义务，期限为3年。",
            "第三十条 公司电脑密码长度不少于12位，每90天更换一次。丢失电脑或门禁卡的，应在2小时内报告信息部。",
            "第三十一条 未经信息部批准，不得将公司文件上传到外部网盘或外部人工智能服务。",
        ),
    ),
    (
        "第八章 离职",
        (
            "第三十二条 员工辞职应提前30天书面通知公司，试用期内提前3天通知。",
            "第三十三条 离职员工应在最后工作日前完成工作交接，归还电脑、门禁卡和文件。公司在办结交接后3个工作日内结清工资，15天内办理社会保险转移手续。",
        ),
    ),
)
LEAVE_HEADING = "附表 年休假天数"
LEAVE_TABLE = (
    ("累计工作年限", "年休假天数", "公司另加福利假", "合计"),
    ("满1年不满10年", "5天", "2天", "7天"),
    ("满10年不满20年", "10天", "3天", "13天"),
    ("满20年以上", "15天", "3天", "18天"),
)

LEASE_TITLE = "房屋租赁合同"
LEASE_HEADER = "枫桥里8号 · 房屋租赁合同 · 合同编号 YX-2025-0318"
LEASE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "",
        (
            "出租方（甲方）：云溪安居住房租赁有限公司",
            "承租方（乙方）：青岚精密仪器股份有限公司",
            "甲乙双方在平等自愿的基础上，就乙方承租甲方房屋用作员工宿舍的事宜，订立本合同。",
        ),
    ),
    (
        "第一条 房屋情况",
        (
            "1.1 房屋坐落于云溪区枫桥街道枫桥里8号楼2至4层，共36间，建筑面积1548.6平方米。",
            "1.2 房屋用途为员工宿舍，每间居住人数不得超过4人。未经甲方书面同意，乙方不得改变用途。",
            "1.3 甲方在交付时提供床、衣柜、书桌、空调、热水器和网络接口，数量和状况以双方签字的交接清单为准。",
        ),
    ),
    (
        "第二条 租赁期限",
        (
            "2.1 租赁期限为3年，自2025年4月1日起至2028年3月31日止。",
            "2.2 甲方给予乙方免租期20天，自2025年4月1日起至2025年4月20日止，免租期内乙方只承担水、电、燃气和网络费用。",
            "2.3 乙方希望续租的，应在期满前90天书面提出，同等条件下享有优先承租权。",
        ),
    ),
    (
        "第三条 租金与押金",
        (
            "3.1 第一年租金为每月每平方米28元，月租金合计43360.80元；第二年起每年递增3%。",
            "3.2 租金按季度支付，乙方应在每季度首月5日前支付当季租金。甲方收款后7个工作日内开具增值税专用发票。",
            "3.3 押金为两个月租金，即86721.60元，乙方在合同签订后5个工作日内支付。",
            "3.4 合同终止后，乙方结清费用并交还房屋的，甲方应在15个工作日内无息退还押金。房屋或设施有损坏的，可以从押金中扣除修复费用，并提供明细。",
        ),
    ),
    (
        "第四条 其他费用",
        (
            "4.1 物业服务费为每月每平方米2.2元，由乙方承担，与租金同时支付。",
            "4.2 电费按每千瓦时0.68元计算，水费按每吨4.1元计算，均按表计量，每月25日抄表。",
            "4.3 甲方为乙方提供12个机动车停车位，其中8个免费，其余4个每个每月180元。",
        ),
    ),
    (
        "第五条 维修与装修",
        (
            "5.1 房屋主体结构、屋面防水、电梯和消防设施由甲方维修。乙方报修后，涉及水、电、燃气安全的，甲方应在4小时内到场；其他情形应在48小时内到场。",
            "5.2 因乙方使用不当造成的损坏，由乙方承担维修费用。",
            "5.3 乙方装修应提前15天提交方案，经甲方和消防部门同意后施工，不得拆改承重结构。合同终止时，固定装修无偿归甲方所有。",
        ),
    ),
    (
        "第六条 安全管理",
        (
            "6.1 乙方应指定一名宿舍管理员，每月至少组织一次消防检查，每半年组织一次疏散演练。",
            "6.2 宿舍内不得使用功率超过1500瓦的电器，不得为电动自行车及其电池充电，不得堵塞疏散通道。",
            "6.3 乙方应为房屋内的自有财产投保。因乙方原因造成火灾的，乙方承担全部责任。",
        ),
    ),
    (
        "第七条 转租与解除",
        (
            "7.1 未经甲方书面同意，乙方不得转租。擅自转租的，甲方可以解除合同，押金不予退还。",
            "7.2 乙方拖欠租金超过30天的，甲方可以解除合同，并按欠付金额每日万分之五收取违约金。",
            "7.3 任何一方提前解除合同的，应提前60天书面通知对方，并支付两个月租金作为违约金。",
            "7.4 因征收、自然灾害等不可抗力致使房屋不能使用的，双方互不承担违约责任，租金按实际使用天数结算。",
        ),
    ),
    (
        "第八条 争议解决",
        (
            "8.1 因本合同发生争议的，双方协商解决；协商不成的，向房屋所在地人民法院起诉。",
            "8.2 本合同一式四份，双方各执两份，自签字盖章之日起生效。",
            "签订日期：2025年3月18日",
        ),
    ),
)


def build_handbook(target: Path) -> None:
    """The handbook with headings by style, clauses as paragraphs, and one table."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.author = HANDBOOK_TITLE[:8]
    document.core_properties.title = HANDBOOK_TITLE
    document.core_properties.created = BUILT
    document.core_properties.modified = BUILT
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(HANDBOOK_TITLE, level=0)
    for line in HANDBOOK_INTRO:
        document.add_paragraph(line)
    for chapter, clauses in HANDBOOK:
        document.add_heading(chapter, level=1)
        for clause in clauses:
            document.add_paragraph(clause)
    document.add_heading(LEAVE_HEADING, level=1)
    table = document.add_table(rows=0, cols=len(LEAVE_TABLE[0]), style="Table Grid")
    for row in LEAVE_TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(target))


def build_lease(target: Path) -> None:
    """The lease with a running header and page numbers."""
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle(
        "body", fontName=font, fontSize=11, leading=19, spaceAfter=5, wordWrap="CJK"
    )
    heading = ParagraphStyle(
        "heading", parent=body, fontSize=14, leading=22, spaceBefore=10, spaceAfter=6
    )
    title = ParagraphStyle(
        "title", parent=body, fontSize=22, leading=34, alignment=TA_CENTER, spaceAfter=12
    )

    def furniture(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(font, 9)
        canvas.drawString(25 * mm, A4[1] - 14 * mm, LEASE_HEADER)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"第 {page.page} 页")
        canvas.restoreState()

    story: list[Flowable] = [Paragraph(LEASE_TITLE, title)]
    for name, clauses in LEASE:
        if name:
            story.append(Paragraph(name, heading))
        story.extend(Paragraph(clause, body) for clause in clauses)
    story.append(Spacer(1, 10 * mm))
    template = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
        topMargin=24 * mm,
        bottomMargin=22 * mm,
        title=LEASE_TITLE,
        author="云溪安居住房租赁有限公司",
        invariant=1,
    )
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    build_handbook(FOLDER / "禾木制药员工手册.docx")
    build_lease(FOLDER / "枫桥里房屋租赁合同.pdf")


if __name__ == "__main__":
    main()
