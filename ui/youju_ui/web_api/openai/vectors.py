"""``/v1/embeddings`` and ``/v1/rerank``: the library's own encoder and reader for other programs."""

import base64
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from youju.errors import Message
from youju.segmentation import words
from youju_embeddings import Vectors, Window
from youju_ui.messages import web_api as texts
from youju_ui.web_api.asking import Reader, Served
from youju_ui.web_api.openai import models
from youju_ui.web_api.openai.names import embedding_model
from youju_ui.web_api.problems import Problem, ProblemError
from youju_ui.web_api.service import Service

_MOST_TEXTS = 512


async def embed(body: models.EmbeddingRequest, reader: Reader, service: Served) -> JSONResponse:
    """Vectors of texts; ``input_type`` says whether they are questions or passages."""
    sent = [body.input] if isinstance(body.input, str) else body.input
    strings = [one for one in sent if isinstance(one, str)]
    if len(strings) != len(sent) or not sent or len(sent) > _MOST_TEXTS:
        raise ProblemError(_only_text(f"input (1–{_MOST_TEXTS})"))
    encoder = service.library.encoder
    dimension = encoder.fingerprint.dimension
    if body.dimensions not in {None, dimension}:
        detail = Message(
            zh=texts.WRONG_DIMENSION.zh.format(dimension=dimension),
            en=texts.WRONG_DIMENSION.en.format(dimension=dimension),
        )
        raise ProblemError(Problem(400, "bad_request", detail))
    encode = encoder.encode_queries if body.input_type == "query" else encoder.encode_passages
    vectors = await service.desk.run(lambda: encode(strings))
    service.audit(reader, "embed", texts=len(strings))
    count = sum(len(words(one)) for one in strings)
    return JSONResponse(
        {
            "object": "list",
            "model": embedding_model(service),
            "data": [
                {"object": "embedding", "index": index, "embedding": _written(vector, body)}
                for index, vector in enumerate(vectors)
            ],
            "usage": {"prompt_tokens": count, "total_tokens": count},
        }
    )


def _written(vector: Vectors, body: models.EmbeddingRequest) -> object:
    if body.encoding_format == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    return [float(value) for value in vector]


async def rerank(body: models.RerankRequest, reader: Reader, service: Served) -> JSONResponse:
    """Documents by how likely each answers the query, best first, scores in [0, 1]."""
    documents = [_document(one, number) for number, one in enumerate(body.documents)]
    scores = await service.desk.run(lambda: scores_of(service, body.query, documents))
    service.audit(reader, "rerank", content=body.query, documents=len(documents))
    order = sorted(range(len(documents)), key=lambda index: (-scores[index], index))
    results: list[dict[str, Any]] = [
        {"index": index, "relevance_score": round(scores[index], 6)}
        for index in order[: body.top_n]
    ]
    if body.return_documents:
        for one in results:
            one["document"] = {"text": documents[one["index"]]}
    return JSONResponse(
        {"object": "list", "model": body.model or reranker_name(service), "results": results}
    )


def reranker_name(service: Service) -> str:
    """What the scores come from."""
    scorer = service.library.scorer
    return embedding_model(service) if scorer is None else scorer.name


def scores_of(service: Service, query: str, documents: list[str]) -> list[float]:
    """A score in [0, 1] for each document: of the reader, or the cosine without one."""
    scorer = service.library.scorer
    if scorer is not None:
        return [one.score for one in scorer.score(query, [Window(text) for text in documents])]
    encoder = service.library.encoder
    cosines = encoder.encode_passages(documents) @ encoder.encode_queries([query])[0]
    return [min(max(float(cosine), 0.0), 1.0) for cosine in cosines]


def _document(sent: str | dict[str, Any], number: int) -> str:
    text = sent if isinstance(sent, str) else sent.get("text")
    if not isinstance(text, str):
        raise ProblemError(_only_text(f"documents.{number}"))
    return text


def _only_text(where: str) -> Problem:
    detail = Message(
        zh=texts.ONLY_TEXT.zh.format(where=where), en=texts.ONLY_TEXT.en.format(where=where)
    )
    return Problem(400, "bad_request", detail)


def router() -> APIRouter:
    """The endpoints."""
    made = APIRouter(tags=["vectors"])
    made.add_api_route("/embeddings", embed, methods=["POST"], response_class=JSONResponse)
    made.add_api_route("/rerank", rerank, methods=["POST"], response_class=JSONResponse)
    return made
