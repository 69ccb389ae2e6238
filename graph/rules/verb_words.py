"""Which title goes with what a person did ("drove trucks", "waited tables"), folded.

Each line reads ``verb forms : object words=title; …``. An object matches when one of its words (or
word groups, joined by ``_``) follows the verb closely. ``{}`` is the object as written.
``*={}`` matches any object, ``*@`` needs none; without them, other objects say nothing about a
job.
Indented lines go on with the line before.
"""

from graph.rules.spanish_verb_words import SPANISH_VERB_LINES

_ENGLISH = """
drove drive driven driving driver : school_bus=school bus driver; bus buses metro=bus driver; truck
    trucks semi semis lorry lorries rig rigs 18-wheeler 18-wheelers 18_wheelers trailer trailers
    trailors otr flatbed tanker big_rigs=truck driver; tow=tow truck driver; cab cabs taxi
    taxis=taxi driver; uber lyft rideshare=rideshare driver; limo limos limousine=chauffeur;
    forklift forklifts fork_lift=forklift operator; ambulance ambulances=ambulance driver; tractor
    tractors=tractor operator; dump=dump truck driver; delivery deliveries doordash amazon fedex ups
    grubhub pizza pizzas van vans=delivery driver; ice_cream=ice cream truck driver; garbage=garbage
    truck driver; snowplow plow=snowplow operator; folks people seniors patients elderly clients
    passengers=driver; for=driver
deliver delivered delivering : pizza pizzas=pizza delivery driver; mail letters=mail carrier;
    newspapers papers newspaper=newspaper carrier; food packages parcels groceries flowers furniture
    doordash uber_eats instacart grubhub stuff boxes appliances auto_parts prescriptions water
    oxygen=delivery driver; babies=midwife
haul hauled hauling : freight cargo loads logs gravel produce steel fuel milk cars cattle=truck
    driver; trash junk garbage=junk hauler
teach taught teached teaching : *={} teacher; yoga pilates zumba dance swimming fitness aerobics
    swim guitar piano driving karate art_classes skiing surfing=* instructor; college university
    undergrads=college instructor; kids children classes students=teacher; sunday_school=sunday
    school teacher
tutored tutor tutoring : online part kids=tutor; *={} tutor; *@=tutor
coached coaching : *={} coach; *@=coach
cook cooked cooking cooks : line breakfast grill dinner_line burgers meals food lunch=cook; *@=cook
flip flipped flipping : burgers=fast food cook; houses=house flipper
waited wait waiting waits : tables table=waiter; on_tables=waiter
waitressed waitress waitressing : *@=waitress
served serve serving : tables=server; drinks=bartender; food=food server; customers=server;
    coffee=barista; papers=process server
tended tend tending : bar bars=bartender; animals cattle sheep=animal caretaker
bartended bartend bartending : *@=bartender
bussed bus bused bussing busing : tables table=busser
washed wash washing : dishes dish pots=dishwasher; cars trucks car=car washer; windows=window
    cleaner; dogs=dog groomer; clothes laundry=laundry worker
clean cleaned cleaning cleans : houses house homes homes_for apartments casas=house cleaner; offices
    office buildings=office cleaner; hotel rooms=hotel housekeeper; hospital=hospital cleaner; pools
    pool=pool cleaner; windows=window cleaner; school schools=school custodian; carpets=carpet
    cleaner; teeth=dental hygienist; cages kennels=kennel attendant; fish=fish cleaner; cars
    planes=cleaner; toilets bathrooms=cleaner; stalls=stable hand
stocked stock stocking restocked : shelves shelf groceries freezers produce merchandise overnight
    nights=stocker; *@=stocker
bagged bag bagging : groceries=grocery bagger
tuned tune tuning : pianos piano=piano tuner; organs organ=organ tuner
dealt deal dealing : cards blackjack poker baccarat roulette=casino dealer
carried carry carrying : mail=mail carrier; bags luggage=porter
pruned prune pruning : trees apples vines grapes orchard orchards=orchard worker
played play playing : organ=organist; piano=pianist; violin=violinist; cello=cellist;
    drums=drummer; trumpet=trumpeter
picked pick picking : fruit fruits strawberries apples oranges cotton vegetables grapes crops
    cherries lettuce tomatoes berries=farm worker; orders items packages=order picker; up_trash
    up_garbage=garbage collector
packed pack packing : boxes orders packages meat=packer; *@=packer
loaded load loading unloaded unload unloading : trucks trailers boxes freight planes trailer truck
    packages containers=loader; planes=baggage handler
operated operate operating ran run running : front_desk=front desk clerk; parts_counter=parts
    counter clerk; deli_counter counter=counter clerk; kitchen=kitchen manager; forklift
    forklifts=forklift operator; crane cranes=crane operator; excavator backhoe bulldozer
    heavy_equipment machinery=heavy equipment operator; cnc=CNC operator; register registers
    cash_register=cashier; press presses=press operator; machine machines lathe=machine operator;
    daycare day_care=daycare owner
worked work working : desk=front desk clerk; concessions=concession worker; register registers
    cash_register till drive-thru drive_thru drivethru checkout cash=cashier; front_desk
    reception=receptionist; grill fryer line=cook; assembly_line production_line=assembly line
    worker; door doors=bouncer; kitchen=kitchen worker; concessions concession=concession worker;
    phones=phone operator; construction=construction worker; retail=retail sales associate;
    security=security guard; cattle=ranch hand; loading_dock dock docks=dock worker
took take taking takes : in_sewing in_alterations in_mending=seamstress; in_laundry in_ironing
    in_washing=laundry worker; care_of_elderly care_of_old care_of_seniors care_of_the_elderly
    care_of_older care_of_people care_of_patients care_of_disabled care_of_adults care_of_clients
    care_of_residents=caregiver; care_of_kids care_of_children care_of_babies care_of_toddlers
    care_of_other care_of_infants=nanny; care_of_horses=stable hand; care_of_animals care_of_dogs
    care_of_cows=animal caretaker; orders drive-thru=order taker; calls inbound=call center agent;
    photos pictures=photographer; blood=phlebotomist; tickets=ticket taker; x-rays=x-ray technician
cared care caring : for_elderly for_old for_seniors for_the_elderly for_patients for_disabled
    for_adults for_residents for_people for_dementia=caregiver; for_kids for_children for_toddlers
    for_babies for_infants=childcare worker; for_animals for_horses=animal caretaker
looked looking look : after_elderly after_the_elderly after_seniors after_patients
    after_old=caregiver; after_kids after_children after_toddlers after_babies=nanny; after_animals
    after_horses=animal caretaker
watched watch watching : kids children=babysitter
babysat babysit babysitting : *@=babysitter
nannied : *@=nanny
managed manage managing manages : *={} manager; people team teams staff=manager; store=store
    manager; restaurant=restaurant manager; office=office manager; projects project=project manager;
    warehouse=warehouse manager; accounts=account manager; properties apartments=property manager;
    social_media=social media manager; kitchen=kitchen manager; money budget=; time household=
supervised supervise supervising : warehouse=warehouse supervisor; crew construction=crew
    supervisor; production shift=production supervisor; kitchen=kitchen supervisor; cashiers
    front_end=front end supervisor; line=line supervisor; playground=playground supervisor
sold sell selling sells : *={} salesperson; cars car autos vehicles=car salesperson; insurance
    policies=insurance agent; houses homes real_estate=real estate agent; shoes clothes clothing
    furniture phones electronics makeup perfume jewelry mattresses=* salesperson; ads
    advertising=advertising sales agent; door_to_door=door-to-door salesperson; solar=solar sales
    representative; tickets=ticket seller; food tacos tamales hotdogs fruit=street vendor; stuff
    things it house everything weed drugs plasma company business=
answered answer answering : phones phone calls telephones=receptionist; customer emails=customer
    service representative
rang ring ringing : people customers up registers groceries=cashier
greeted greet greeting : customers guests people=greeter
wrote write writing : code software programs apps=software developer; ads copy=copywriter; articles
    news=journalist; grants=grant writer; tickets citations=
coded code coding programmed programming : *@=programmer; websites web=web developer
developed develop developing : software apps applications=software developer; websites web=web
    developer; games=game developer
designed design designing : websites web=web designer; logos graphics flyers brochures=graphic
    designer; clothes clothing dresses=fashion designer; buildings houses=architect; *={} designer
build built building builds : websites web_sites=web developer; houses homes decks fences=builder;
    cars engines=assembler; furniture cabinets=furniture maker; apps software=software developer;
    computers pcs=computer technician; boats=boat builder; *={} builder
fix fixed fixing fixes repaired repair repairing : cars car trucks engines vehicles autos=auto
    mechanic; computers laptops pcs=computer technician; phones cellphones=phone repair technician;
    bikes bicycles motorcycles=bike mechanic; planes aircraft airplanes=aircraft mechanic;
    appliances washers refrigerators=appliance repair technician; roofs=roofer; air_conditioners acs
    heaters=HVAC technician; diesel=diesel mechanic; *={} repair technician; it them that things
    problems=
installed install installing : *={} installer; hvac air_conditioners=HVAC installer; it software=
paint painted painting paints : houses house homes walls=house painter; cars=auto painter;
    *@=painter; nails=nail technician
laid lay laying : brick bricks=bricklayer; tile tiles=tile setter; carpet floors flooring=flooring
    installer; concrete=concrete finisher; cable pipe pipes=pipe layer; asphalt=paver
hung hang hanging : drywall sheetrock=drywall installer
poured pour pouring : concrete cement=concrete finisher; drinks beers=bartender
framed framing : houses homes=framer
mowed mow mowing cut cuts cutting : lawns grass yards lawn=landscaper; hair=hairdresser; meat
    chicken pork beef fish=meat cutter; trees wood=tree trimmer; keys=locksmith; fabric=fabric
    cutter
give gave giving : tours=tour guide; massages=massage therapist; haircuts=barber; lessons=instructor
plan plans : events weddings parties=event planner
climb climbed climbing : towers cell_towers=tower climber; trees=tree trimmer; poles=line worker
change changed changing swapped : tires=tire technician; oil=lube technician; diapers=
pressed pressing ironed : shirts clothes suits=presser
dispatched dispatching : *@=dispatcher
put putting : bags luggage suitcases=baggage handler; up_solar solar=solar installer;
    up_drywall=drywall installer; up_fences=fence builder; up_siding=siding installer
dj djed djing : *@=DJ
processed processing process : claims=claims processor; loans mortgages=loan processor;
    payroll=payroll clerk; invoices=accounts payable clerk; returns=return clerk; orders=order
    processor
scheduled scheduling : appointments patients=medical scheduler; deliveries=dispatcher
shelved shelving : books=library page
trimmed trimming : trees=tree trimmer; hedges bushes=landscaper
crunched : numbers=data analyst
transcribed transcribing : *@=transcriptionist
reffed reffing : *@=referee
cleared clearing : tables=busser
proofread proofreading : *@=proofreader
did do doing does done : intake intakes=intake coordinator; dispatch dispatching=dispatcher;
    collections=debt collector; phlebotomy blood_draws=phlebotomist; medical_coding coding=medical
    coder; tailoring sewing=tailor; hair=hairdresser; nails=nail technician; makeup=makeup artist;
    taxes=tax preparer; bookkeeping books=bookkeeper; payroll=payroll clerk; data_entry=data entry
    clerk; landscaping yard_work lawn_care=landscaper; tattoos=tattoo artist; deliveries doordash
    uber_eats instacart=delivery driver; uber lyft=rideshare driver; telemarketing=telemarketer;
    construction=construction worker; roofing=roofer; drywall=drywall installer; plumbing=plumber;
    electrical=electrician; carpentry=carpenter; alterations=seamstress; security=security guard;
    tech_support it_support=IT support specialist; customer_service=customer service representative;
    housekeeping=housekeeper; janitorial=janitor; cleaning=cleaner; nanny=nanny; inventory=inventory
    clerk; accounting=accountant; catering=caterer; medical_billing=medical biller; billing=billing
    clerk; maintenance=maintenance worker; qa=quality assurance tester; recruiting=recruiter;
    sales=sales representative; admin office_work clerical=office assistant; retail=retail sales
    associate; welding=welder; oil_changes=lube technician; photography=photographer;
    graphic_design=graphic designer; web_design=web designer; web_development=web developer;
    reception=receptionist; transcription=transcriptionist; home_care home_health=home health aide;
    childcare=childcare worker; lawn lawns=landscaper; social_work=social worker;
    factory_work=factory worker; farm_work=farm worker; warehouse_work=warehouse worker;
    freelance_writing=freelance writer; auto_body=auto body technician; childcare=childcare worker
assembled assemble assembling : *={} assembler; parts things products=assembler
sewed sew sewing : *@=seamstress
welded weld : *@=welder
sorted sort sorting : mail=mail sorter; packages boxes=package handler; recycling=recycling sorter
detailed detailing : cars=car detailer
walked walking : dogs dog=dog walker
groomed grooming : dogs pets=pet groomer; horses=stable hand
trained training : horses=horse trainer; dogs=dog trainer; clients=personal trainer
translated translate : *@=translator
interpreted : *@=interpreter
photographed : weddings=wedding photographer; *@=photographer
edited edit editing : videos video=video editor; books articles=editor
guarded guard guarding : *@=security guard
patrolled patrol : *@=patrol officer
hosted host hosting : restaurant=host
entered entering : data=data entry clerk
filed filing : papers paperwork documents=file clerk
typed typing : *@=typist
drew drawing : blood=phlebotomist
filled fill filling : prescriptions=pharmacy technician
prepared prepare preparing prepped prep : food=food prep worker; taxes=tax preparer; meals=cook
baked bake baking : cakes bread pastries=baker; *@=baker
butchered : *@=butcher
brewed brew : beer=brewer; coffee=barista
made make making : crowns veneers dentures=dental laboratory technician; pizzas pizza=pizza maker;
    sandwiches subs=sandwich maker; coffee lattes=barista; furniture cabinets=furniture maker;
    jewelry=jeweler; tacos burgers=fast food cook; tortillas=tortilla maker; beds=housekeeper;
    websites=web developer; cakes=baker; burritos=fast food cook; deliveries=delivery driver
farmed : *@=farmer
raised raising : cattle chickens pigs=rancher
milked milk milking : cows=dairy worker
fished : *@=fisherman
logged : timber trees=logger
mined : *@=miner
drilled : oil wells=driller
inspected inspecting : *={} inspector
tested testing : software games=software tester
audited : *@=auditor
kept keep keeping : books the_books=bookkeeper
balanced : books=bookkeeper
recruited recruiting : *@=recruiter
collected collect collecting : debts debt=debt collector; trash garbage=garbage collector; tickets
    tolls=ticket taker
planned planning : weddings events parties=event planner
performed performing : *@=performer
modeled modelled : *@=model
danced : *@=dancer
preached : *@=pastor
nursed : patients=nurse
had have : paper_route=newspaper carrier
temped temping : *@=temp worker
clerked clerking : *@=clerk
loaded loading unloaded unloading : trucks truck trailers trailer boxes packages freight=package
    loader; planes bags luggage=baggage handler
ran running : register registers cash_register=cashier
interned : *@=intern
volunteered volunteering volunteer : *@=volunteer
freelanced : *@=freelancer
roofed : *@=roofer
wired wire wiring : houses house homes buildings=electrician
landscaped landscaping : *@=landscaper
trucked trucking : *@=truck driver
shoveled plowed : snow=snow removal worker; driveways=snow removal worker
moved moving : furniture=mover
substitute subbed substituted : *@=substitute teacher
lifeguarded lifeguarding lifeguard : *@=lifeguard
refereed umpired : *@=referee
"""

VERB_LINES = _ENGLISH.strip() + SPANISH_VERB_LINES

VERB_FORMS = frozenset(
    form
    for line in VERB_LINES.replace("\n    ", " ").strip().splitlines()
    for form in line.partition(" : ")[0].split()
)
"""The verb forms that begin the lines above."""
