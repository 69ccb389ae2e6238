"""Names of large employers, which people write in lower case and put before a title (folded)."""

from collections.abc import Sequence

from graph.rules.words import Token, word_set

KNOWN_EMPLOYERS = frozenset(
    name.replace("_", " ")
    for name in word_set(
        """
    walmart target amazon ups fedex usps costco kroger safeway publix aldi lidl tesco asda
    mcdonalds mcdonald's wendys wendy's starbucks subway dominos domino's kfc chipotle chilis
    chili's applebees applebee's dennys denny's ihop walgreens cvs lowes lowe's bestbuy google
    microsoft apple facebook ibm intel dell verizon comcast at&t t-mobile sears macys macy's
    jcpenney kohls kohl's nordstrom marshalls ikea petsmart petco gamestop dunkin popeyes arby's
    panera hilton marriott hyatt boeing ford tesla toyota nasa deloitte sysco disney dhl greyhound
    amtrak meijer wegmans autozone sainsburys sainsbury's morrisons argos primark boots greggs
    nandos sephora zara uniqlo hobby_lobby quiktrip wawa sheetz dairy_queen whataburger in-n-out
    five_guys panda_express olive_garden home_depot best_buy pizza_hut taco_bell burger_king
    dollar_general family_dollar dollar_tree whole_foods red_lobster trader_joe's trader_joes
    sam's_club bath_&_body_works wells_fargo bank_of_america state_farm td_bank waffle_house
    foot_locker old_navy golden_corral cracker_barrel texas_roadhouse outback_steakhouse
    buffalo_wild_wings little_caesars papa_johns papa_john's jimmy_john's jimmy_johns
    jack_in_the_box carl's_jr dunkin_donuts tim_hortons in-n-out_burger five_below big_lots
    office_depot officemax bed_bath_&_beyond barnes_&_noble barnes_and_noble toys_r_us
    victoria's_secret bath_and_body_works banana_republic forever_21 h&m neiman_marcus
    bloomingdales bloomingdale's tj_maxx t.j._maxx ross_dress_for_less burlington_coat_factory
    famous_footwear dick's_sporting_goods dicks_sporting_goods bass_pro_shops cabela's cabelas
    tractor_supply ace_hardware harbor_freight menards advance_auto_parts o'reilly_auto_parts
    auto_zone jiffy_lube discount_tire goodyear rite_aid duane_reade giant_eagle food_lion
    winn-dixie winn_dixie piggly_wiggly stop_&_shop stop_and_shop shop_rite shoprite albertsons
    vons ralphs hy-vee hyvee harris_teeter fred_meyer 7-eleven 7-11 seven_eleven circle_k racetrac
    exxon chevron holiday_inn best_western days_inn motel_6 la_quinta comfort_inn hampton_inn
    four_seasons ritz-carlton american_airlines delta_airlines united_airlines southwest_airlines
    jetblue us_airways alaska_airlines american_express capital_one citibank us_bank pnc_bank
    fifth_third jpmorgan jp_morgan morgan_stanley goldman_sachs merrill_lynch edward_jones
    charles_schwab geico allstate liberty_mutual farmers_insurance blue_cross blue_shield
    blue_cross_blue_shield aetna cigna humana unitedhealth united_healthcare kaiser_permanente
    mayo_clinic cleveland_clinic johns_hopkins quest_diagnostics labcorp davita aramark sodexo
    compass_group cintas ecolab securitas allied_universal manpower kelly_services adecco randstad
    robert_half aerotek express_employment general_electric general_motors chrysler nissan honda
    bmw mercedes john_deere caterpillar lockheed lockheed_martin northrop_grumman raytheon
    general_dynamics honeywell procter_&_gamble procter_and_gamble johnson_&_johnson
    johnson_and_johnson tyson_foods smithfield cargill jbs hormel nestle frito-lay frito_lay
    coca-cola pepsico anheuser-busch xfinity cox_communications time_warner directv
    american_red_cross red_cross salvation_army goodwill ymca boys_&_girls_club
    boys_and_girls_club habitat_for_humanity peace_corps americorps teach_for_america
    planned_parenthood head_start kindercare bright_horizons h&r_block h_&_r_block jackson_hewitt
    turbotax sherwin-williams sherwin_williams waste_management republic_services roto-rooter
    roto_rooter servpro werner werner_enterprises schneider_national jb_hunt swift_transportation
    knight_transportation old_dominion yellow_freight uhaul u-haul enterprise_rent-a-car hertz
    avis national_grid con_edison pg&e duke_energy us_post_office u.s._postal_service
    us_postal_service postal_service faa usda cdc nih hca salesforce linkedin twitter spotify
    airbnb accenture cognizant infosys tcs wipro capgemini ernst_&_young ernst_and_young
    pricewaterhousecoopers grant_thornton mckinsey booz_allen sainsbury waitrose marks_&_spencer
    marks_and_spencer m&s john_lewis wetherspoons costa_coffee royal_mail vodafone barclays lloyds
    hsbc natwest
    """
    )
)
"""Employers a title may follow directly: "walmart cashier"."""

FIRST_WORDS = frozenset(name for name in KNOWN_EMPLOYERS if " " not in name) | word_set(
    """
    uber lyft doordash instacart grubhub meta oracle hp sprint att ross tjmaxx gap arbys sonic gm
    honda pwc kpmg ey chase citi geico allstate schneider swift jbhunt pepsi coke coca-cola tyson
    nestle netflix southwest united heb h-e-b o'reilly napa jiffy speedway shell delta progressive
    fidelity vanguard nationwide staples merck abbott saks kaiser perdue ge irs cia fbi bp pnc tsa
    dmv epa nhs rei adt g4s bbc 3m pfizer werner humana
    """
)
"""Names of one word, those included that are too ambiguous to stand before a title."""

_MOST_WORDS = 4


def first_known(words: Sequence[Token]) -> int:
    """Return how many of the words a well-known employer's name at their start has; 0 for none."""
    return known_at_start([token.text for token in words[:_MOST_WORDS]])


def known_at_start(said: Sequence[str]) -> int:
    """Return how many of the folded words a well-known employer's name at their start has."""
    for count in range(min(len(said), _MOST_WORDS), 1, -1):
        if " ".join(said[:count]) in KNOWN_EMPLOYERS:
            return count
    return int(bool(said) and said[0] in FIRST_WORDS)
