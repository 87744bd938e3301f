"""Question to ranking: dense and lexical search, fused, reranked, scored.

Looks things up in a store and encodes the question; what the passages answer is not its business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from youju.question import OPEN, Asks, Wanted, understand
from youju.retrieval.alike import collapsed
from youju.retrieval.confidence import Features, Scaling, confidence, nearness
from youju.retrieval.coverage import WeightedWords, weigh
from youju.retrieval.fusion import Fused, fuse, united
from youju.retrieval.nearwords import NearWords
from youju.retrieval.otherwords import NO_OTHERS, OtherWords, searched
from youju.retrieval.rerank import Weights, changes, kind_match, match
from youju.retrieval.synonyms import NO_SYNONYMS, Synonyms
from youju.retrieval.titles import Titles, titles_asked
from youju.retrieval.translation import is_foreign, translations
from youju.schema import Passage, Scope, ScoredPassage, ScoreParts, Span
from youju.segmentation import bigrams, words
from youju.settings import RetrievalSettings
from youju.store.base import Hit, Store, TermQuery
from youju_embeddings.protocols import Encoder, Vectors

_TRANSLATED = 0.6
"""What the words count beside the vectors when they are translated one by one."""


_OTHERWISE = 0.5
"""Share of a question that the best passages hold at most where it is asked in other words throughout.

Where they hold more, the missing word is what is asked for, and its neighbour another thing."""

_ONE_WORD = frozenset({Asks.SECTION, Asks.FIGURE, Asks.DATE})
"""Kinds that another word makes another question of: 失业率 is near 就业率, and so is its figure."""


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a scorer said of a passage that it read beside the question."""

    score: float
    """In [0, 1]: how likely it answers, by the scorer alone."""
    relevance: float
    """The logit behind it."""
    margin: float | None = None
    """Log-odds of ``span`` against "not answered here"."""
    span: Span | None = None
    """Where in the document's text the answer would stand; None from a scorer that only ranks."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A ranking, best first, with what was understood of the question and what it cost."""

    passages: tuple[ScoredPassage, ...]
    wanted: Wanted
    words: WeightedWords
    timings_ms: Mapping[str, float]
    counts: Mapping[str, int]
    readings: Mapping[str, PassageReading] = field(default_factory=lambda: MappingProxyType({}))
    """By passage id, of the passages that were read."""


class Found(NamedTuple):
    """What the two ways found, each best first."""

    dense: tuple[Hit, ...]
    lexical: tuple[Hit, ...]


