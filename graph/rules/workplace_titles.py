"""Which title goes with a kind of workplace ("a call center"), folded."""

from graph.rules.words import word_set
from graph.rules.work_words import table

PLACES = table(
    """
    warehouse, distribution center, fulfillment center, bodega = warehouse worker
    factory, plant, assembly plant, fabrica, maquila, maquiladora = factory worker
    restaurant, restaurante, diner, cafe, cafeteria = restaurant worker
    fast food place, fast food restaurant, fast food joint, burger place = fast food worker
    pizza place = fast food worker
    pizzeria = pizzeria worker
    coffee shop = barista
    call center, call centre = call center agent
    gas station, gasolinera = gas station attendant
    grocery store, supermarket, supermercado, convenience store, corner store = store clerk
    liquor store, deli = store clerk
    retail store, clothing store, department store, shoe store = retail sales associate
    hardware store, dollar store, thrift store, bookstore, pet store = retail sales associate
    print shop, printing shop, printshop, imprenta = print shop worker
    photo lab = photo lab technician
    ice cream stand, ice cream shop, ice cream parlor, ice cream place = ice cream server
    concession stand, food stand, hot dog stand, snack bar = concession worker
    machine shop = machinist
    barber shop, barbershop = barber
    tire shop = tire technician
    flower shop = florist
    pawn shop = pawn shop clerk
    sandwich shop, sub shop, deli counter = sandwich maker
    bike shop = bicycle mechanic
    cabinet shop, wood shop, woodshop = woodworker
    welding shop, fab shop, fabrication shop = welder
    sign shop = sign maker
    nail salon = nail technician
    group home = direct care worker
    vet clinic, animal hospital, vet's office = veterinary assistant
    funeral home = funeral attendant
    mail room, mailroom = mail clerk
    tool crib, tool room = tool crib attendant
    lumber yard, lumberyard = lumber yard worker
    scrap yard, junkyard = scrap yard worker
    quarry = quarry worker
    foundry = foundry worker
    bowling alley = bowling alley attendant
    shop, store, tienda, boutique, toy store, mall = retail sales associate
    pharmacy, drugstore, farmacia = pharmacy clerk
    daycare, day care, preschool, daycare center, guarderia = childcare worker
    nursing home, care home, assisted living facility, assisted living = caregiver
    farm, ranch, dairy farm, orchard, granja, rancho = farm worker
    construction site = construction worker
    car wash = car wash attendant
    hotel, motel = hotel worker
    library, biblioteca = library assistant
    animal shelter = animal shelter worker
    bakery, panaderia = bakery worker
    bank, credit union, banco = bank teller
    salon, hair salon = salon worker
    gym = gym attendant
    office, oficina = office assistant
    law firm, law office = legal assistant
    oil rig = oil rig worker
    shipyard = shipyard worker
    kill floor = kill floor worker
    box office = box office clerk
    slaughterhouse, packing plant, meatpacking plant = slaughterhouse worker
    dairy = dairy worker
    brewery = brewery worker
    winery = winery worker
    cannery = cannery worker
    casino = casino worker
    dry cleaner, dry cleaners = dry cleaning worker
    sawmill, lumber mill = sawmill worker
    body shop = auto body technician
    auto shop, repair shop, garage, mechanic shop = auto mechanic
    bar, pub = bar staff
    movie theater, cinema = movie theater attendant
    landscaping company = landscaper
    cleaning company, cleaning service = cleaner
    moving company = mover
    meatpacking plant, meat packing plant, slaughterhouse, poultry plant = meat packer
    chicken plant = meat packer
    summer camp = camp counselor
    kitchen = kitchen worker
    laundromat, laundry, lavanderia = laundry worker
    nursery, greenhouse = nursery worker
    amusement park, theme park = amusement park attendant
    golf course = golf course worker
    school cafeteria = cafeteria worker
    post office = postal worker
    """
)
"""Title by workplace, for "worked in a warehouse" when nothing else says what was done."""


FAST_FOOD = word_set(
    """
    mcdonalds mcdonald's mcdonald mickey burger_king wendys wendy's taco_bell kfc arbys arby's
    sonic dairy_queen dq hardees hardee's carls_jr carl's_jr jack_in_the_box whataburger popeyes
    chick-fil-a chickfila chick_fil_a culvers culver's five_guys in-n-out white_castle krystal
    zaxbys zaxby's bojangles raising_canes long_john_silvers panda_express a&w checkers del_taco
    """
)
"""Chains whose people mostly do the same work; an underscore stands for a space."""


def chain_title(name: str) -> str | None:
    """Return the title for a fast food chain, with or without its article; None for others."""
    plain = name.removeprefix("the ").removeprefix("a ").strip()
    return "fast food worker" if plain.replace(" ", "_") in FAST_FOOD else None


def workplace_title(kind: str) -> str | None:
    """Return the title for a kind of workplace ("shoe factory"); None if it says nothing."""
    words = kind.split()
    if len(words) > 1 and words[-1] == "crew":
        return f"{words[-2]} crew member"
    for begin in range(len(words)):
        title = PLACES.get(" ".join(words[begin:]))
        if title:
            return title
    return None
