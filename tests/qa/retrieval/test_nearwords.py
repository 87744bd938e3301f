"""Words near in meaning: found among the words of passages, never for names, figures and times."""

from __future__ import annotations

import pytest

import youju
from youju.retrieval.nearwords import NearWords
from youju.schema import Status
from youju.settings import ReadingSettings, RetrievalSettings, Settings
from youju_embeddings import BundledEncoder

TEXTS = (
    "医疗服务水平不断提升，医院新增床位，群众就医更加方便。",
    "新建中学和小学，新增学位，教育资源不断增加。",
    "密云区完成供热管网改造。",
)
REPORT = f"# 青石县工作报告\n\n{TEXTS[0]}\n\n{TEXTS[1]}\n\n加强河道治理，清理垃圾，水质持续改善。\n"


@pytest.fixture(scope="module")
def near():
    encoder = BundledEncoder(bulk_threshold=None)
    yield NearWords(encoder)
    encoder.close()


def test_a_word_has_near_words_with_what_each_counts(near):
    found = near.of("老百姓看病方面有什么改善？", TEXTS).by_word
    assert "群众" in found["老百姓"]
    assert set(found["看病"]) & {"医疗", "就医", "医院"}
    assert all(0 < share <= 0.75 for others in found.values() for share in others.values())


def test_names_years_and_figures_have_none(near):
    found = near.of("2024年怀柔区供热改造了多少处？", TEXTS).by_word
    assert not {"怀柔", "怀柔区", "2024", "2024年"} & found.keys()
    assert all("密云" not in other for others in found.values() for other in others)


def test_nothing_to_compare_gives_nothing(near):
    assert near.of("？", TEXTS).by_word == {}
    assert near.of("看病", ()).by_word == {}


@pytest.mark.parametrize(("depth", "status"), [(8, Status.ANSWERED), (0, Status.NOT_FOUND)])
def test_a_question_in_other_words_throughout_is_answered_by_them(tmp_path, depth, status):
    settings = Settings(
        retrieval=RetrievalSettings(near=depth), reading=ReadingSettings(reader="off")
    )
    with youju.Library.open(tmp_path / "library", settings=settings) as library:
        library.add_bytes(REPORT.encode(), "报告.md")
        answer = library.ask("老百姓看病方面有什么改善？")
    assert answer.status is status
    if status is Status.ANSWERED:
        assert "医疗" in answer.citations[0].passage.text
