"""Places to stay and trips: types and wishes as travellers name them, beside the usual fields."""

from dataclasses import replace

from chatrec.domains.base import Domain, Words
from chatrec.domains.common import LABELS, NUMBERS

TYPES = {
    "hotel": Words(en=("hotel", "hotels"), zh=("酒店", "宾馆", "旅馆", "饭店"), many="hotels"),
    "hostel": Words(en=("hostel", "hostels", "backpackers"), zh=("青年旅舍", "青旅", "旅舍"), many="hostels"),
    "apartment": Words(en=("apartment", "apartments", "flat", "holiday flat", "condo"), zh=("公寓",), many="apartments"),
    "resort": Words(en=("resort", "resorts"), zh=("度假村", "度假酒店"), many="resorts"),
    "guesthouse": Words(en=("guesthouse", "guest house", "bed and breakfast", "b&b", "inn"), zh=("民宿", "客栈", "家庭旅馆"), many="guesthouses"),
    "villa": Words(en=("villa", "villas", "holiday home", "cottage"), zh=("别墅", "度假屋"), many="villas"),
    "campsite": Words(en=("campsite", "camping", "campground"), zh=("露营地", "营地", "露营"), many="campsites"),
    "tour": Words(en=("tour", "tours", "guided tour", "group tour"), zh=("跟团游", "跟团", "团队游"), many="tours"),
    "trip": Words(en=("trip", "city break", "short break", "getaway"), zh=("自由行", "短途游"), many="trips"),
    "cruise": Words(en=("cruise", "cruises"), zh=("邮轮", "游轮"), many="cruises"),
}  # fmt: skip
TAGS = {
    "sea": Words(en=("seaside", "sea", "by the sea", "seafront", "near the sea", "beach", "by the beach", "on the beach", "coast"),
                 zh=("海边", "海滨", "海景", "沙滩", "靠海", "看海")),
    "quiet": Words(en=("quiet", "peaceful", "calm", "tranquil"), zh=("安静", "清静", "宁静", "幽静")),
    "family": Words(en=("family-friendly", "family", "for families", "with kids", "with children"), zh=("亲子", "家庭", "带孩子", "适合家庭", "带娃")),
    "romantic": Words(en=("romantic", "for couples", "honeymoon"), zh=("浪漫", "情侣", "蜜月")),
    "city centre": Words(en=("city-centre", "city centre", "city center", "central", "downtown", "in the centre"), zh=("市中心", "中心", "闹市")),
    "pool": Words(en=("pool", "with a pool", "swimming pool"), zh=("泳池", "游泳池")),
    "spa": Words(en=("spa", "wellness", "sauna"), zh=("水疗", "温泉", "桑拿")),
    "pets welcome": Words(en=("pet-friendly", "pets welcome", "pets allowed", "with a dog", "with my dog", "with pets"), zh=("可带宠物", "宠物友好", "带宠物", "带狗")),
    "mountains": Words(en=("mountain", "mountains", "in the mountains", "alpine"), zh=("山景", "山里", "山区", "高山")),
    "budget": Words(en=("budget", "low-cost", "backpacker"), zh=("实惠", "经济", "穷游")),
    "luxury": Words(en=("luxury", "luxurious", "high-end"), zh=("豪华", "奢华", "高端")),
    "breakfast included": Words(en=("breakfast included", "with breakfast", "breakfast"), zh=("含早餐", "含早", "早餐", "带早餐")),
    "nature": Words(en=("nature", "countryside", "rural"), zh=("自然", "乡村", "田园")),
    "culture": Words(en=("cultural", "culture", "museums", "sightseeing"), zh=("文化", "人文", "古迹")),
    "adventure": Words(en=("adventure", "adventurous"), zh=("探险", "冒险")),
    "hiking": Words(en=("hiking", "walking", "trekking"), zh=("徒步", "登山")),
    "skiing": Words(en=("skiing", "ski", "snowboarding"), zh=("滑雪",)),
    "food": Words(en=("food", "gourmet", "culinary"), zh=("美食",)),
    "nightlife": Words(en=("nightlife", "party", "clubbing"), zh=("夜生活",)),
}  # fmt: skip

DOMAIN = Domain(
    name="travel",
    noun=Words(
        en=("place", "places", "trip", "trips", "stay", "stays", "holiday", "holidays", "accommodation", "destination"),
        zh=("住处", "地方", "旅行", "行程", "住宿", "目的地"),
    ),
    measure="个",
    labels={
        **LABELS,
        "type": replace(LABELS["type"], values=TYPES),
        "tag": replace(LABELS["tag"], values=TAGS),
    },
    numbers=NUMBERS,
    card=("type", "city", "country", "stars", "tag", "season", "duration_days", "duration_nights", "price"),
    requires=("city", "type"),
)  # fmt: skip

__all__ = ["DOMAIN"]
