"""Music, with the tags that listeners of Last.fm give: genres, decades, places, voices and moods."""

from collections.abc import Iterator

from chatrec.domains.base import Domain, LabelField, NumberField, Words
from chatrec.domains.packs.records import FACTS

# One line a tag: as Last.fm spells it | further English words | Chinese words, the first of which is how we say it.
# A word stands under one tag alone: under two it would ask for both at once.
GENRES = """
rock|rock music|摇滚,摇滚乐
pop|pop music|流行,流行乐,流行音乐
alternative||另类,另类音乐
electronic|electronic music|电子,电子乐,电音
electronica||电子音乐
indie|independent|独立,独立音乐
dance|dance music|舞曲
alternative rock|alt-rock|另类摇滚
experimental||实验,实验音乐
avant-garde||先锋,先锋音乐
ambient||氛围,氛围音乐
dark ambient||黑暗氛围
classic rock||经典摇滚
indie rock||独立摇滚
indie pop||独立流行
indie folk||独立民谣
folk rock||民谣摇滚
metal||金属,金属乐
singer-songwriter|singer-songwriters|唱作人,创作歌手,唱作
hip-hop||嘻哈
rap|rapper,rappers|说唱
gangsta rap||匪帮说唱
hard rock||硬摇滚
folk|folk music|民谣
punk||朋克
hardcore punk||硬核朋克
punk rock||朋克摇滚
new wave||新浪潮
new romantic||新浪漫
industrial||工业,工业音乐
industrial rock||工业摇滚
industrial metal||工业金属
instrumental|without vocals|纯音乐,器乐
hardcore||硬核
rnb|r and b,rhythm & blues|节奏布鲁斯,节奏蓝调
metalcore||金属核
heavy metal||重金属
speed metal||速度金属
groove metal||律动金属
jazz|jazzy|爵士,爵士乐
acid jazz||酸爵士
jazz fusion||融合爵士
bebop||比波普
swing||摇摆乐
soul|soulful|灵魂乐,灵歌
motown||摩城
progressive rock|prog rock,prog|前卫摇滚
progressive||前卫
art rock||艺术摇滚
acoustic|unplugged|不插电,原声
synthpop||合成器流行
electropop||电子流行
downtempo||缓拍
idm|intelligent dance music|智能舞曲
ebm|electronic body music|电子躯体音乐
futurepop||未来流行
trip-hop|trip hop|神游舞曲,迷幻舞曲
death metal||死亡金属
melodic death metal||旋律死亡金属
post-rock||后摇,后摇滚
math rock||数学摇滚
blues|bluesy|布鲁斯,蓝调
blues rock||布鲁斯摇滚
delta blues||三角洲布鲁斯
chicago blues||芝加哥布鲁斯
post-punk||后朋克
soundtrack|soundtracks,film music|原声带,电影原声,影视配乐
country|country music|乡村,乡村音乐
alt-country||另类乡村
americana||美式根源音乐
post-hardcore||后硬核
psychedelic||迷幻
psychedelic rock||迷幻摇滚
space rock||太空摇滚
thrash metal|thrash|激流金属,鞭挞金属
progressive metal|prog metal|前卫金属
emo||情绪摇滚
classical|classical music|古典,古典音乐
contemporary classical||当代古典
opera||歌剧
baroque||巴洛克
screamo||尖叫情绪核
deathcore||死亡核
mathcore||数学核
trance||出神舞曲
psytrance||迷幻出神
funk|funky|放克
gothic||哥特
gothic rock||哥特摇滚
gothic metal||哥特金属
pop punk||流行朋克
britpop||英式摇滚,英伦摇滚
reggae||雷鬼
dub||回响雷鬼
electro||电子放克
electroclash||电子冲击
black metal||黑金属
viking metal||维京金属
folk metal||民谣金属
techno||科技舞曲
house|house music|浩室
shoegaze|shoegazing|自赏,瞪鞋
dream pop||梦幻流行
mpb||巴西流行
bossa nova||波萨诺瓦
power metal||力量金属
symphonic metal||交响金属
pop rock||流行摇滚
soft rock||软摇滚
powerpop||强力流行
darkwave||暗潮
minimal||极简
drone||嗡鸣
christian||基督教音乐
gospel||福音
christian rock||基督教摇滚
grindcore||碾核
nu metal||新金属
alternative metal||另类金属
piano||钢琴
guitar||吉他
ska||斯卡
latin|latin music|拉丁,拉丁音乐
latin pop||拉丁流行
flamenco||弗拉门戈
new age||新世纪音乐
oldies||老歌,怀旧金曲
lounge||沙发音乐
hair metal||长发金属
glam metal||华丽金属
glam rock|glam|华丽摇滚
doom metal||厄运金属
stoner rock||石人摇滚
sludge||泥浆金属
grunge||垃圾摇滚,油渍摇滚
post-grunge||后垃圾摇滚
world|world music|世界音乐
lo-fi|lofi|低保真
disco||迪斯科
eurodance||欧陆舞曲
noise||噪音
noise rock||噪音摇滚
southern rock||南方摇滚
rockabilly||乡村摇滚
garage rock||车库摇滚
surf rock|surf music|冲浪摇滚
krautrock||泡菜摇滚
drum and bass|drum'n'bass|鼓打贝斯
dubstep||回响贝斯
celtic||凯尔特
visual kei||视觉系
j-pop||日本流行
j-rock||日本摇滚
k-pop||韩国流行
mandopop||国语流行,国语歌
cantopop||粤语流行,粤语歌
anime||动漫歌曲
cover||翻唱
comedy||搞笑歌曲
musical|musicals|音乐剧
"""
OF = """
british||英国
american||美国
brazilian||巴西
german||德国
japanese||日本
korean||韩国
chinese||华语,中文歌,中国
french||法国,法语
canadian||加拿大
swedish||瑞典
polish||波兰
russian||俄罗斯,俄语
spanish||西班牙,西班牙语
italian||意大利
icelandic||冰岛
finnish||芬兰
norwegian||挪威
australian||澳大利亚
irish||爱尔兰
scottish||苏格兰
dutch||荷兰
turkish||土耳其
arabic||阿拉伯
50s|fifties|五十年代
60s|sixties|六十年代
70s|seventies|七十年代
80s|eighties|八十年代
90s|nineties|九十年代
00s|2000s|零零年代,两千年代
10s|2010s|一零年代
female vocalists|female singers,female voices,women singing|女声,女歌手
male vocalists|male singers,male voices|男声,男歌手
"""
MOODS = """
chillout|chill-out|放松,舒缓
mellow||柔和
beautiful||优美
sad|sad songs|悲伤,伤感
melancholic||忧郁
happy||欢快,开心
party||派对
romantic||浪漫
ballad|ballads|抒情
sexy||性感
epic||史诗
catchy||抓耳,洗脑
dreamy||梦幻
atmospheric||有氛围
sweet||甜美
"""
# Spellings, and notes that people make for themselves: each says itself, and means no other tag.
VARIANTS = """
hip hop|synth pop|synth-pop|post rock|post punk|pop-punk|nu-metal|power pop|trance core|rock n roll|rock and roll|rhythm and blues|jpop|jrock|kpop|
brasil|brazil|usa|uk|english|female|female vocalist|female fronted metal|1960s|1970s|1980s|1990s|seen live|awesome|amazing|cool|love|<3|favorites|favorite|
favorite songs|love at first listen|legend|classic|covers|chill|relax|relaxing|fun|hot|cute|disney|emocore|dark electro|industrial electro|progressive trance|
vocal trance|brutal death metal|technical death metal|melodic hardcore|straight edge|worship|new rave|ethereal|goth|indietronica|glitch|breakcore|psychedelic trance|
video game music|boybands|garage|atmospheric metal|polish rock|russian rock|russian alternative|brazilian rock|spanish metal|rock en espanol|british invasion|mod
"""


