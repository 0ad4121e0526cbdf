"""Likeness of free texts, against TF-IDF cosines in plain floats."""

from collections import Counter
from math import log2, sqrt
from random import Random

import numpy as np
import pytest

from cairn.matching.scoring.text import compare_texts, plain
from cairn.matching.tests.people_strategies import WORDS


def likeness(mentees: list[str], mentors: list[str]) -> np.ndarray:
    """What the engine says of every pair of texts, 0 to 10 000."""
    texts = compare_texts(mentees, mentors)
    got = np.asarray((texts.mentees @ texts.turned).toarray(), np.int64)
    return np.minimum(got // 100, np.int64(10_000))


def sequences(text: str) -> Counter[str]:
    """The 3-, 4- and 5-letter sequences of a text with a blank at either end."""
    padded = f" {plain(text)} "
    return Counter(padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))


def cosines(mentees: list[str], mentors: list[str]) -> np.ndarray:
    """The cosines of TF-IDF vectors, in floats, without leaving any sequence out."""
    counts = [sequences(text) for text in (*mentees, *mentors)]
    texts_with = Counter(key for count in counts for key in count)
    vectors = []
    for count in counts:
        vector = {
            key: (1 + log2(times)) * log2((len(counts) + 1) / texts_with[key]) for key, times in count.items()
        }
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({key: weight / length for key, weight in vector.items()})
    return np.asarray(
        [
            [
                sum(weight * right.get(key, 0.0) for key, weight in left.items())
                for right in vectors[len(mentees) :]
            ]
            for left in vectors[: len(mentees)]
        ]
    )


@pytest.mark.parametrize("seed", range(8))
def test_likeness_of_short_texts_is_the_cosine(seed: int) -> None:
    random = Random(seed)
    mentees, mentors = (
        [" ".join(random.choices(WORDS, k=random.randint(0, 4)))[:20] for _ in range(30)] for _ in range(2)
    )
    apart = np.abs(likeness(mentees, mentors) - cosines(mentees, mentors) * 10_000)
    assert np.quantile(apart, 0.99) < 150
    assert apart.max() < 600, "more than two sequences that fall into one bucket by chance"


@pytest.mark.parametrize("seed", range(4))
def test_likeness_of_longer_texts_falls_short_of_the_cosine_and_orders_texts_alike(seed: int) -> None:
    random = Random(seed)
    mentees, mentors = (
        [" ".join(random.choices(WORDS, k=random.randint(3, 9))) for _ in range(30)] for _ in range(2)
    )
    got, exact = likeness(mentees, mentors), cosines(mentees, mentors) * 10_000
    assert (got - exact).max() < 100
    assert np.corrcoef(got.reshape(-1), exact.reshape(-1))[0, 1] > 0.75


def test_the_same_text_is_almost_wholly_alike_and_different_letters_not_at_all() -> None:
    got = likeness(["Growing as a leader", "xyz"], ["growing, as a LEADER!", "qqq kkk"])
    assert got[0, 0] > 9_000
    assert got[0, 1] == got[1, 0] == got[1, 1] == 0


def test_likeness_is_never_below_zero_or_above_the_scale() -> None:
    got = likeness(["a b c", "", "?!", "aaa aaa aaa"] * 3, ["a b c", "", "…", "aaa aaa"] * 3)
    assert got.min() >= 0
    assert got.max() <= 10_000
    assert not got[1].any()
    assert not got[:, 1].any()


def test_rare_words_make_texts_more_alike_than_words_that_everybody_uses() -> None:
    crowd = ["I want to learn much"] * 20
    got = likeness([*crowd, "I want to learn sailing"], ["I want to learn boxing", "teaching sailing"])
    assert got[20, 1] > got[20, 0]


def test_a_difference_of_case_width_and_signs_is_none() -> None:
    assert plain("  Ｇｒöße,\tund-Mut! ") == plain("größe UND mut") == "grösse und mut"


def test_no_order_of_texts_changes_a_likeness() -> None:
    random = Random(3)
    mentees = [" ".join(random.choices(WORDS, k=5)) for _ in range(30)]
    mentors = [" ".join(random.choices(WORDS, k=5)) for _ in range(30)]
    got = likeness(mentees, mentors)
    turned = likeness(mentees[::-1], mentors[::-1])
    assert np.array_equal(got, turned[::-1, ::-1])
