"""Which title goes with a line of work ("retail") or armed force, folded."""

from graph.rules.words import word_set


def table(lines: str) -> dict[str, str]:
    """Read lines of ``word, word = title``."""
    table: dict[str, str] = {}
    for line in lines.strip().splitlines():
        words, _, title = line.partition(" = ")
        table |= {word.strip(): title.strip() for word in words.split(",")}
    return table


FIELDS = table(
    """
    retail, retail sales = retail sales associate
    construction, construccion, la construccion = construction worker
    sales, ventas = sales representative
    inside sales = inside sales representative
    outside sales = outside sales representative
    car sales, auto sales = car salesperson
    insurance sales, insurance = insurance agent
    day labor, day labour, day labouring, day laboring = day laborer
    direct care, direct support = direct care worker
    case management, foster care case management = case manager
    geek squad = computer technician
    dog boarding, kennel work = kennel attendant
    day trading = trader
    customer service, customer support, client services = customer service representative
    atencion al cliente = customer service representative
    data entry = data entry clerk
    forklift, the forklift, forklifts = forklift operator
    kill floor = kill floor worker
    box office, the box office = box office clerk
    landscaping, yard work, lawn care, jardineria = landscaper
    fast food = fast food worker
    food service, food services = food service worker
    food prep = food prep worker
    security, seguridad = security guard
    it, information technology, it support, tech support = IT support specialist
    technical support, it help desk, help desk, helpdesk = IT support specialist
    software, software development, programming, coding, web dev = software developer
    web development = web developer
    web design = web designer
    graphic design = graphic designer
    quality assurance, qa = quality assurance tester
    quality control, qc = quality control inspector
    data analysis, data analytics = data analyst
    data science = data scientist
    hr, human resources, recursos humanos = human resources specialist
    recruiting, recruitment = recruiter
    accounting, contabilidad = accountant
    accounts payable = accounts payable clerk
    accounts receivable = accounts receivable clerk
    bookkeeping = bookkeeper
    payroll = payroll clerk
    marketing = marketing specialist
    digital marketing, social media, social media marketing = social media specialist
    advertising = advertising specialist
    finance = financial analyst
    banking = bank employee
    real estate = real estate agent
    nursing, enfermeria = nurse
    home health, home health care, home care, home healthcare = home health aide
    elder care, eldercare, senior care = caregiver
    caregiving, care work, caretaking = caregiver
    teaching = teacher
    substitute teaching, subbing = substitute teacher
    special education, special ed = special education teacher
    tutoring = tutor
    coaching = coach
    childcare, child care, daycare, day care = childcare worker
    babysitting = babysitter
    nannying = nanny
    pet sitting, petsitting = pet sitter
    dog walking = dog walker
    dog grooming, pet grooming, grooming = pet groomer
    plumbing, plomeria = plumber
    welding, soldadura = welder
    roofing = roofer
    painting, house painting = painter
    carpentry, woodworking, carpinteria = carpenter
    framing = framer
    drywall = drywall installer
    concrete, cement work = concrete finisher
    masonry = mason
    bricklaying = bricklayer
    flooring = flooring installer
    demolition, demo = demolition worker
    electrical, electrical work, electricity = electrician
    hvac = HVAC technician
    maintenance, mantenimiento = maintenance worker
    housekeeping = housekeeper
    cleaning, house cleaning, limpieza, la limpieza = cleaner
    office cleaning, janitorial, janitorial work = janitor
    cooking, cocina, la cocina = cook
    catering = caterer
    baking = baker
    bartending = bartender
    waitressing = waitress
    waiting tables, serving, waiting = server
    hosting = host
    dishwashing = dishwasher
    bussing, bussing tables = busser
    truck driving, trucking, long haul, long-haul = truck driver
    driving = driver
    delivery, deliveries, food delivery = delivery driver
    pizza delivery = pizza delivery driver
    warehousing, warehouse, warehouse work, almacen = warehouse worker
    shipping, shipping and receiving, receiving = shipping and receiving clerk
    logistics = logistics coordinator
    inventory = inventory clerk
    manufacturing, production, factory work, factory, assembly = production worker
    assembly line, the assembly line = assembly line worker
    machining = machinist
    farming, farm work, agriculture, field work, el campo = farm worker
    fishing, commercial fishing = fisherman
    logging = logger
    mining = miner
    oil and gas, oil field, oilfield, the oilfields, the oil fields, the oil field = oilfield worker
    auto repair, mechanic work = auto mechanic
    auto body, body work = auto body technician
    car detailing, detailing = car detailer
    hair, hairdressing = hairdresser
    nails = nail technician
    makeup = makeup artist
    photography = photographer
    videography, video editing = video editor
    journalism = journalist
    writing, copywriting, freelance writing = writer
    editing = editor
    translation, translating = translator
    interpreting = interpreter
    consulting = consultant
    project management = project manager
    product management = product manager
    event planning = event planner
    admin, admin work, administration, office work, office, clerical = office assistant
    clerical work, secretarial work = office assistant
    reception, front desk, the front desk = receptionist
    research = researcher
    law enforcement = police officer
    social work, trabajo social = social worker
    telemarketing, telesales = telemarketer
    call center, call centre = call center agent
    modeling = model
    acting = actor
    massage, massage therapy = massage therapist
    moving, movers = mover
    temp work, temping, temp jobs = temp worker
    odd jobs, handyman work = handyman
    merchandising = merchandiser
    stockroom, the stockroom, stock room, the stock room, backroom, the backroom = stocker
    stocking, stock, overnight stocking, overnights = stocker
    rideshare, uber, lyft, uber and lyft, uber driving = rideshare driver
    doordash, instacart, grubhub, uber eats = delivery driver
    consultoria = consultant
    physical therapy = physical therapist
    hospitality, hotels = hospitality worker
    gig work = gig worker
    medical billing, medical billing and coding = medical biller
    medical coding = medical coder
    dispatch, dispatching = dispatcher
    collections, debt collection = debt collector
    phlebotomy = phlebotomist
    dental assisting = dental assistant
    alterations = tailor
    sewing = sewing machine operator
    offset printing, printing, screen printing = printing press operator
    tax prep, tax preparation = tax preparer
    underwriting = underwriter
    fundraising = fundraiser
    tower climbing = tower climber
    solar, solar installation = solar installer
    pest control = pest control technician
    property management = property manager
    intake = intake coordinator
    infantry, the infantry = infantryman
    artillery, field artillery, the artillery = field artillery crewmember
    combat engineers, combat engineering = combat engineer
    special forces, the special forces = special forces soldier
    signal corps, the signal corps = signal support specialist
    """
)
"""Title by line of work, for "worked in retail", "did landscaping", "10 years of construction"."""

