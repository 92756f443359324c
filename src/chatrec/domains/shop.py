"""A shop: product feeds, and what buyers of phones, laptops, headphones and running shoes ask about."""

from chatrec.domains.base import Domain, LabelField, NumberField, Words
from chatrec.domains.packs.products import FACTS

CATEGORIES = {
    "phone": Words(
        en=("phone", "phones", "smartphone", "smartphones", "mobile", "mobile phone", "cellphone", "cell phone", "handset"),
        zh=("手机", "智能手机"), many="phones",
    ),
    "laptop": Words(
        en=("laptop", "laptops", "notebook", "notebooks", "ultrabook", "laptop computer", "portable computer"),
        zh=("笔记本电脑", "笔记本", "手提电脑", "轻薄本", "游戏本"), many="laptops",
    ),
    "headphones": Words(
        en=("headphones", "headphone", "earphones", "earphone", "earbuds", "earbud", "headset", "headsets", "in-ears"),
        zh=("耳机", "头戴式耳机", "耳塞"), many="headphones",
    ),
    "running-shoes": Words(
        en=("running-shoe", "running shoe", "running shoes", "trainers", "jogging shoes", "racing shoes", "trail shoes"),
        zh=("跑鞋", "跑步鞋", "运动鞋", "慢跑鞋", "越野跑鞋"), many="running shoes",
    ),
}  # fmt: skip

# The makers whose Chinese names are settled; all others go by their own. The id is how feeds write them.
BRANDS = {
    "Apple": Words(en=("Apple",), zh=("苹果",)),
    "Samsung": Words(en=("Samsung",), zh=("三星",)),
    "Google": Words(en=("Google",), zh=("谷歌",)),
    "Xiaomi": Words(en=("Xiaomi",), zh=("小米",)),
    "Redmi": Words(en=("Redmi",), zh=("红米",)),
    "POCO": Words(en=("POCO",)),
    "Huawei": Words(en=("Huawei",), zh=("华为",)),
    "Honor": Words(en=("Honor",), zh=("荣耀",)),
    "OPPO": Words(en=("OPPO",), zh=("OPPO", "欧珀")),
    "vivo": Words(en=("vivo",), zh=("vivo", "维沃")),
    "iQOO": Words(en=("iQOO",)),
    "OnePlus": Words(en=("OnePlus", "One Plus"), zh=("一加",)),
    "realme": Words(en=("realme",), zh=("真我",)),
    "Motorola": Words(en=("Motorola", "Moto"), zh=("摩托罗拉",)),
    "Nokia": Words(en=("Nokia",), zh=("诺基亚",)),
    "Sony": Words(en=("Sony",), zh=("索尼",)),
    "Nothing": Words(en=("Nothing Technology", "Nothing Phone")),
    "Fairphone": Words(en=("Fairphone",)),
    "ASUS": Words(en=("ASUS",), zh=("华硕",)),
    "Lenovo": Words(en=("Lenovo", "ThinkPad"), zh=("联想",)),
    "Dell": Words(en=("Dell",), zh=("戴尔",)),
    "Alienware": Words(en=("Alienware",), zh=("外星人",)),
    "HP": Words(en=("HP", "Hewlett-Packard"), zh=("惠普",)),
    "Acer": Words(en=("Acer",), zh=("宏碁",)),
    "MSI": Words(en=("MSI",), zh=("微星",)),
    "Microsoft": Words(en=("Microsoft", "Surface"), zh=("微软",)),
    "LG": Words(en=("LG",), zh=("LG", "乐金")),
    "Razer": Words(en=("Razer",), zh=("雷蛇",)),
    "Framework": Words(en=("Framework",)),
    "Gigabyte": Words(en=("Gigabyte",), zh=("技嘉",)),
    "Bose": Words(en=("Bose",), zh=("博士",)),
    "Sennheiser": Words(en=("Sennheiser",), zh=("森海塞尔",)),
    "Beyerdynamic": Words(en=("Beyerdynamic",), zh=("拜亚动力",)),
    "AKG": Words(en=("AKG",), zh=("爱科技",)),
    "Audio-Technica": Words(en=("Audio-Technica", "Audio Technica"), zh=("铁三角",)),
    "JBL": Words(en=("JBL",), zh=("JBL", "杰宝")),
    "Beats": Words(en=("Beats",)),
    "Jabra": Words(en=("Jabra",), zh=("捷波朗",)),
    "Anker": Words(en=("Anker", "Soundcore"), zh=("安克",)),
    "Philips": Words(en=("Philips",), zh=("飞利浦",)),
    "Panasonic": Words(en=("Panasonic", "Technics"), zh=("松下",)),
    "Bowers & Wilkins": Words(en=("Bowers & Wilkins", "B&W"), zh=("宝华韦健",)),
    "Bang & Olufsen": Words(en=("Bang & Olufsen", "B&O"), zh=("铂傲",)),
    "Focal": Words(en=("Focal",), zh=("劲浪",)),
    "HiFiMAN": Words(en=("HiFiMAN",), zh=("头领科技", "海菲曼")),
    "Shure": Words(en=("Shure",), zh=("舒尔",)),
    "Koss": Words(en=("Koss",), zh=("高斯",)),
    "Edifier": Words(en=("Edifier",), zh=("漫步者",)),
    "Moondrop": Words(en=("Moondrop",), zh=("水月雨",)),
    "Grado": Words(en=("Grado",), zh=("歌德",)),
    "Audeze": Words(en=("Audeze",), zh=("奥帝兹",)),
    "Shokz": Words(en=("Shokz", "AfterShokz"), zh=("韶音",)),
    "Nike": Words(en=("Nike",), zh=("耐克",)),
    "adidas": Words(en=("adidas",), zh=("阿迪达斯", "阿迪")),
    "ASICS": Words(en=("ASICS",), zh=("亚瑟士",)),
    "Brooks": Words(en=("Brooks",), zh=("布鲁克斯",)),
    "Saucony": Words(en=("Saucony",), zh=("索康尼",)),
    "New Balance": Words(en=("New Balance",), zh=("新百伦", "纽巴伦")),
    "HOKA": Words(en=("HOKA", "Hoka One One"), zh=("HOKA", "霍卡")),
    "On": Words(en=("On Running", "On Cloud"), zh=("昂跑",)),
    "Mizuno": Words(en=("Mizuno",), zh=("美津浓",)),
    "PUMA": Words(en=("PUMA",), zh=("彪马",)),
    "Altra": Words(en=("Altra",)),
    "Salomon": Words(en=("Salomon",), zh=("萨洛蒙",)),
    "Under Armour": Words(en=("Under Armour",), zh=("安德玛",)),
    "Skechers": Words(en=("Skechers",), zh=("斯凯奇",)),
    "Li-Ning": Words(en=("Li-Ning", "Li Ning"), zh=("李宁",)),
    "Anta": Words(en=("Anta",), zh=("安踏",)),
    "Xtep": Words(en=("Xtep",), zh=("特步",)),
    "361 Degrees": Words(en=("361 Degrees",), zh=("361度",)),
}  # fmt: skip

