"""What the columns of catalogues are usually called, in English and Chinese, and the fields that they become."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

HAN = re.compile(r"[\u4e00-\u9fff]")
WHETHER = re.compile(
    r"^(?:has|is|with|offers|includes?)[ _-]+(?=\w)|^(?:是否|有无|能否|可否)(?:提供|颁发|包含|含有?|有|可以?|支持)?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[ _]*[(（\[](?P<bracket>[^()（）\[\]]{1,12})[)）\]]\s*$|[ _](?P<tail>[A-Za-z]{1,7})$")
_BETWEEN = re.compile(r"[\s_\-]+")

# A column by any of these names, small and without spaces, is the field.
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "genre": "genres 流派 体裁",
        "year": "releaseyear publicationyear originalpublicationyear 年份 上映年份 出版年份 发行年份",
        "price": "cost fee fees tuition coursefee pricepernight nightlyprice nightlyrate pricefrom 价格 价钱 售价 现价 学费 费用 单价 票价 房价 "
        "每晚价格 每晚房价 价格每晚",
        "duration": "length courselength courseduration totalduration timerequired workload 时长 课程时长 总时长 学时 课时 时间",
        "rating": "averagerating avgrating userrating score 评分 平均评分 用户评分 打分",
        "stars": "star starrating hotelstars 星级 酒店星级",
        "level": "difficulty difficultylevel skilllevel courselevel 难度 难易程度 级别 等级 课程难度 水平",
        "language": "languages courselanguage 语言 授课语言 教学语言 语种",
        "certificate": "certification certificates certificateavailable 证书 结业证书 资格证书",
        "category": "categories 类别 分类 品类 种类",
        "subject": "subjects subjectarea discipline 学科 科目 领域 学科领域 主科",
        "topic": "topics 话题",
        "theme": "themes 主题",
        "tag": "tags labels keywords keyword 标签 关键词 关键字",
        "feature": "features 特点 特色 功能",
        "amenity": "amenities facilities facility 设施 配套设施 服务设施",
        "provider": "platform institution school 机构 平台 提供方 学校 开课机构",
        "teacher": "teachers instructor instructors lecturer tutor 讲师 老师 教师 主讲 授课老师",
        "brand": "品牌 牌子",
        "author": "authors 作者",
        "director": "directors 导演",
        "actor": "actors cast 演员 主演",
        "artist": "artists 歌手 艺术家 音乐人",
        "publisher": "出版社",
        "country": "countries 国家 目的国",
        "region": "area 地区 区域",
        "city": "town destination 城市 目的地 所在城市",
        "type": "propertytype accommodationtype triptype 类型 住宿类型 房型",
        "season": "seasons bestseason besttime whentogo 季节 适合季节 最佳季节",
        "month": "months bestmonths 月份 适合月份",
        "color": "colors 颜色",
        "size": "sizes 尺码 尺寸",
        "material": "材质 材料",
    }
)  # fmt: skip
_OF_COLUMN: Mapping[str, str] = MappingProxyType(
    {name: field for field, names in _FIELDS.items() for name in (field, *names.split())}
)
# Bare numbers of a column that is called after its unit.
LASTING: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "minutes": ("minutes", "minute", "mins", "min", "分钟", "分"),
        "hours": ("hours", "hour", "hrs", "hr", "h", "小时", "个小时", "课时", "学时", "钟头"),
        "days": ("days", "day", "天", "日"),
        "nights": ("nights", "night", "晚", "夜"),
        "weeks": ("weeks", "week", "wks", "wk", "周", "星期", "个星期"),
        "months": ("months", "month", "mo", "个月"),
    }
)
_COUNTED: Mapping[str, str] = MappingProxyType(
    {"hours": "hours", "小时数": "hours", "days": "days", "天数": "days", "行程天数": "days", "nights": "nights", "晚数": "nights",
     "入住晚数": "nights", "weeks": "weeks", "周数": "weeks", "months": "months", "minutes": "minutes", "分钟数": "minutes"}
)  # fmt: skip


def plain(column: str) -> str:
    """A column's name in small letters, without spaces and marks: "Price per night" is "pricepernight"."""
    return "".join(letter for letter in column.lower() if letter.isalnum())


def parted(column: str) -> tuple[str, str]:
    """The name of a column and the unit that it ends in, "" where none: "duration_hours", "价格（元）"."""
    found = _UNIT.search(column)
    if found is None or not column[: found.start()].strip():
        return column, ""
    return column[: found.start()], (found["bracket"] or found["tail"]).strip()


def usual_field(column: str) -> str:
    """The field of a column that is known by a usual name; its own name, trimmed, else."""
    return _OF_COLUMN.get(plain(column)) or _OF_COLUMN.get(plain(WHETHER.sub("", column.strip()))) or column.strip()


def asks_whether(column: str) -> bool:
    """Whether a column's name asks something, "is_online", "是否提供证书"."""
    return WHETHER.match(column.strip()) is not None


def counted(column: str) -> str:
    """The unit after which a column of bare numbers is called, "天数"; "" where after none."""
    return _COUNTED.get(plain(column), "")


def spoken(field: str) -> str:
    """A field's name as it is said: "free_cancellation" is "free cancellation"."""
    return _BETWEEN.sub(" ", WHETHER.sub("", field)).strip() or field


__all__ = ["HAN", "LASTING", "asks_whether", "counted", "parted", "plain", "spoken", "usual_field"]