FORCES = table(
    """
    army, us army, u.s. army, national guard, army reserve, army reserves, ejercito = soldier
    navy, us navy, coast guard = sailor
    marines, marine corps, us marines, usmc = marine
    air force, us air force, usaf = airman
    military, armed forces, service, reserves = service member
    """
)
"""Title by armed force, for "in the army"; the force is the employer."""

FORCE_BRANCHES = word_set("infantry artillery engineers engineering forces corps")
"""Last words of branches of a force that stand right behind its name: "Army infantry"."""

DEGREES = word_set(
    """
    associates associate's bachelors bachelor's masters master's ba bs bsc b.s. b.a. b.sc. msc
    m.s. m.a. m.sc. mba bfa mfa bsn adn msn bsme bsee beng meng phd ph.d. jd md ged aas diploma
    certificate degree bachelor
    """
)
"""First words of a phrase about schooling, which ends like a title: "associates office admin"."""

CREDENTIALS = word_set(
    """
    credential credentials license licence certificate certification cert degree diploma ged
    program course classes bootcamp abitur license(s) licenses
    """
)
"""Last words of such a phrase: "teaching credential"."""

BUSINESSES = word_set(
    """
    bakery restaurant cafe bar shop store salon barbershop daycare business company farm ranch
    gym studio boutique truck pizzeria diner hotel motel garage agency firm practice clinic
    nursery service laundromat bookstore deli brewery pub market stand franchise startup
    consultancy website blog bodega tienda restaurante negocio panaderia bnb airbnb cart kiosk
    gallery
    """
)
"""What "ran my own ..." makes a person the owner of."""
