"""Courses: subjects as learners name them, beside the usual fields."""

from dataclasses import replace

from chatrec.domains.base import Domain, Words
from chatrec.domains.common import LABELS, NUMBERS

SUBJECTS = {
    "Programming": Words(en=("programming", "coding", "software development", "computer programming"), zh=("编程", "程序设计", "写代码", "软件开发")),
    "Data Science": Words(en=("data science", "data", "data analysis", "analytics"), zh=("数据科学", "数据分析", "数据")),
    "Computer Science": Words(en=("computer science", "computing", "IT"), zh=("计算机", "计算机科学")),
    "Artificial Intelligence": Words(en=("artificial intelligence", "AI"), zh=("人工智能",)),
    "Mathematics": Words(en=("mathematics", "maths", "math"), zh=("数学",)),
    "Science": Words(en=("science", "sciences"), zh=("科学", "自然科学")),
    "Engineering": Words(en=("engineering",), zh=("工程", "工科")),
    "Design": Words(en=("design",), zh=("设计",)),
    "Business": Words(en=("business", "management"), zh=("商业", "商科", "管理")),
    "Marketing": Words(en=("marketing",), zh=("市场营销", "营销")),
    "Finance": Words(en=("finance", "investing"), zh=("金融", "财务", "理财")),
    "Economics": Words(en=("economics",), zh=("经济学", "经济")),
    "Languages": Words(en=("languages", "language learning", "foreign languages"), zh=("语言", "外语", "语言学习")),
    "Music": Words(en=("music",), zh=("音乐",)),
    "Art": Words(en=("art", "arts"), zh=("艺术", "美术")),
    "Photography": Words(en=("photography", "photo"), zh=("摄影",)),
    "Writing": Words(en=("writing", "creative writing"), zh=("写作",)),
    "Cooking": Words(en=("cooking", "cookery", "food"), zh=("烹饪", "厨艺", "做菜")),
    "Health": Words(en=("health", "wellness"), zh=("健康", "养生")),
    "Sport": Words(en=("sport", "sports", "fitness"), zh=("体育", "运动", "健身")),
    "Psychology": Words(en=("psychology",), zh=("心理学", "心理")),
    "History": Words(en=("history",), zh=("历史",)),
    "Philosophy": Words(en=("philosophy",), zh=("哲学",)),
    "Law": Words(en=("law",), zh=("法律", "法学")),
    "Education": Words(en=("education", "teaching"), zh=("教育", "教学")),
}  # fmt: skip

DOMAIN = Domain(
    name="courses",
    noun=Words(
        en=("course", "courses", "class", "classes", "tutorial", "tutorials", "training"),
        zh=("课程", "课", "网课", "教程", "公开课"),
    ),
    measure="门",
    labels={**LABELS, "subject": replace(LABELS["subject"], values=SUBJECTS)},
    numbers=NUMBERS,
    card=("subject", "level", "provider", "language", "certificate", "duration", "duration_hours", "duration_weeks", "duration_months", "price"),
    requires=("level", "subject"),
)  # fmt: skip

__all__ = ["DOMAIN"]
