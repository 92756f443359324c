"""Any catalogue that has no domain of its own: its columns and values are called by their own names.

Numbers that many catalogues have are known by more words, and by their units.
"""

from chatrec.domains.base import Domain, NumberField, Words

DOMAIN = Domain(
    name="generic",
    noun=Words(
        en=("item", "items", "product", "products", "thing", "things"),
        zh=("商品", "产品", "东西", "物品"),
    ),
    measure="件",
    numbers={
        "price": NumberField(
            words=Words(en=("price", "prices", "cost"), zh=("价格", "价钱", "售价", "价位")),
            unit=Words(
                en=("dollars", "dollar", "bucks", "usd", "euros", "euro", "pounds", "yuan", "rmb"),
                zh=("元", "块", "块钱", "人民币", "美元", "欧元"),
            ),
        ),
        "rating": NumberField(
            words=Words(en=("rating", "ratings", "score"), zh=("评分", "分数")),
            unit=Words(en=("stars", "star", "points"), zh=("分", "星")),
        ),
        "pages": NumberField(
            words=Words(en=("pages", "length in pages"), zh=("页数",)), unit=Words(en=("pages", "page"), zh=("页",))
        ),
        "duration": NumberField(
            words=Words(en=("duration", "running time", "runtime"), zh=("时长", "片长")),
            unit=Words(en=("minutes", "minute", "min"), zh=("分钟",)),
        ),
    },
)

__all__ = ["DOMAIN"]