class Retriever:
    """Searches one store with one encoder; keeps nothing but the titles of the last generation."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        *,
        settings: RetrievalSettings,
        weights: Weights | None = None,
        synonyms: Synonyms = NO_SYNONYMS,
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._settings = settings
        self._weights = weights or Weights()
        self._synonyms = synonyms
        self._words = NearWords(encoder)

    def retrieve(self, question: str, k: int, *, scope: Scope = Scope()) -> Retrieved:
        """The ``k`` best passages for a question that stands on its own."""
        clock = perf_counter()
        timings: dict[str, float] = {}

        def lap(stage: str) -> None:
            nonlocal clock
            now = perf_counter()
            timings[stage] = (now - clock) * 1000
            clock = now

        wanted = understand(question)
        size = self._store.stats().passages
        others = self._others(question, size)
        weighted = weigh(question, self._store.frequencies, size, others=others)
        vector = self._vector(question, others.reworded) if self._uses("dense") else None
        lap("encode")
        documents = self._store.documents(scope)
        # of translated words only names are trusted to tell documents apart
        telling = weighted.names if weighted.foreign else weighted.weights
        titles = titles_asked(question, documents, others=weighted.standing_for(telling))
        terms = self._term_query(question, weighted, size)
        found = [self._search(vector, terms, self._settings.candidates, scope)]
        lap("search")
        named = () if weighted.foreign else titles.named(documents)
        if named:
            # Each of its passages has the title: what else is asked has to tell them apart.
            within = replace(scope, documents=frozenset(one.id for one in named))
            rest = terms.without(titles.asked)
            found.append(self._search(vector, rest, self._settings.named, within))
        lap("named")
        fused = self._fuse(found, vector, weighted)
        lap("fuse")
        candidates = fused[: self._settings.reranked]
        ranking = self._rerank(wanted, weighted, candidates, titles)
        near = self._near_words(wanted, weighted, ranking)
        if near.by_word:
            weighted = weigh(question, self._store.frequencies, size, others=near.also(others))
            ranking = self._rerank(wanted, weighted, candidates, titles)
        ranking = collapsed(ranking, k)
        lap("rerank")
        return Retrieved(
            passages=ranking,
            wanted=wanted,
            words=weighted,
            timings_ms=timings,
            counts={
                "dense": len(found[0].dense),
                "lexical": len(found[0].lexical),
                "named": len(named),
                "candidates": len(fused),
            },
        )

    def _search(self, vector: Vectors | None, terms: TermQuery, depth: int, scope: Scope) -> Found:
        """What each way finds in a scope."""
        dense = () if vector is None else self._store.dense(vector, depth, scope=scope)
        if not self._uses("lexical"):
            return Found(dense, ())
        return Found(dense, self._store.lexical(terms, depth, scope=scope))

    def _fuse(
        self, found: Sequence[Found], vector: Vectors | None, weighted: WeightedWords
    ) -> tuple[Fused, ...]:
        """One ranking of what was found in the whole scope and in the documents named."""
        cosines = {hit.passage_id: hit.score for each in found for hit in each.dense}
        rest = [
            hit.passage_id
            for each in found
            for hit in each.lexical
            if hit.passage_id not in cosines
        ]
        if rest and vector is not None:
            products = self._store.vectors(rest) @ vector
            cosines.update(zip(rest, (float(product) for product in products), strict=True))
        # The best BM25 counts as 1 whatever it is: of a question in another language it is chance.
        weight = self._settings.lexical_weight * weighted.known
        if weighted.foreign:
            weight *= _TRANSLATED
        return united(
            *(
                fuse(each.dense, each.lexical, cosines=cosines, lexical_weight=weight)
                for each in found
            )
        )

    def _uses(self, way: str) -> bool:
        """Whether the settings search this way."""
        return self._settings.retriever in {way, "hybrid"}

    def _vector(self, question: str, reworded: str) -> Vectors:
        """The vector of a question, halfway to that of its rewording where there is one."""
        vector: Vectors = self._encoder.encode_queries([question])[0]
        if not reworded:
            return vector
        between = vector + self._encoder.encode_queries([reworded])[0]
        whole: Vectors = between / np.linalg.norm(between)
        return whole

    def _others(self, question: str, size: int) -> OtherWords:
        """What stands for the words of the question: the user's synonyms, translations."""
        synonyms = self._synonyms.of(question, self._store.frequencies)
        if not is_foreign(question, self._store.frequencies, size):
            return synonyms
        return translations(question, self._store.frequencies).also(synonyms)

    def _near_words(
        self, wanted: Wanted, weighted: WeightedWords, ranking: Sequence[ScoredPassage]
    ) -> OtherWords:
        """What stands for the words of a question that the best passages hardly hold."""
        best = ranking[: self._settings.near]
        covered = max((one.parts.features["passage"] for one in best), default=1.0)
        fixed = wanted.asks in _ONE_WORD or weighted.foreign or not self._uses("dense")
        if fixed or covered >= _OTHERWISE:
            return NO_OTHERS
        return self._words.of(weighted.text, [one.passage.text for one in best])

    def _term_query(self, question: str, weighted: WeightedWords, size: int) -> TermQuery:
        settings = self._settings
        terms, pairs = searched(weighted.others, weighted.counts, size)
        terms.update((word, float(count)) for word, count in Counter(words(question)).items())
        pairs.update((pair, float(count)) for pair, count in Counter(bigrams(question)).items())
        return TermQuery(
            words=terms,
            bigrams=pairs,
            boosts={
                "title": settings.title_boost,
                "headings": settings.headings_boost,
                "body": settings.body_boost,
                "bigrams": settings.bigrams_boost,
            },
        )

    def _rerank(
        self,
        wanted: Wanted,
        weighted: WeightedWords,
        candidates: tuple[Fused, ...],
        titles: Titles,
    ) -> tuple[ScoredPassage, ...]:
        passages = {
            passage.id: passage
            for passage in self._store.passages([candidate.passage_id for candidate in candidates])
        }
        scored = [
            self._score(candidate, passages[candidate.passage_id], weighted, wanted, titles)
            for candidate in candidates
            if candidate.passage_id in passages
        ]
        return tuple(sorted(scored, key=lambda one: (-one.rank_score, one.passage.id)))

    def _score(
        self,
        candidate: Fused,
        passage: Passage,
        weighted: WeightedWords,
        wanted: Wanted,
        titles: Titles,
    ) -> ScoredPassage:
        matches = match(weighted, wanted, passage, titles=titles)
        added = changes(matches, self._weights)
        whole = f"{passage.context}\n{passage.text}"
        features = Features(
            near=0.0 if candidate.behind is None else nearness(candidate.behind),
            passage=weighted.coverage(whole),
            names=weighted.names_held(whole),
            year=matches.year,
            figure=matches.figure,
            kind=kind_match(wanted, passage.text),
            open=float(wanted.asks in OPEN),
        )
        return ScoredPassage(
            passage=passage,
            score=confidence(
                features, Scaling(self._settings.score_slope, self._settings.score_intercept)
            ),
            rank_score=candidate.score + sum(added.values()),
            parts=ScoreParts(
                dense_rank=candidate.dense_rank,
                dense_score=candidate.dense_score,
                lexical_rank=candidate.lexical_rank,
                lexical_score=candidate.lexical_score,
                fused_score=candidate.score,
                matched_terms=weighted.matched(whole),
                features=features._asdict(),
                adjustments=added,
            ),
        )
