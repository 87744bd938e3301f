"""What several models of ``/api/v1`` have in common: texts, names, numbers, and how strictly they are read."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from youju_ui.identity import name_of

HAS_A_WORD = r"[\p{L}\p{N}]"
"""A text with at least one letter or figure."""

QuestionText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        pattern=HAS_A_WORD,
        description="In plain language, Chinese or English.",
        examples=["2022年地区生产总值是多少？"],
    ),
]
CollectionName = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"\S", examples=["default"]),
    AfterValidator(name_of),
]
"""A collection by its name, or by its id where that is another."""


Whole = Annotated[
    int,
    BeforeValidator(
        lambda sent: int(sent) if isinstance(sent, float) and sent.is_integer() else sent
    ),
]
"""A whole number; JSON may write it as ``5.0``."""


class Model(BaseModel):
    """Fields that are not known, and values of another type, are refused: a slip is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True)
