"""Names of large employers, which people write in lower case and put before a title (folded)."""

from graph.rules.words import word_set

KNOWN_EMPLOYERS = frozenset(
    name.replace("_", " ")
    for name in word_set(
        """
    walmart target amazon ups fedex usps costco kroger safeway publix aldi lidl tesco asda
    mcdonalds mcdonald's wendys wendy's starbucks subway dominos domino's kfc chipotle chilis
    chili's applebees applebee's dennys denny's ihop walgreens cvs lowes lowe's bestbuy google
    microsoft apple facebook ibm intel dell verizon comcast at&t t-mobile sears macys macy's
    jcpenney kohls kohl's nordstrom marshalls ikea petsmart petco gamestop dunkin popeyes
    arby's panera hilton marriott hyatt boeing ford tesla toyota nasa deloitte sysco disney
    dhl greyhound amtrak meijer wegmans autozone sainsburys sainsbury's morrisons argos
    primark boots greggs nandos sephora zara uniqlo hobby_lobby quiktrip wawa sheetz
    dairy_queen whataburger in-n-out five_guys panda_express olive_garden home_depot best_buy
    pizza_hut taco_bell burger_king dollar_general family_dollar dollar_tree whole_foods
    red_lobster trader_joe's trader_joes sam's_club bath_&_body_works wells_fargo
    bank_of_america state_farm td_bank
    """
    )
)
"""Employers a title may follow directly: "walmart cashier"."""

FIRST_WORDS = frozenset(name for name in KNOWN_EMPLOYERS if " " not in name) | word_set(
    """
    uber lyft doordash instacart grubhub meta oracle hp sprint att ross tjmaxx gap arbys sonic
    gm honda pwc kpmg ey chase citi geico allstate schneider swift jbhunt pepsi coke coca-cola
    tyson nestle netflix southwest united heb h-e-b o'reilly napa jiffy
    """
)
"""Names of one word, those included that are too ambiguous to stand before a title."""
