"""Things of one kind that can stand for each other, and things a document might be asked about and lacks."""

from __future__ import annotations

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in (
        "粮食 棉花 茶叶 橡胶 甘蔗 烟叶 花生 大豆 玉米 马铃薯 蚕茧 咖啡",
        "医院 养老院 疗养院 福利院 幼儿园 图书馆 博物馆 体育馆 美术馆 科技馆",
        "高速公路 地铁 轻轨 运河 索道 机场跑道 绿道 普通国道",
        "新能源汽车 燃油汽车 摩托车 电动自行车 挖掘机 拖拉机",
        "集成电路 光伏组件 锂电池 液晶面板 智能手机 工业机器人 服务器",
        "高新技术企业 上市公司 外资企业 专精特新企业 老字号企业 瞪羚企业",
        "固定资产投资 房地产开发投资 民间投资 工业投资 水利投资",
        "进出口总额 出口总额 服务贸易额 跨境电商交易额 技术出口额",
        "一般公共预算收入 政府性基金收入 国有资本经营收入 土地出让收入 彩票销售收入",
        "城镇新增就业 农村劳动力转移就业 退役军人就业 残疾人就业",
        "地区生产总值 海洋生产总值 夜间经济规模 数字经济核心产业增加值 农村集体经济总收入",
        "污水处理率 垃圾回收利用率 自来水普及率 燃气普及率 广播覆盖率",
        "森林面积 湿地面积 草原面积 沙漠面积 耕地面积 茶园面积",
        "市场主体 社会组织 律师事务所 会计师事务所 宠物医院",
        "导游 讲解员 保姆 厨师 家教 司机",
        "农药 兽药 化肥 种子 饲料",
        "博物馆 美术馆 动物园 植物园 天文馆",
        "学校 培训机构 夏令营 网吧",
        "登记证 许可证 健康证 居住证 驾驶证",
        "未成年人 老年人 残疾人 外国人 孕妇",
    )
)
"""Words of one kind: in a question one of them can be swapped for another that the documents lack."""

INDICATORS: tuple[tuple[str, str], ...] = (
    ("宠物医院", "宠物医院有多少家"), ("银幕", "电影院银幕有多少块"), ("共享单车", "投放共享单车多少辆"),
    ("彩票", "彩票销售额是多少"), ("网约车", "网约车有多少辆"), ("滑雪场", "新建滑雪场多少家"),
    ("藏书", "公共图书馆藏书量是多少册"), ("结婚登记", "办理结婚登记多少对"), ("出租车", "更新出租车多少辆"),
    ("献血", "参加无偿献血的有多少人次"), ("二手房", "二手房成交多少套"), ("茶叶", "茶叶产量是多少"),
    ("高尔夫", "高尔夫球场有多少家"), ("航天发射", "完成航天发射多少次"), ("外卖", "外卖骑手有多少人"),
    ("养蜂", "养蜂户有多少户"), ("游泳馆", "新建公共游泳馆多少座"), ("殡葬", "殡葬服务机构有多少家"),
    ("天文台", "天文台有多少座"), ("露营地", "建成露营地多少个"), ("足球场", "新建足球场多少块"),
    ("古树名木", "登记古树名木多少株"), ("母婴室", "新增母婴室多少间"), ("驾校", "驾校有多少所"),
    ("消防栓", "新增消防栓多少个"), ("气象站", "新建气象站多少个"), ("公用电话", "保留公用电话亭多少个"),
)  # fmt: skip
"""A word the documents must lack, and what one could ask of a region's year."""

TOPICS: tuple[tuple[str, str], ...] = tuple(
    (word, word)
    for word in (
        "无人机 区块链 人脸识别 元宇宙 加密货币 电子烟 共享单车 网络直播 宠物寄养 自动驾驶 量子计算 碳排放交易 "
        "高尔夫球 基因编辑 机器人配送 虚拟现实 比特币 密室逃脱 月球探测 深海采矿 外卖配送 电子竞技 人工增雨 二维码"
    ).split()
)
"""A subject the documents must lack."""

DETAILS: tuple[tuple[str, str], ...] = (
    ("举报电话", "公布的举报电话是多少"), ("投诉热线", "给出的投诉热线号码是多少"), ("邮寄地址", "要求的材料邮寄地址是哪里"),
    ("下载地址", "给出的表格下载地址是什么"), ("报名费", "规定的报名费是多少"), ("二维码", "附的二维码用来做什么"),
    ("电子邮箱", "给出的电子邮箱是什么"), ("押金", "规定的押金是多少"), ("微信公众号", "提到的微信公众号叫什么"),
    ("客服电话", "给出的客服电话是多少"),
)  # fmt: skip
"""A detail a document must lack, and how it is asked for."""

ENGLISH_TOPICS: tuple[str, ...] = (
    "blockchain", "drones", "face recognition", "cryptocurrency", "video games", "electric scooters",
    "deep-sea mining", "gene editing", "quantum computers", "podcasts", "food delivery", "skateboarding",
)  # fmt: skip
"""A subject English documents must lack."""
