"""Any catalogue that has no domain of its own. Usual fields are known by more words, and by their units; others go by their names."""

from chatrec.domains.base import Domain, Words
from chatrec.domains.common import LABELS, NUMBERS

DOMAIN = Domain(
    name="generic",
    noun=Words(
        en=("item", "items", "product", "products", "thing", "things"),
        zh=("商品", "产品", "东西", "物品"),
    ),
    measure="件",
    labels=LABELS,
    numbers=NUMBERS,
)

__all__ = ["DOMAIN"]
