"""From events to profiles, from profiles to models, and which model may go live."""

from chatrec.learning.behaviour import behaviour
from chatrec.learning.gate import Verdict, judged
from chatrec.learning.manifest import Manifest, parse_manifest
from chatrec.learning.profiles import Profiles

__all__ = ["Manifest", "Profiles", "Verdict", "behaviour", "judged", "parse_manifest"]
