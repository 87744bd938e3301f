"""The models the settings name, opened; which stage uses them is the library's business."""

from __future__ import annotations

from youju.settings import Settings
from youju_embeddings import (
    BundledEncoder,
    Encoder,
    MissingExtraError,
    PairScorer,
    Window,
    cache_directory,
    load_encoder,
    load_scorer,
)


def open_encoder(settings: Settings) -> Encoder:
    """The encoder the settings name, with its cache of vectors by text."""
    folder = settings.embedding.cache or cache_directory()
    return load_encoder(settings.embedding.model, cache=folder / "vectors.sqlite")


def open_scorer(settings: Settings) -> PairScorer | None:
    """The scorer the settings name; None when nothing is to be read.

    ``auto`` goes without the bundled reader where the install does not carry it.

    Raises:
        MissingExtraError: ``always``, and the bundled reader is not available on this system.
        ModelNotFoundError: no such model on this machine.
    """
    if settings.reading.reader == "off":
        return None
    try:
        return load_scorer(settings.reading.model)
    except MissingExtraError:
        if settings.reading.reader == "always":
            raise
        return None


def prepare_models(settings: Settings) -> tuple[str, ...]:
    """Build and load once what adding and asking need, so that neither waits later; their names.

    Raises:
        ModelError: a model cannot be built or loaded, or the cache cannot be written.
    """
    encoder = load_encoder(settings.embedding.model)
    if isinstance(encoder, BundledEncoder):
        encoder.prepare()
    encoder.encode_queries(["？"])
    names = [encoder.fingerprint.model]
    encoder.close()
    scorer = open_scorer(settings)
    if scorer is not None:
        scorer.score("？", [Window("。")])
        names.append(f"reader {scorer.name}")
        scorer.close()
    return tuple(names)
