"""The words people use for skills, career stages, values, fields, functions, moves and languages."""

from __future__ import annotations

from cairn.matching.vocabulary.standard import standard_vocabulary
from cairn.matching.vocabulary.vocabulary import Kind, Vocabulary
from cairn.matching.vocabulary.words import Language, Skill, Stage, StyleQuestion, VocabularyError, Word

__all__ = [
    "Kind",
    "Language",
    "Skill",
    "Stage",
    "StyleQuestion",
    "Vocabulary",
    "VocabularyError",
    "Word",
    "standard_vocabulary",
]