AVAILABILITY = {
    "in_stock": Words(en=("in stock", "available", "in-stock"), zh=("有货", "现货")),
    "out_of_stock": Words(en=("out of stock", "sold out", "unavailable"), zh=("缺货", "无货", "卖完")),
    "preorder": Words(en=("for preorder", "pre-order", "preorder"), zh=("预售", "预订", "预购")),
    "backorder": Words(en=("on backorder", "backorder"), zh=("待补货",)),
}
CONDITION = {
    "new": Words(en=("brand-new", "brand new", "unused"), zh=("全新",)),
    "refurbished": Words(en=("refurbished", "renewed", "reconditioned"), zh=("翻新", "官翻")),
    "used": Words(en=("second-hand", "secondhand", "pre-owned"), zh=("二手",)),
}
CURRENCIES = {
    "USD": Words(en=("US dollars", "USD"), zh=("美元",)),
    "CNY": Words(en=("yuan", "CNY", "RMB"), zh=("人民币",)),
    "EUR": Words(en=("euros", "EUR"), zh=("欧元",)),
    "GBP": Words(en=("pounds", "GBP"), zh=("英镑",)),
    "JPY": Words(en=("yen", "JPY"), zh=("日元",)),
}
USES = {
    "everyday": Words(en=("everyday", "daily", "for every day"), zh=("日常", "日常使用", "代步")),
    "budget": Words(en=("budget", "cheap", "inexpensive", "affordable"), zh=("性价比", "性价比高", "便宜", "平价", "平替", "预算有限", "入门")),
    "flagship": Words(en=("flagship", "high-end"), zh=("旗舰", "高端")),
    "compact": Words(en=("compact", "pocketable"), zh=("小巧", "小屏", "轻薄", "轻薄点", "便携")),
    "foldable": Words(en=("foldable", "folding"), zh=("折叠屏", "折叠")),
    "photography": Words(en=("photography", "camera", "for photos"), zh=("拍照", "拍照好", "摄影", "影像")),
    "gaming": Words(en=("gaming", "for games"), zh=("游戏", "电竞", "打游戏", "打游戏用", "玩游戏")),
    "business": Words(en=("business", "for work"), zh=("商务", "办公")),
    "students": Words(en=("student", "for students", "school"), zh=("学生", "学生党", "上学")),
    "creators": Words(en=("creator", "for creators", "editing"), zh=("创作", "剪辑", "设计")),
    "developers": Words(en=("developer", "programming", "for programmers"), zh=("编程", "开发")),
    "travel": Words(en=("travel", "commuting", "for travel"), zh=("旅行", "通勤", "出差")),
    "battery": Words(en=("long-lasting", "long battery life"), zh=("长续航", "续航", "续航久", "续航长", "电池耐用", "耐用的电池", "待机久")),
    "rugged": Words(en=("rugged", "durable", "sturdy"), zh=("耐用", "三防")),
    "repairable": Words(en=("repairable", "easy to repair"), zh=("易维修", "可维修")),
    "studio": Words(en=("studio", "monitoring", "mixing"), zh=("监听", "录音")),
    "audiophile": Words(en=("audiophile", "hi-fi", "hifi"), zh=("发烧", "高保真", "音质")),
    "sport": Words(en=("sport", "workout", "gym"), zh=("运动", "健身", "跑步用", "运动用", "健身用")),
    "calls": Words(en=("calls", "meetings", "for calls"), zh=("通话", "会议")),
    "daily-training": Words(en=("daily-training", "daily trainer", "easy runs"), zh=("日常训练", "慢跑")),
    "long-run": Words(en=("long-run", "long runs", "long distance"), zh=("长距离",)),
    "tempo": Words(en=("tempo", "speed work", "intervals"), zh=("速度训练", "节奏跑")),
    "racing": Words(en=("racing", "race", "marathon"), zh=("竞速", "比赛", "马拉松")),
    "trail": Words(en=("trail", "off-road"), zh=("越野", "山地")),
    "stability": Words(en=("stability", "support", "for overpronation"), zh=("稳定", "支撑")),
    "beginners": Words(en=("beginner", "for beginners"), zh=("新手", "初学者")),
    "walking": Words(en=("walking", "standing all day"), zh=("步行", "久站")),
    "recovery": Words(en=("recovery", "recovery runs"), zh=("恢复跑",)),
}  # fmt: skip
FEATURES = {
    "noise-cancelling": Words(
        en=("noise-cancelling", "noise cancelling", "noise-canceling", "anc"), zh=("降噪", "主动降噪")
    ),
    "wireless": Words(en=("wireless", "bluetooth"), zh=("无线", "蓝牙")),
    "wired": Words(en=("wired",), zh=("有线",)),
    "over-ear": Words(en=("over-ear", "over ear", "circumaural"), zh=("头戴式", "头戴", "包耳式", "罩耳")),
    "on-ear": Words(en=("on-ear", "on ear"), zh=("压耳式", "贴耳式")),
    "in-ear": Words(en=("in-ear", "in ear"), zh=("入耳式", "入耳")),
    "open-ear": Words(en=("open-ear", "earbud-style"), zh=("开放式", "半入耳式")),
    "bone-conduction": Words(en=("bone-conduction", "bone conduction"), zh=("骨传导",)),
    "open-back": Words(en=("open-back", "open back"), zh=("开放背",)),
    "closed-back": Words(en=("closed-back", "closed back"), zh=("封闭式",)),
    "carbon-plate": Words(en=("carbon-plated", "carbon plate", "plated"), zh=("碳板",)),
    "touchscreen": Words(en=("touchscreen", "touch screen"), zh=("触摸屏", "触屏")),
    "convertible": Words(en=("convertible", "2-in-1", "two-in-one"), zh=("翻转", "二合一", "变形本")),
    "oled": Words(en=("OLED", "AMOLED"), zh=("OLED",)),
    "dedicated-graphics": Words(en=("dedicated-graphics", "discrete graphics", "with a graphics card"), zh=("独立显卡", "独显")),
    "stylus": Words(en=("stylus", "with a pen"), zh=("手写笔", "触控笔")),
    "headphone-jack": Words(en=("headphone-jack", "headphone jack"), zh=("耳机孔",)),
    "wireless-charging": Words(en=("wireless-charging", "wireless charging"), zh=("无线充电",)),
    "water-resistant": Words(en=("water-resistant", "waterproof", "water resistant"), zh=("防水",)),
}  # fmt: skip

