"""What goes in and comes out of ``/api/v1``, as its OpenAPI document shows it.

The records themselves are made in ``youju.records`` and ``youju_ui.records``; a test holds these
models against them.
"""

from youju_ui.web_api.rest.models.documents import (
    Collection,
    CollectionList,
    Document,
    DocumentDetail,
    DocumentPage,
    Heading,
    NewCollection,
    PassageLink,
    PassagePage,
    StoredPassage,
)
from youju_ui.web_api.rest.models.fields import CollectionName, Model, QuestionText, Whole
from youju_ui.web_api.rest.models.jobs import (
    EvaluationQuestion,
    EvaluationRequest,
    Job,
    JobList,
    JobProblem,
)
from youju_ui.web_api.rest.models.operation import Health, Problem, ProblemPlace, Readiness
from youju_ui.web_api.rest.models.questions import (
    Answer,
    AskRequest,
    Citation,
    Passage,
    Quote,
    RankedPassage,
    SearchRequest,
    SearchResponse,
    Turn,
)

__all__ = [
    "Answer",
    "AskRequest",
    "Citation",
    "Collection",
    "CollectionList",
    "CollectionName",
    "Document",
    "DocumentDetail",
    "DocumentPage",
    "EvaluationQuestion",
    "EvaluationRequest",
    "Heading",
    "Health",
    "Job",
    "JobList",
    "JobProblem",
    "Model",
    "NewCollection",
    "Passage",
    "PassageLink",
    "PassagePage",
    "Problem",
    "ProblemPlace",
    "QuestionText",
    "Quote",
    "RankedPassage",
    "Readiness",
    "SearchRequest",
    "SearchResponse",
    "StoredPassage",
    "Turn",
    "Whole",
]
