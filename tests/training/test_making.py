"""Examples say the truth about their windows, and the label cannot be read from how they were cut."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score
from training.reader.data import load, training, validation, write_examples
from training.reader.examples import Example, occurrences, read_examples
from training.reader.making import SHORT, Maker, in_script
from training.reader.rewording import exchanged, reworded
from training.reader.windows import converter, holds

from youju.sentences import split_sentences

CITIES = ("北京", "上海", "广州", "成都", "西安", "武汉", "南京", "杭州", "天津", "重庆")
THINGS = ("博物馆", "火车站", "图书馆", "水电站", "天文台", "植物园", "体育场", "大剧院")


def article(number, chance):
    """A dozen sentences about one thing of a city, and questions about its year and its area."""
    city, thing = CITIES[number % 10], THINGS[number % 8]
    year, area = 1900 + number, 11 + number
    sentences = [
        f"{city}{thing}始建于{year}年，当时只有三间房屋。",
        f"{city}{thing}现在的占地面积是{area}公顷，分成东西两个部分。",
        *(
            f"第{i}部分的设计者来自第{chance.randint(10, 99)}设计院，工期{i}年。"
            for i in range(1, 10)
        ),
    ]
    chance.shuffle(sentences)
    questions = [
        (f"{city}{thing}是什么时候始建的？", f"{year}年"),
        (f"{city}{thing}在{year + 1}年以后有多少公顷？", f"{area}公顷"),
    ]
    return f"{city}{thing}", "".join(sentences), questions


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Two small training sets in the shared layout, with other articles' windows as mined ones."""
    data = tmp_path_factory.mktemp("data")
    chance = Random(5)
    for name, count in (("cmrc2018_train", 60), ("drcd_train", 20)):
        (data / name).mkdir()
        corpus, queries = [], []
        for number in range(count):
            title, text, questions = article(number, chance)
            passage = f"{number}-0"
            corpus.append({"_id": passage, "title": title, "text": text})
            queries.extend(
                {"_id": f"{number}-{i}", "text": asked, "answers": [answer], "passage_id": passage}
                for i, (asked, answer) in enumerate(questions)
            )
        for file, rows in (("corpus", corpus), ("queries", queries)):
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (data / name / f"{file}.jsonl").write_text(lines, encoding="utf-8")
    mined = data / "mined.jsonl"
    mined.write_text("", encoding="utf-8")
    plain = load(data, mined)
    with mined.open("w", encoding="utf-8") as stream:
        for each in plain.sets:
            for question in each.questions:
                rows = [
                    row
                    for row, one in enumerate(plain.windows)
                    if not holds(one.text, question.answers)
                ]
                found = [(row, 0.8) for row in chance.sample(rows, 6)]
                stream.write(json.dumps({"id": question.id, "negatives": found}) + "\n")
    return load(data, mined)


@pytest.fixture(scope="module")
def made(sources):
    return [one for seed in range(6) for one in training(sources, seed)]


def answers_of(sources):
    return {one.id: one.answers for each in sources.sets for one in each.questions}


def written(made):
    """Examples of the sets' own questions, without those made of single sentences."""
    return [one for one in made if not one.id.startswith("cloze")]


def test_an_answered_example_holds_its_answer_where_it_says(sources, made):
    answers = answers_of(sources)
    positive = [one for one in made if one.kind == "positive"]
    assert positive
    for one in positive:
        assert one.spans
        for start, end in one.spans:
            assert converter("t2s")(one.text[start:end]) in answers[one.id]


def test_no_example_without_answer_holds_one(sources, made):
    answers = answers_of(sources)
    made = written(made)
    kinds = {one.kind for one in made}
    assert kinds == {"positive", "mined", "removed", "exchanged"} | ({"inside"} & kinds)
    for one in made:
        if one.kind in {"mined", "inside", "removed"}:
            assert not one.spans
            assert not holds(converter("t2s")(one.text), answers[one.id])


def test_an_exchanged_question_asks_for_what_its_window_does_not_hold(sources):
    maker = Maker(sources, 1)
    found = [
        (positive, other)
        for each in sources.sets
        for question in each.questions
        if (positive := maker.positive(question, each.windows[question.passage]))
        and (other := maker.exchanged(question, positive))
    ]
    assert len(found) > 50
    for positive, other in found:
        assert other.text == positive.text
        assert other.question != positive.question
        assert not other.spans


def test_the_label_cannot_be_read_from_the_length(made):
    def area(kind):
        positive = [len(one.text) for one in made if one.kind == "positive"]
        negative = [len(one.text) for one in made if one.kind == kind]
        labels = [1] * len(positive) + [0] * len(negative)
        return roc_auc_score(labels, positive + negative)

    for kind in ("mined", "exchanged"):
        assert abs(area(kind) - 0.5) < 0.08, kind


