"""Only what holds can be said, token by token, in whatever tokens a model has."""

from collections.abc import Sequence

from advisor.model.reason_paths import ReasonPaths, SoundReasons

SOUND = SoundReasons(
    [["Ab", ", ac", " and b", "."], ["Ab", "."], ["B", "."]], ["It ends.", "Nothing more."]
)


def letters(text: str) -> Sequence[int]:
    return [ord(letter) for letter in text]


def test_the_paths_are_the_reasons() -> None:
    paths = ReasonPaths(SOUND, letters)

    def all_from(said: list[int]) -> list[str]:
        after = paths.following(said)
        if not after:
            return ["".join(map(chr, said))]
        return [text for token in after for text in all_from([*said, token])]

    assert sorted(all_from([])) == sorted(
        f"{''.join(opening)} {reading}</think>"
        for opening in SOUND.openings
        for reading in SOUND.readings
    )


def test_behind_an_end_nothing_follows() -> None:
    paths = ReasonPaths(SOUND, letters)
    assert paths.following(letters("B. It ends.</think>")) == []
    assert paths.following(letters("B. It ends.</think>\0\0")) == []


def test_each_part_is_encoded_once() -> None:
    asked: list[str] = []

    def encode(text: str) -> Sequence[int]:
        asked.append(text)
        return letters(text)

    ReasonPaths(SOUND, encode)
    assert len(asked) == len(set(asked))


def test_no_claim_or_no_reading_is_nothing_to_say() -> None:
    assert SOUND
    assert not SoundReasons([], SOUND.readings)
    assert not SoundReasons(SOUND.openings, [])
