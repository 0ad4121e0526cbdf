"""How alike two free texts are, in whole numbers only.

The measure is the cosine of TF-IDF vectors over the 3-, 4- and 5-letter sequences of a text (Salton &
Buckley 1988; character n-grams after Cavnar & Trenkle 1994). Logarithms and square roots are fixed-point,
so that every platform gets the same number. Of each text the 64 heaviest sequences that both sides use are
kept: most of a sentence or two, only the rarest of a long text. The length of the vector is that of the whole
text, so that leaving out can only lower a likeness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
from scipy import sparse

from cairn.matching.scoring.threads import in_threads

BUCKETS = 1 << 18
KEPT = 64
UNIT = 1_000
"""The length of a text's vector."""

_WORD = re.compile(r"[^\W_]+")
_CHUNK = 1_000
"""Texts at a time: with their bucket they still fit into 32 bits."""
_MIX = np.uint64(0x9E3779B97F4A7C15)

IntArray = npt.NDArray[np.int64]
SmallArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Texts:
    """Vectors of the texts of both sides, one row a text; `turned` holds the mentors' by columns."""

    mentees: sparse.csr_array
    mentors: sparse.csr_array
    turned: sparse.csr_array


def plain(text: str) -> str:
    """A text as it is compared: lower case, one blank between words, nothing else."""
    return " ".join(_WORD.findall(normalize("NFKC", text).casefold()))


def compare_texts(mentees: Sequence[str], mentors: Sequence[str]) -> Texts:
    """Vectors whose product, divided by 100, is the likeness of two texts, 0 to 10 000."""
    documents = [plain(text) for text in (*mentees, *mentors)]
    start, bucket, count = _sequences(documents)
    split = len(mentees)
    side = int(start[split])
    heard = np.bincount(bucket[:side], minlength=BUCKETS)
    said = np.bincount(bucket[side:], minlength=BUCKETS)
    rarity = _rarity(heard + said, len(documents))
    both = (heard > 0) & (said > 0)

    def look(begin: int) -> sparse.csr_array:
        end = min(begin + _CHUNK, len(documents))
        part = slice(int(start[begin]), int(start[end]))
        rows = np.repeat(np.arange(end - begin), np.diff(start[begin : end + 1]))
        weight = _weights(rows, rarity[bucket[part]], count[part], end - begin)
        return _heaviest(rows, bucket[part], np.where(both[bucket[part]], weight, 0), end - begin)

    parts = list(in_threads(look, range(0, len(documents), _CHUNK)))
    empty = sparse.csr_array((0, BUCKETS), dtype=np.int32)
    matrix = sparse.csr_array(sparse.vstack(parts)) if parts else empty
    theirs = matrix[split:]
    return Texts(matrix[:split], theirs, sparse.csr_array(theirs.T.tocsr()))


def _weights(rows: IntArray, rarity: IntArray, count: IntArray, height: int) -> IntArray:
    """TF-IDF of each entry, as a share of its text's length, in UNIT."""
    weight = rarity * _log_table(256)[np.minimum(count, 255)]
    # Sums of whole numbers below 2**53 are exact in floats, whatever their order.
    squares = np.bincount(rows, weights=(weight * weight).astype(np.float64), minlength=height)
    length = np.sqrt(np.maximum(squares, 1.0))
    return np.floor(weight * float(UNIT) / length[rows]).astype(np.int64)


def _sequences(documents: Sequence[str]) -> tuple[IntArray, IntArray, IntArray]:
    """Row starts, buckets and counts of all letter sequences, document by document."""
    parts = [np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32)]

    def look(begin: int) -> tuple[IntArray, SmallArray, SmallArray]:
        chunk = documents[begin : begin + _CHUNK]
        keys = np.sort(_keys(chunk))
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        unique = keys[first]
        size = np.bincount(unique // BUCKETS, minlength=len(chunk))
        return size, unique % BUCKETS, np.diff(first, append=keys.size).astype(np.int32)

    found = list(in_threads(look, range(0, len(documents), _CHUNK)))
    size, bucket, count = (
        np.concatenate([empty, *(each[number] for each in found)]) for number, empty in enumerate(parts)
    )
    return np.cumsum(size), bucket, count


def _keys(documents: Sequence[str]) -> npt.NDArray[np.int32]:
    """(document, bucket) of every sequence of 3, 4 and 5 letters, a blank at either end of a text."""
    joined = "".join(f" {text} \n" for text in documents)
    letters = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    ends = letters == np.uint64(10)
    document = np.cumsum(ends) - ends
    keys = []
    rolling = letters[:-1] * _MIX + letters[1:]
    whole = ~(ends[:-1] | ends[1:])
    for length in (3, 4, 5):
        size = letters.size - length + 1
        if size <= 0:
            break
        rolling = rolling[:size] * _MIX + letters[length - 1 :]
        whole = whole[:size] & ~ends[length - 1 :]
        mixed = (rolling ^ (rolling >> np.uint64(29))) * _MIX
        bucket = (mixed >> np.uint64(46)).astype(np.int64)
        keys.append((document[:size] * BUCKETS + bucket)[whole].astype(np.int32))
    return np.concatenate(keys) if keys else np.zeros(0, np.int32)


def _rarity(documents_with: IntArray, documents: int) -> IntArray:
    """Sixteenths of log2(documents / documents with it), for every bucket; at least 1."""
    most = int(documents_with.max(initial=0))
    levels = [max(1, _log2(documents + 1, max(1, count))) for count in range(most + 1)]
    return np.asarray(levels, np.int64)[documents_with]


def _log_table(size: int) -> IntArray:
    """Sixteenths of 1 + log2(count), for counts 0 to size - 1."""
    return np.asarray([0, *(16 + _log2(count, 1) for count in range(1, size))], np.int64)


def _log2(above: int, below: int) -> int:
    """Sixteenths of log2(above / below), rounded down, for above >= below > 0, without a float."""
    return ((above**16) // (below**16)).bit_length() - 1


def _heaviest(rows: IntArray, bucket: IntArray, weight: IntArray, height: int) -> sparse.csr_array:
    """The KEPT heaviest entries of each row; of equal ones, the lower bucket. Entries come by row and bucket.

    Weights are small whole numbers, so counting how many entries of a row have each weight takes the place of
    sorting them.
    """
    levels = UNIT + 1
    counts = np.bincount(rows * levels + weight, minlength=height * levels).reshape(height, levels)
    counts[:, 0] = 0
    above = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1] - counts  # entries heavier than each weight
    cut = np.argmax(above < KEPT, axis=1)  # the least weight of which any entry may still be kept
    room = KEPT - above[np.arange(height), cut]
    level = cut[rows]
    even = (weight == level) & (weight > 0)
    rank = np.cumsum(even)
    first = np.searchsorted(rows, np.arange(height))
    rank -= np.concatenate(([0], rank))[first][rows]
    kept = np.flatnonzero((weight > level) | (even & (rank <= room[rows])))
    start = np.concatenate(([0], np.cumsum(np.bincount(rows[kept], minlength=height))))
    return sparse.csr_array(
        (weight[kept].astype(np.int32), bucket[kept].astype(np.int32), start), shape=(height, BUCKETS)
    )
