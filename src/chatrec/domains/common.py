"""Fields that catalogues of many kinds have, under the names that `data.usual` gives to their columns."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.domains.base import LabelField, NumberField, Words

LEVELS = {
    "beginner": Words(
        en=("beginner", "beginners", "for beginners", "entry level", "entry-level", "introductory", "novice", "basic"),
        zh=("入门", "入门级", "零基础", "初级", "初学", "初学者", "新手", "小白", "基础"),
    ),
    "intermediate": Words(en=("intermediate", "mid-level", "medium"), zh=("中级", "进阶", "中等", "有基础")),
    "advanced": Words(en=("advanced", "expert", "experts"), zh=("高级", "高阶", "专家", "专家级", "精通")),
}  # fmt: skip
SEASONS = {
    "spring": Words(en=("spring", "springtime"), zh=("春季", "春天", "春")),
    "summer": Words(en=("summer", "summertime"), zh=("夏季", "夏天", "夏", "暑期", "暑假")),
    "autumn": Words(en=("autumn", "fall"), zh=("秋季", "秋天", "秋")),
    "winter": Words(en=("winter", "wintertime"), zh=("冬季", "冬天", "冬", "寒假")),
}
MONTHS = {
    name: Words(en=(name, name[:3]) if name[:3] not in {"Mar", "May", "Jun", "Jan", "Dec"} else (name,), zh=(f"{zh}月", f"{number}月"))
    for number, (name, zh) in enumerate(
        zip(
            ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
            ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
            strict=True,
        ),
        1,
    )
}  # fmt: skip
CURRENCIES = {
    "USD": Words(en=("US dollars", "USD"), zh=("美元",)),
    "CNY": Words(en=("yuan", "CNY", "RMB"), zh=("人民币",)),
    "EUR": Words(en=("euros", "EUR"), zh=("欧元",)),
    "GBP": Words(en=("pounds", "GBP"), zh=("英镑",)),
    "JPY": Words(en=("yen", "JPY"), zh=("日元",)),
}
MONEY = Words(
    en=("dollars", "dollar", "bucks", "usd", "euros", "euro", "eur", "pounds", "pound", "quid", "gbp", "yuan", "rmb", "cny"),
    zh=("元", "块", "块钱", "人民币", "美元", "欧元", "英镑"),
)  # fmt: skip
LABELS: Mapping[str, LabelField] = MappingProxyType(
    {
        "level": LabelField(
            Words(en=("level", "levels", "difficulty"), zh=("难度", "级别", "水平", "程度")),
            LEVELS,
            order=tuple(LEVELS),
            more=Words(en=("hard", "difficult", "challenging", "demanding", "tough"), zh=("难", "复杂", "深")),
            less=Words(en=("easy", "simple"), zh=("简单", "容易", "浅")),
        ),
        "season": LabelField(
            Words(en=("season", "seasons"), zh=("季节",)), SEASONS,
            behind=Words(en=("for {what}",), zh=("适合{what}",)),
        ),
        "month": LabelField(
            Words(en=("month", "months"), zh=("月份",)), MONTHS, behind=Words(en=("for {what}",), zh=("适合{what}",))
        ),
        "currency": LabelField(Words(en=("currency",), zh=("币种",)), CURRENCIES),
        "language": LabelField(
            Words(en=("language", "languages"), zh=("语言", "语种", "授课语言")), behind=Words(en=("in {what}",), zh=("{what}",))
        ),
        "subject": LabelField(Words(en=("subject", "subjects", "field"), zh=("学科", "科目", "领域", "方向")), open=True),
        "topic": LabelField(Words(en=("topic", "topics"), zh=("话题",)), open=True, behind=Words(en=("about {what}",), zh=("{what}",))),
        "provider": LabelField(
            Words(en=("provider", "providers", "platform"), zh=("机构", "平台", "学校")), open=True,
            behind=Words(en=("by {what}",), zh=("{what}",)), cues=Words(en=("by", "from")),
        ),
        "teacher": LabelField(
            Words(en=("teacher", "teachers", "instructor"), zh=("老师", "讲师", "教师")), open=True,
            behind=Words(en=("taught by {what}",), zh=("{what}讲授",)),
        ),
        "category": LabelField(Words(en=("category", "categories", "kind"), zh=("类别", "分类", "品类", "种类")), open=True),
        "type": LabelField(Words(en=("type", "types", "kind"), zh=("类型", "种类")), open=True),
        "tag": LabelField(Words(en=("tag", "tags"), zh=("标签",)), open=True),
        "feature": LabelField(Words(en=("feature", "features"), zh=("特点", "特色", "功能")), open=True),
        "amenity": LabelField(
            Words(en=("amenity", "amenities", "facilities"), zh=("设施", "配套")), open=True, behind=Words(en=("with {what}",), zh=("有{what}",))
        ),
        "country": LabelField(
            Words(en=("country", "countries"), zh=("国家",)), behind=Words(en=("in {what}",), zh=("{what}",)), cues=Words(en=("in",))
        ),
        "region": LabelField(Words(en=("region", "area"), zh=("地区",)), open=True, behind=Words(en=("in {what}",), zh=("{what}",))),
        "city": LabelField(
            Words(en=("city", "cities", "town", "place", "destination"), zh=("城市", "目的地")), open=True,
            behind=Words(en=("in {what}",), zh=("{what}",)), cues=Words(en=("in",)),
        ),
        "brand": LabelField(Words(en=("brand", "brands", "make"), zh=("品牌", "牌子")), open=True),
        "size": LabelField(Words(en=("size", "sizes"), zh=("尺码", "尺寸")), open=True),
        "color": LabelField(Words(en=("color", "colour", "colors"), zh=("颜色",)), open=True),
        "material": LabelField(Words(en=("material",), zh=("材质", "材料")), open=True),
    }
)  # fmt: skip
_MINUTES = Words(en=("minutes", "minute", "mins", "min"), zh=("分钟",))
_HOURS = Words(en=("hours", "hour", "hrs", "hr"), zh=("小时", "个小时", "个钟头", "钟头", "课时", "学时"))
_DAYS = Words(en=("days", "day"), zh=("天", "日"))
_NIGHTS = Words(en=("nights", "night"), zh=("晚",))
_WEEKS = Words(en=("weeks", "week"), zh=("周", "个星期", "星期"))
_MONTHS = Words(en=("months", "month"), zh=("个月",))
_LENGTH = Words(en=("length", "duration", "running time", "runtime"), zh=("时长", "长度", "片长", "课时"))
NUMBERS: Mapping[str, NumberField] = MappingProxyType(
    {
        "price": NumberField(Words(en=("price", "prices", "cost", "budget"), zh=("价格", "价钱", "售价", "价位", "预算", "费用")), MONEY),
        "list_price": NumberField(Words(en=("list price",), zh=("原价",)), MONEY),
        "rating": NumberField(
            Words(en=("rating", "ratings", "score", "rated"), zh=("评分", "分数")), Words(en=("stars", "star", "points"), zh=("分", "星"))
        ),
        "stars": NumberField(
            Words(en=("star rating", "hotel stars"), zh=("星级",)), Words(en=("stars", "star"), zh=("星", "星级", "颗星")), exact=True
        ),
        "pages": NumberField(Words(en=("pages", "length in pages"), zh=("页数",)), Words(en=("pages", "page"), zh=("页",))),
        "year": NumberField(Words(en=("year",), zh=("年份",))),
        "duration": NumberField(_LENGTH, _MINUTES, larger={60.0: _HOURS}),
        "duration_hours": NumberField(_LENGTH, _HOURS, larger={1 / 60: _MINUTES}),
        "duration_days": NumberField(_LENGTH, _DAYS, larger={1.0: _NIGHTS, 7.0: _WEEKS}, exact=True),
        "duration_nights": NumberField(_LENGTH, _NIGHTS, larger={1.0: _DAYS, 7.0: _WEEKS}, exact=True),
        "duration_weeks": NumberField(_LENGTH, _WEEKS, larger={4.345: _MONTHS, 1 / 7: _DAYS}),
        "duration_months": NumberField(_LENGTH, _MONTHS, larger={7 / 30.4: _WEEKS}),
    }
)  # fmt: skip

__all__ = ["LABELS", "NUMBERS"]
