"""The commands, with what each does."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.told import Told

COMMANDS: Mapping[str, Told] = MappingProxyType(
    {
        "data": Told("list the known data sets, or get one", "列出已知的数据集，或取来一个"),
        "ingest": Told("bring a catalogue and behaviour into the home", "把目录和行为数据导入主目录"),
        "facts": Told(
            "show what we know of a thing, or add what the home lacks", "查看我们对某样东西所知的事实，或补上缺少的"
        ),
        "demo": Told("serve a catalogue of our own, ready in seconds", "用我们自带的目录开一个服务，几秒即可"),
        "train": Told("train a model on everything logged and make it live", "用全部记录训练模型并上线"),
        "judge": Told(
            "measure whether a language model makes lists better, and let it count as far as it does",
            "评测语言模型是否让列表更好，并按结果计入",
        ),
        "versions": Told("list the model versions", "列出模型的各个版本"),
        "promote": Told("make a model version live", "让某个版本上线"),
        "rollback": Told("return to the version that was live before", "退回之前上线的版本"),
        "evaluate": Told("measure the scorers under a protocol", "按某种方案评测各评分器"),
        "tune": Told("search for better settings of a scorer", "为某个评分器寻找更好的设置"),
        "recommend": Told("recommend items to a user", "给某位用户推荐"),
        "explain": Told(
            "show the evidence of one item for a user, or why it stands above another",
            "说明某个条目得分的依据，或为何排在另一个前面",
        ),
        "why-not": Told(
            "say what keeps an item out of a list, and what would bring it in",
            "说明什么使某个条目没有进入列表，以及怎样会进来",
        ),
        "counterfactual": Told(
            "say without which actions of a user an item would leave the list",
            "说明没有用户的哪些行为，某个条目就不在列表里",
        ),
        "profile": Told(
            "show what is known of a user, mute parts of it, take it away or bring it back",
            "查看对某位用户所知的，使其中一部分不计入，导出或带回",
        ),
        "decisions": Told(
            "show a recorded list and its evidence, or make it again", "查看一次记录下来的列表及依据，或重新算一遍"
        ),
        "chat": Told("talk in the terminal", "在终端里对话"),
        "conversations": Told("list conversations, print one whole, or fork one", "列出对话，完整打印或分出一个"),
        "serve": Told("serve the HTTP API and the web page", "提供 HTTP 接口和网页"),
        "operator": Told("say where the operator's dashboard is, with its key", "给出管理页的地址和钥匙"),
        "mcp": Told("serve the tools for agents over stdin and stdout", "通过标准输入输出为智能体提供工具"),
        "backup": Told("copy the home to a new folder while it is being used", "把使用中的主目录备份到新文件夹"),
        "forget": Told("remove everything stored of a user", "删除某位用户的全部数据"),
        "egress": Told("show what left this machine for a language model", "查看为语言模型离开过本机的内容"),
        "propose": Told(
            "let a language model propose themes, moods, searches or paraphrases",
            "让语言模型提议主题、心情、搜索或改写",
        ),
        "review": Told(
            "list what was proposed, accept or reject it, or take that back", "列出提议，接受或拒绝，或撤回"
        ),
        "doctor": Told("check the installation and the home", "检查安装和主目录"),
        "bench": Told("run a benchmark", "运行一项性能测试"),
    }
)

__all__ = ["COMMANDS"]