SYSTEMS = {
    "iOS": Words(en=("iOS",), zh=("iOS", "苹果系统")),
    "Android": Words(en=("Android",), zh=("安卓",)),
    "HarmonyOS": Words(en=("HarmonyOS",), zh=("鸿蒙",)),
    "macOS": Words(en=("macOS", "Mac"), zh=("macOS",)),
    "Windows": Words(en=("Windows",), zh=("Windows",)),
    "ChromeOS": Words(en=("ChromeOS", "Chromebook"), zh=("ChromeOS",)),
}

_MONEY = Words(
    en=("dollars", "dollar", "bucks", "usd", "euros", "euro", "pounds", "yuan", "rmb"),
    zh=("元", "块", "块钱", "人民币", "美元", "欧元"),
)

DOMAIN = Domain(
    name="shop",
    noun=Words(en=("product", "products", "item", "items", "thing", "things"), zh=("商品", "产品", "东西")),
    measure="件",
    labels={
        "category": LabelField(
            Words(en=("category", "categories", "kind", "type"), zh=("类别", "品类", "种类")), CATEGORIES, open=True
        ),
        "brand": LabelField(
            Words(en=("brand", "brands", "make", "maker"), zh=("品牌", "牌子", "厂商")), BRANDS, open=True
        ),
        "availability": LabelField(Words(en=("availability",), zh=("库存",)), AVAILABILITY),
        "condition": LabelField(Words(en=("condition",), zh=("成色", "新旧")), CONDITION),
        "currency": LabelField(Words(en=("currency",), zh=("币种",)), CURRENCIES),
        "use": LabelField(Words(en=("use", "purpose"), zh=("用途", "场景")), USES),
        "feature": LabelField(Words(en=("feature", "features"), zh=("特点", "功能")), FEATURES),
        "system": LabelField(Words(en=("operating system", "system", "os"), zh=("操作系统", "系统")), SYSTEMS),
        "seller": LabelField(Words(en=("seller", "sellers", "shop"), zh=("卖家", "店铺")), open=True),
        "color": LabelField(Words(en=("color", "colour", "colors"), zh=("颜色",)), open=True),
        "size": LabelField(Words(en=("size", "sizes"), zh=("尺码", "尺寸")), open=True),
        "material": LabelField(Words(en=("material",), zh=("材质", "材料")), open=True),
        "pattern": LabelField(Words(en=("pattern",), zh=("图案",)), open=True),
        "gender": LabelField(Words(en=("gender",), zh=("性别",)), open=True),
        "age_group": LabelField(Words(en=("age group",), zh=("年龄段",)), open=True),
    },
    numbers={
        "price": NumberField(Words(en=("price", "prices", "cost"), zh=("价格", "价钱", "售价", "价位", "预算")), _MONEY),
        "list_price": NumberField(Words(en=("list price",), zh=("原价",)), _MONEY),
        "year": NumberField(Words(en=("year", "release year", "model year"), zh=("年份", "上市年份", "年款"))),
        "screen_in": NumberField(
            Words(en=("screen", "screen size", "display"), zh=("屏幕", "屏幕尺寸")), Words(en=("inches", "inch"), zh=("英寸", "寸"))
        ),
        "ram_gb": NumberField(
            Words(en=("RAM", "memory"), zh=("内存", "运行内存", "运存")), Words(en=("GB of RAM", "gb of ram", "gb ram", "gigs of ram"), zh=("GB内存", "gb内存", "g内存", "gb运存", "g运存"))
        ),
        "storage_gb": NumberField(
            Words(en=("storage", "disk", "SSD"), zh=("存储", "容量", "硬盘")), Words(en=("GB", "gb", "gigabytes", "gigs"), zh=("GB", "gb", "g"))
        ),
        "battery_mah": NumberField(Words(en=("battery", "battery capacity"), zh=("电池", "电池容量")), Words(en=("mAh", "mah"), zh=("毫安时", "毫安", "mah"))),
        "battery_h": NumberField(
            Words(en=("battery life", "playing time"), zh=("续航", "续航时间", "电池续航")), Words(en=("hours", "hour"), zh=("小时", "个小时"))
        ),
        "weight_g": NumberField(Words(en=("weight",), zh=("重量",)), Words(en=("grams", "gram"), zh=("克",))),
        "drop_mm": NumberField(Words(en=("drop", "heel drop", "heel-to-toe drop"), zh=("落差", "前后落差")), Words(en=("mm", "millimetres", "millimeters"), zh=("毫米",))),
        "rating": NumberField(Words(en=("rating", "ratings", "score"), zh=("评分", "分数")), Words(en=("stars", "star", "points"), zh=("分", "星"))),
    },
    card=("category", "brand", "price"),
    facts=FACTS,
)  # fmt: skip

__all__ = ["DOMAIN"]
