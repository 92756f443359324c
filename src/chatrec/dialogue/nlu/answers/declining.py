"""What is said of a list and names nothing in it: "nah", "not these", and "seen that one" of five."""

from collections.abc import Sequence
from types import MappingProxyType

from chatrec.core.acts import Act, Guessed, More, UnknownTitle
from chatrec.core.events import EventKind
from chatrec.dialogue.nlu.wishes.clauses import Clause
from chatrec.dialogue.nlu.wishes.unserved import HARMLESS
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.marks import Cue
from chatrec.dialogue.nlu.words.text import Word, keys, vocabulary
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

NO = frozenset(
    keys(said)
    for said in (
        "no", "nope", "nah", "nah not really", "not really", "no thanks not these", "not these", "not those",
        "nothing here", "nothing for me", "nothing for me here", "not feeling it", "not feeling these", "not my thing", "not my cup of tea",
        "not interested", "not for me", "pass", "hard pass", "meh", "boring", "no good", "not convinced", "dont like these", "I don't like these",
        "none of these appeal to me",
        "none of these appeal", "nothing appeals", "not what i want", "not what i had in mind", "not what im after", "not what im looking for", "thats not what i want",
        "thats not what i meant", "not quite", "not quite what i had in mind", "not great", "these are boring", "these look boring",
        "不", "不要", "不行", "都不要", "不好", "都不好", "不喜欢", "没兴趣", "没意思", "不感兴趣", "都不感兴趣", "没有喜欢的", "没有想看的", "这些都不行",
        "这些都不喜欢", "都没兴趣", "一般般", "都一般", "不太行", "不是我想要的", "都不想看", "这些我都不喜欢", "没一个喜欢的",
    )
)  # fmt: skip
ASIDES = vocabulary(
    "lol haha hmm hm um uh eh oh ok okay well sorry ugh sigh tbh honestly really yeah hey 嗯 唉 哎 呃 哦 啊 吧 了 呢"
)
NAYS = vocabulary("no nope nah")
MOST = 5  # of the list among which we ask
JUDGED = MappingProxyType(
    {
        Cue.SEEN: EventKind.SEEN,
        Cue.LIKE: EventKind.LIKE,
        Cue.GOOD: EventKind.LIKE,
        Cue.DISLIKE: EventKind.DISLIKE,
        Cue.BAD: EventKind.DISLIKE,
    }
)


def declined(unread: Unread, state: DialogueState) -> Read:
    """What a plain no to a list asks for, a further one; nothing where we asked something."""
    alone = state.unsure is None and state.offering is None and state.question is None
    if not state.last_rows or not alone or tuple(key for key in unread.keys if key not in ASIDES) not in NO:
        return (), unread
    return (More(), Guessed()), unread.behind(len(unread.words))


def which_of_them(said: Sequence[Clause], unread: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
    """A question back where something is said of one item of a list, "seen that one", and it may be any of them; nothing where an
    `unread` word tells something else: "I loved it when it rained".
    """
    kinds = [JUDGED[cue] for clause in said for cue in clause.cues if cue in JUDGED]
    pointed = any(Cue.IT in clause.cues for clause in said)
    telling = any(word.key not in STOPWORDS | HARMLESS | ASIDES | NAYS for word in unread)
    if telling or not kinds or not pointed or any(clause.said for clause in said) or len(state.last_rows) < 2:
        return ()
    return (UnknownTitle("", state.last_rows[:MOST], kinds[0]),)


__all__ = ["declined", "which_of_them"]