@given(st.integers(0, 10**6), st.integers(0, 11))
@settings(max_examples=80, deadline=None)
def test_windows_with_and_without_answer_are_shortened_alike(sources, seed, place):
    """Whole neighbouring sentences, no more than reach the drawn length, whatever the label."""
    _, text, _ = article(seed % 50, Random(seed))
    sentences = split_sentences(text)
    answer = sentences[place % len(sentences)]
    for spans in ((), ((answer.start, answer.end),)):
        whole = Example("q", "什么？", "", text, spans, "positive" if spans else "mined")
        short = Maker(sources, seed)._shortened(whole)
        start = text.index(short.text)
        cut = [s for s in sentences if start <= s.start and s.end <= start + len(short.text)]
        assert (cut[0].start, cut[-1].end) == (start, start + len(short.text))
        assert len(short.text) >= min(SHORT[0], sentences[-1].end - sentences[0].start)
        longest = max(s.end - s.start for s in cut)
        assert len(short.text) <= SHORT[1] + longest + 1
        assert len(short.spans) == len(spans)
        assert [short.text[a:b] for a, b in short.spans] == [text[a:b] for a, b in spans]


def test_occurrences_come_first_where_the_question_s_words_stand():
    text = "甲城的水库建于1958年。" + "无关的话。" * 20 + "乙城的图书馆建于1958年。"
    score, spans = occurrences("乙城的图书馆建于哪年？", text, ["1958年"])
    assert score > 1
    assert [text[start:end] for start, end in spans] == ["1958年"]
    assert spans[0][0] > text.index("乙城")


@given(st.text(alphabet="怀柔水库年12", max_size=40), st.text(alphabet="怀柔水库年12", max_size=3))
@settings(max_examples=60, deadline=None)
def test_occurrences_are_the_answer_and_nothing_else(text, answer):
    score, spans = occurrences("怀柔水库哪年？", text, [answer])
    assert all(text[start:end] == answer for start, end in spans)
    assert bool(spans) == bool(answer and answer in text) == bool(score)


def test_rewording_keeps_what_is_asked_about():
    questions = ["怀柔水库是什么时候建成的？", "怀柔水库位于哪里？", "怀柔水库由谁管理？"]
    found = {reworded(one, Random(seed)) for one in questions for seed in range(30)}
    assert len(found) > 12
    assert all("怀柔水库" in one for one in found)


def test_exchanging_takes_another_name_year_or_number_that_the_window_does_not_hold():
    window = "北京在2008年举办了第29届奥运会。"
    for seed in range(30):
        other = exchanged("北京在2008年举办了第29届什么？", window, ["上海"], Random(seed))
        kept = ["北京" in other, "2008年" in other, "29届" in other]
        assert kept.count(False) == 1
        assert other.endswith("届什么？")
    assert exchanged("谁主办？", window, ["上海"], Random(0)) is None


def test_the_other_script_keeps_answers_in_place():
    one = Example("q", "长城属于哪个区？", "长城", "长城在怀柔区。", ((3, 6),), "positive")
    other = in_script(one, "s2t")
    assert other.question == "長城屬於哪個區？"
    assert other.text[3:6] == "懷柔區"
    assert in_script(other, "t2s") == one


def test_held_out_articles_are_in_validation_alone(sources, made):
    passages = {
        question.id: sources.articles[question.passage]
        for each in sources.sets
        for question in each.questions
    }
    assert sources.held_out
    assert not {passages[one.id] for one in written(made)} & sources.held_out
    cloze = [one.id.split("/", 1)[1] for one in made if one.id.startswith("cloze")]
    assert cloze
    assert not {sources.articles[one.rsplit("/", 1)[0]] for one in cloze} & sources.held_out
    held = list(validation(sources))
    assert {passages[row["id"]] for row in held} == sources.held_out
    assert all(row["windows"] and row["negatives"] for row in held)


def test_the_same_seed_writes_the_same_files(sources, tmp_path):
    generated = tmp_path / "generated.jsonl"
    one = Example("g", "什么是水库？", "", "水库是蓄水的地方。", ((3, 8),), "generated definition")
    generated.write_text(json.dumps(one.as_dict(), ensure_ascii=False) + "\n", encoding="utf-8")
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        counts = write_examples(sources, generated, folder, parts=2)
    for name in ("train-0.jsonl", "train-1.jsonl", "validation.jsonl"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    assert counts["train-0"]["generated definition"] == 1
    assert one in list(read_examples(folders[0] / "train-0.jsonl"))
    assert (folders[0] / "train-0.jsonl").read_bytes() != (
        folders[0] / "train-1.jsonl"
    ).read_bytes()
