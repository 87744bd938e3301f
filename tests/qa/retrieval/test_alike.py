"""Which passages count as copies of each other, and what a ranking keeps of them."""

from __future__ import annotations

from tests.support.passages import document_of, ranked

from youju.retrieval.alike import are_alike, collapsed

CLAUSE = (
    "乙方逾期支付租金超过十五日的，甲方有权解除合同，并要求乙方按照月租金的百分之二十支付违约金。"
)


def test_white_space_and_a_mark_make_no_difference():
    assert are_alike(CLAUSE, CLAUSE.replace("，", "， ") + "！")


def test_another_figure_is_no_copy():
    assert not are_alike(CLAUSE, CLAUSE.replace("百分之二十", "百分之三十"))


def test_another_text_is_no_copy():
    assert not are_alike(CLAUSE, "甲方应当在合同签订后五日内交付房屋，并保证房屋可以正常使用。")


def test_empty_texts_are_alike_and_nothing_else_is_like_them():
    assert are_alike("", "")
    assert not are_alike("", "甲")


def test_a_ranking_keeps_the_best_of_copies_and_fills_up_with_others():
    copies = [document_of(f"# 合同\n\n{CLAUSE}\n", name=f"{name}.md")[1][-1] for name in "abc"]
    other = document_of("# 合同\n\n房屋交付后由乙方承担水电费用。\n", name="d.md")[1][-1]
    ranking = ranked(copies[0], copies[1], other, copies[2])
    kept = collapsed(ranking, 2)
    assert [one.passage.id for one in kept] == [copies[0].id, other.id]
    assert [one.id for one in kept[0].alike] == [copies[1].id, copies[2].id]
    assert kept[1].alike == ()
