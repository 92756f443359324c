"""How the moods of things feel, for all domains: from sad to glad, and from quiet to stirring."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.query import Mood

FIELD = "mood"  # the label field that holds a thing's moods

# By the value of the field, (valence, arousal) on the circumplex of Russell (1980); our judgement, one place a word.
MOODS: Mapping[str, Mood] = MappingProxyType(
    {
        "tense": Mood(-0.3, 0.8),
        "thrilling": Mood(0.3, 0.9),
        "warm": Mood(0.8, -0.3),
        "tender": Mood(0.6, -0.5),
        "romantic": Mood(0.6, 0.0),
        "playful": Mood(0.8, 0.3),
        "funny": Mood(0.8, 0.4),
        "wry": Mood(0.4, 0.0),
        "whimsical": Mood(0.7, 0.1),
        "wondrous": Mood(0.7, 0.3),
        "epic": Mood(0.3, 0.6),
        "inspiring": Mood(0.8, 0.3),
        "hopeful": Mood(0.7, 0.0),
        "bittersweet": Mood(0.1, -0.2),
        "melancholy": Mood(-0.4, -0.5),
        "sad": Mood(-0.7, -0.3),
        "bleak": Mood(-0.8, -0.1),
        "dark": Mood(-0.6, 0.3),
        "disturbing": Mood(-0.8, 0.6),
        "frightening": Mood(-0.6, 0.9),
        "eerie": Mood(-0.5, 0.4),
        "mysterious": Mood(0.0, 0.3),
        "cynical": Mood(-0.4, 0.2),
        "angry": Mood(-0.6, 0.8),
        "sensual": Mood(0.4, 0.3),
        "dreamy": Mood(0.3, -0.5),
        "meditative": Mood(0.2, -0.8),
        "nostalgic": Mood(0.3, -0.3),
        "cool": Mood(0.4, 0.2),
        "gritty": Mood(-0.4, 0.4),
        "chaotic": Mood(0.1, 0.8),
        "cosy": Mood(0.7, -0.6),
        # What listeners call music.
        "chillout": Mood(0.4, -0.7),
        "mellow": Mood(0.4, -0.6),
        "beautiful": Mood(0.6, -0.2),
        "melancholic": Mood(-0.4, -0.5),
        "happy": Mood(0.9, 0.4),
        "party": Mood(0.8, 0.8),
        "ballad": Mood(0.1, -0.5),
        "sexy": Mood(0.4, 0.4),
        "catchy": Mood(0.6, 0.5),
        "atmospheric": Mood(0.1, -0.4),
        "sweet": Mood(0.7, -0.2),
    }
)

# What stands for a mood that nothing in a catalogue has, the nearest first.
KIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cosy": ("warm", "tender"),
        "frightening": ("eerie", "dark"),
        "funny": ("playful",),
        "playful": ("funny",),
        "romantic": ("tender",),
        "sad": ("melancholy", "bittersweet"),
        "thrilling": ("tense", "epic"),
        "warm": ("tender", "hopeful"),
    }
)

__all__ = ["FIELD", "KIN", "MOODS"]
