"""What the faces say to people, in Chinese and English; each face has its own dictionary here."""

from youju_ui.messages.catalogue import Catalogue
from youju_ui.messages.language import LANGUAGES, choose_language, normal_language

__all__ = ["LANGUAGES", "Catalogue", "choose_language", "normal_language"]
