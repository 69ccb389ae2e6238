"""What a report says about how to read its numbers."""

_CARDS = (
    "The large percentage is the chance of moving to that occupation's group if you change"
    " occupation. The chance within a year is smaller, because most people stay where they"
    " are.",
    "Both are estimates from what people with a history like yours did. They say nothing"
    " about how good you would be at the work, and they are not a promise.",
    "Skill levels are O*NET's, from 0 to 7. “Yours” is the highest level that one of your jobs"
    " asks for; it is not a test of you.",
    "Pay and outlook are for the whole United States. Half of the people in an occupation earn"
    " less than its median and half earn more.",
)
_FITS = (
    "The fit with what you like is the correlation, from −1 to 1, of your six scores with those"
    " that O*NET gives the occupation. Profiles that have nothing to do with each other reach 0.73"
    " (“close”) in 5 of 100 cases and 0.61 (“fair”) in 10.",
)


def how_to_read(*, has_cards: bool, has_fits: bool) -> tuple[str, ...]:
    """Return the lines for a report that shows occupations, and how they fit interests."""
    if not has_cards:
        return ()
    return (*_CARDS, *_FITS) if has_fits else _CARDS