def _tags(table: str) -> Iterator[tuple[str, Words]]:
    for line in table.strip().splitlines():
        tag, others, chinese = line.split("|")
        yield tag, Words(en=(tag, *filter(None, others.split(","))), zh=tuple(chinese.split(",")))


_PLAIN = {tag: Words(en=(tag,)) for tag in VARIANTS.replace("\n", "").split("|")}
TAGS = dict(_tags(GENRES + OF.lstrip("\n") + MOODS.lstrip("\n"))) | _PLAIN

KINDS = {
    "artist": Words(
        en=("artist", "solo artist", "group"),
        zh=("艺人", "乐团", "组合"),
        many="artists",
    ),
    "album": Words(en=("album", "record", "records", "LP"), zh=("专辑", "唱片"), many="albums"),
    "song": Words(en=("song", "track", "tracks", "tune"), zh=("歌曲", "单曲", "歌"), many="songs"),
}

RELATIONS = {
    name: words
    for names, words in (
        (("artist", "artists", "performer", "track_contributions"), Words(en=("artist",), zh=("音乐人",))),
        (("member", "members"), Words(en=("member",), zh=("成员",))),
        (("album", "albums"), Words(en=("album",), zh=("专辑",))),
        (("record_label", "label"), Words(en=("record label",), zh=("唱片公司",))),
        (("composer",), Words(en=("composer",), zh=("作曲",))),
        (("producer",), Words(en=("producer",), zh=("制作人",))),
    )
    for name in names
}

# What our own pack says, in words.
TIES = {
    "artist": Words(en=("by {what}",), zh=("{what}的作品",)),
    "theme": Words(en=("about {what}",), zh=("{what}主题",)),
}

DOMAIN = Domain(
    name="music",
    noun=Words(
        en=("artist", "artists", "music", "band", "bands", "act", "acts", "musician", "musicians", "singer", "singers"),
        zh=("音乐", "歌手", "乐队", "音乐人"),
    ),
    measure="个",
    relations=RELATIONS,
    labels={
        "tag": LabelField(Words(en=("tag", "tags", "style", "styles", "sound"), zh=("标签", "风格", "曲风")), TAGS),
        "genre": LabelField(
            Words(en=("genre", "genres", "kind"), zh=("流派", "类型", "曲风")), dict(_tags(GENRES + OF.lstrip("\n")))
        ),
        "mood": LabelField(Words(en=("mood", "moods", "vibe"), zh=("情绪", "氛围")), dict(_tags(MOODS))),
        "kind": LabelField(Words(en=("kind",), zh=("种类",)), KINDS),
        "artist": LabelField(Words(en=("artist", "artists"), zh=("音乐人", "歌手")), open=True),
        "album": LabelField(Words(en=("album", "albums"), zh=("专辑",)), open=True),
    },
    numbers={
        "year": NumberField(
            Words(en=("year", "years", "decade", "release year", "era"), zh=("年代", "年份", "发行年份", "哪年", "哪一年"))
        ),
        "duration": NumberField(
            Words(en=("duration", "length", "running time"), zh=("时长", "长度")),
            Words(en=("minutes", "minute", "min"), zh=("分钟",)),
        ),
        "bpm": NumberField(Words(en=("tempo", "speed"), zh=("速度", "节拍")), Words(en=("bpm", "beats per minute"), zh=("拍",))),
    },
    facts=FACTS,
    ties=TIES,
)  # fmt: skip

__all__ = ["DOMAIN"]
