"""Books: genres and forms as readers name them, and the languages of Goodreads."""

from chatrec.domains.base import Domain, LabelField, NumberField, Words
from chatrec.domains.packs.bookshelf import FACTS

# The first word of a language is how we say it: in English what stands before "books", in Chinese the whole noun.
GENRES = {
    "Fantasy": Words(en=("fantasy", "fantastical"), zh=("奇幻", "魔幻", "玄幻", "奇幻小说")),
    "Science Fiction": Words(en=("science-fiction", "science fiction", "sci-fi", "scifi", "sf"), zh=("科幻", "科幻小说", "科学幻想")),
    "Dystopia": Words(en=("dystopian", "dystopia", "dystopias"), zh=("反乌托邦", "反乌托邦小说", "末世")),
    "Horror": Words(en=("horror", "scary", "spooky", "creepy", "gothic horror"), zh=("恐怖", "恐怖小说", "惊悚恐怖", "吓人")),
    "Mystery": Words(en=("mystery", "whodunit", "detective", "murder mystery"), zh=("推理", "悬疑", "侦探", "推理小说", "侦探小说"), many="mysteries"),
    "Crime": Words(en=("crime", "noir"), zh=("犯罪", "犯罪小说", "罪案")),
    "Thriller": Words(en=("thriller", "suspense", "suspenseful", "page-turner"), zh=("惊悚", "惊险", "惊悚小说"), many="thrillers"),
    "Romance": Words(en=("romance", "romantic", "love story"), zh=("爱情", "言情", "浪漫", "爱情小说", "言情小说"), many="romances"),
    "Historical Fiction": Words(en=("historical", "historical fiction", "historical novel", "period"), zh=("历史小说", "历史题材")),
    "Literary Fiction": Words(en=("literary", "literary fiction"), zh=("文学小说", "纯文学", "严肃文学")),
    "Classics": Words(en=("classic", "classics", "classical"), zh=("经典", "名著", "经典名著", "世界名著"), many="classics"),
    "Contemporary": Words(en=("contemporary", "modern-day"), zh=("当代", "当代小说", "现代小说")),
    "Adventure": Words(en=("adventure", "adventurous"), zh=("冒险", "探险", "历险", "冒险小说")),
    "War": Words(en=("war", "wartime"), zh=("战争", "战争小说", "军事")),
    "Magical Realism": Words(en=("magical realist", "magical realism", "magic realism"), zh=("魔幻现实主义",)),
    "Humor": Words(en=("humorous", "humor", "humour", "funny", "comic novel", "hilarious"), zh=("幽默", "搞笑", "好笑", "诙谐")),
    "Satire": Words(en=("satirical", "satire"), zh=("讽刺", "讽刺小说"), many="satires"),
    "Western": Words(en=("western",), zh=("西部", "西部小说"), many="westerns"),
    "Young Adult": Words(en=("young-adult", "young adult", "ya", "teen", "for teenagers"), zh=("青少年", "青春", "青少年小说")),
    "Children's": Words(
        en=("children's", "childrens", "kids'", "kids", "for children", "for kids", "middle-grade", "middle grade"),
        zh=("儿童", "童书", "少儿", "儿童文学", "给孩子看的", "孩子看的", "小朋友看的"),
    ),
    "Fairy Tales": Words(en=("fairy-tale", "fairy tale", "fairy tales", "fables"), zh=("童话", "寓言", "童话故事")),
    "Mythology": Words(en=("mythological", "mythology", "myth", "myths", "epic"), zh=("神话", "史诗", "神话传说")),
    "Wuxia": Words(en=("wuxia", "martial-arts"), zh=("武侠", "武侠小说")),
    "Biography": Words(en=("biographical", "biography", "biographies"), zh=("传记", "人物传记"), many="biographies"),
    "Memoir": Words(en=("memoir", "autobiography", "autobiographical"), zh=("回忆录", "自传"), many="memoirs"),
    "History": Words(en=("history", "about history"), zh=("历史", "史学", "历史书")),
    "Science": Words(en=("science", "popular science", "popular-science"), zh=("科普", "科学")),
    "Nature": Words(en=("nature", "nature writing"), zh=("自然", "自然文学")),
    "Philosophy": Words(en=("philosophical", "philosophy"), zh=("哲学", "哲理")),
    "Psychology": Words(en=("psychology", "psychological"), zh=("心理学", "心理")),
    "Business": Words(en=("business", "management", "economics", "investing", "finance"), zh=("商业", "经管", "管理", "经济", "理财", "投资")),
    "Self-Help": Words(en=("self-help", "self help", "personal development"), zh=("励志", "自助", "个人成长")),
    "Politics": Words(en=("political", "politics"), zh=("政治", "时政")),
    "Religion": Words(en=("religious", "religion", "spiritual", "spirituality"), zh=("宗教", "灵修", "信仰")),
    "Travel": Words(en=("travel", "travel writing", "travelogue"), zh=("旅行", "游记")),
    "True Crime": Words(en=("true-crime", "true crime"), zh=("真实罪案", "罪案纪实")),
    "Art": Words(en=("art",), zh=("艺术",)),
    "Food": Words(en=("food", "cooking", "cookery", "cookbook"), zh=("美食", "烹饪", "菜谱")),
    "Sport": Words(en=("sports", "sport"), zh=("体育", "运动")),
}  # fmt: skip

