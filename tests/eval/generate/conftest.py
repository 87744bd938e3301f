"""Small documents with everything the templates look for, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from youju_eval.generate import Reading, read_documents

REPORT = """2023年青山区政府工作报告
——2023年1月10日在青山区第三届人民代表大会第一次会议上青山区区长李文华作政府工作报告
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2022年工作回顾
（一）经济运行稳中有进
预计实现地区生产总值447.5亿元，增长3.1%左右；完成固定资产投资224亿元，增长5.1%。高新技术企业保有量达到678家。
新增市场主体1.13万户。我们发放补贴300万元。第三产业增加值占GDP的65%左右。居民人均可支配收入分别增长5%和6%。
旅游综合收入突破82亿元，旅游综合收入为90亿元。
（二）生态环境持续改善
污水处理率达到91%。森林面积居全市第二。清水湖湿地入选国家重要湿地名录。南山、北坡、东河入选国家森林乡村。
二、2023年重点任务
（一）扩大有效投资
固定资产投资增长6%。新建高标准农田3400亩。
（二）办好民生实事
城镇调查失业率控制在5%以内。
三、加强政府自身建设
坚持依法行政，自觉接受监督，努力建设人民满意的服务型政府，把各项工作落到实处。
"""

RULES = """社区图书室管理条例

2019年3月1日公布

第一章 总则

第一条 为了规范社区图书室的管理，保障居民的阅读权利，制定本条例。

第二条 本条例所称社区图书室，是指由居民委员会开办，向居民免费开放的藏书场所。

第三条 市文化主管部门负责全市社区图书室的监督管理工作。图书室标志式样由市文化主管部门制定。

第二章 设立

第四条 设立社区图书室应当具备下列条件：

（一）有固定的场所；

（二）有三百册以上的藏书；

（三）有专职管理人员。

第五条 居民委员会应当自图书室开放之日起十五个工作日内向市文化主管部门备案。

第六条 借书证的有效期限为3年。

第三章 罚则

第七条 违反本条例规定，擅自拆除社区图书室的，由市文化主管部门责令改正，处1000元以上5000元以下的罚款。

第八条 本条例自2019年6月1日起施行。
"""

ENGLISH = """The Harbour Museum

The Harbour Museum was founded in 1921 by Alice Merton. In 1954, the museum was moved to a new hall.
The Harbour Museum employs 140 guides in summer. A tide gauge is an instrument that measures the height of the sea.
In 1987 Alice Merton published the first catalogue of the ships. They were pleased with it.
The Harbour Museum is located in the old customs house of Westport.
"""


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, rules and an English text."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    (folder / "条例.txt").write_text(RULES, encoding="utf-8")
    (folder / "museum.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def reading(sources: Path) -> Reading:
    """The three documents."""
    return read_documents([sources])