FORMS = {
    "novel": Words(en=("novel", "novels", "fiction"), zh=("小说", "长篇小说", "长篇"), many="novels"),
    "novella": Words(en=("novella", "short novel"), zh=("中篇小说", "中篇"), many="novellas"),
    "stories": Words(en=("short-story", "short story", "short stories", "story collection"), zh=("短篇小说", "短篇", "短篇集", "短篇小说集", "故事集")),
    "poetry": Words(en=("poetry", "poems", "poem", "verse"), zh=("诗歌", "诗集", "诗")),
    "play": Words(en=("play", "drama", "stage play"), zh=("剧本", "戏剧", "话剧"), many="plays"),
    "essays": Words(en=("essay", "essays"), zh=("散文", "随笔", "杂文")),
    "memoir": Words(en=("memoir", "autobiography", "diary"), zh=("回忆录", "自传", "日记"), many="memoirs"),
    "biography": Words(en=("biography",), zh=("传记",), many="biographies"),
    "nonfiction": Words(en=("non-fiction", "nonfiction", "factual"), zh=("非虚构", "纪实", "社科")),
    "comic": Words(en=("graphic", "graphic novel", "comic", "comics", "manga"), zh=("漫画", "图像小说", "绘本小说")),
    "picture-book": Words(en=("picture", "picture book", "picture-book"), zh=("绘本", "图画书")),
}  # fmt: skip

# By the codes that Goodreads gives. A word stands under one code alone: under two it would ask for both at once.
LANGUAGES = {
    "eng": Words(en=("English",), zh=("英语", "英文")),
    "en-US": Words(en=("American English", "US English"), zh=("美式英语",)),
    "en-GB": Words(en=("British English", "UK English"), zh=("英式英语",)),
    "en-CA": Words(en=("Canadian English",), zh=("加拿大英语",)),
    "zho": Words(en=("Chinese",), zh=("中文", "汉语")),
    "jpn": Words(en=("Japanese",), zh=("日语", "日文")),
    "kor": Words(en=("Korean",), zh=("韩语", "韩文")),
    "fre": Words(en=("French",), zh=("法语", "法文")),
    "ger": Words(en=("German",), zh=("德语", "德文")),
    "spa": Words(en=("Spanish",), zh=("西班牙语",)),
    "ita": Words(en=("Italian",), zh=("意大利语",)),
    "por": Words(en=("Portuguese",), zh=("葡萄牙语",)),
    "rus": Words(en=("Russian",), zh=("俄语", "俄文")),
    "ara": Words(en=("Arabic",), zh=("阿拉伯语",)),
    "ind": Words(en=("Indonesian",), zh=("印尼语",)),
    "per": Words(en=("Persian",), zh=("波斯语",)),
    "pol": Words(en=("Polish",), zh=("波兰语",)),
    "nor": Words(en=("Norwegian",), zh=("挪威语",)),
    "dan": Words(en=("Danish",), zh=("丹麦语",)),
    "swe": Words(en=("Swedish",), zh=("瑞典语",)),
    "nl": Words(en=("Dutch",), zh=("荷兰语",)),
    "tur": Words(en=("Turkish",), zh=("土耳其语",)),
    "vie": Words(en=("Vietnamese",), zh=("越南语",)),
}

RELATIONS = {
    name: words
    for names, words in (
        (("author", "authors", "written_by", "writer"), Words(en=("author",), zh=("作者",))),
        (("series", "part_of_series"), Words(en=("series",), zh=("系列",))),
        (("publisher",), Words(en=("publisher",), zh=("出版社",))),
        (("translator",), Words(en=("translator",), zh=("译者",))),
        (("subject", "subjects"), Words(en=("subject",), zh=("主题",))),
    )
    for name in names
}

# What our own pack says, in words.
TIES = {
    "author": Words(en=("by {what}",), zh=("{what}的作品",)),
    "theme": Words(en=("about {what}",), zh=("{what}主题",)),
    "series": Words(en=("of the {what} series",), zh=("{what}系列",)),
}

DOMAIN = Domain(
    name="books",
    noun=Words(
        en=("book", "books", "read", "reads", "novel", "novels", "title", "titles", "paperback", "paperbacks"),
        zh=("书", "图书", "书籍", "小说", "读物", "书本"),
    ),
    measure="本",
    relations=RELATIONS,
    labels={
        "genre": LabelField(Words(en=("genre", "genres", "kind", "type"), zh=("类型", "题材", "类别")), GENRES),
        "form": LabelField(Words(en=("form", "format"), zh=("体裁", "形式")), FORMS),
        "language": LabelField(Words(en=("language", "languages"), zh=("语言", "语种")), LANGUAGES),
        "author": LabelField(
            Words(en=("author", "authors", "writer", "writers"), zh=("作者", "作家", "著者")), open=True
        ),
        "series": LabelField(Words(en=("series",), zh=("系列", "丛书")), open=True),
        "publisher": LabelField(Words(en=("publisher", "publishers"), zh=("出版社",)), open=True),
    },
    numbers={
        "year": NumberField(
            Words(
                en=("year", "years", "decade", "publication year", "era"),
                zh=("年代", "出版年份", "年份", "哪年", "哪一年"),
            )
        ),
        "pages": NumberField(
            Words(en=("pages", "length", "page count"), zh=("页数", "篇幅", "厚度")),
            Words(en=("pages", "page"), zh=("页",)),
        ),
        "rating": NumberField(
            Words(en=("rating", "ratings", "score"), zh=("评分", "分数")),
            Words(en=("stars", "star", "points"), zh=("分", "星")),
        ),
        "price": NumberField(
            Words(en=("price", "prices", "cost"), zh=("价格", "价钱", "定价", "售价")),
            Words(en=("dollars", "dollar", "bucks", "yuan", "rmb", "euros", "pounds"), zh=("元", "块", "块钱", "美元")),
        ),
    },
    card=("author", "genre", "pages", "price"),
    facts=FACTS,
    ties=TIES,
)

__all__ = ["DOMAIN"]
