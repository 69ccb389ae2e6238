"""The words that make up job titles in talk, and the words that never do (folded)."""

from graph.rules.words import word_set

FUNCTION_WORDS = word_set(
    """
    a an the this that these those there here it its my mine your yours his her hers our ours
    their theirs me him them us i you he she we they who whom which what when where why how
    myself himself herself and or but nor so yet if then than because while although though
    since until unless till as at by for from in into of off on onto out over to under up with
    within without about after before between during through across along among around behind
    near per via vs above below am is are was were be been being 'm 's 're 've 'd 'll im ive id
    ill wasnt isnt arent do does did done doing have has had having get gets got gotten getting
    can could will would shall should may might must not no never none nothing n't dont didnt
    doesnt cant wont couldnt wouldnt havent hasnt hadnt i'm i've i'd i'll it's that's there's
    he's she's we're they're we've don't didn't doesn't can't won't wasn't weren't isn't aren't
    haven't hasn't hadn't couldn't wouldn't you're you've what's who's let's also just only even
    still very really quite pretty too much many more most less least lot lots some any all both
    each every either neither other another such same few several various now today currently
    presently always often sometimes usually mostly mainly basically again ever already soon
    later eventually finally recently lately previously formerly originally initially next last
    first second third afterwards afterward meanwhile instead maybe perhaps actually probably
    definitely simply well okay ok yes yeah yep nope hi hello hey thanks thank please however
    anyway besides plus minus except like unlike together alone away back down once twice total
    altogether afterall ago almost nearly roughly approximately right straight work works worked
    working job jobs career careers position positions role roles gig gigs title occupation
    profession employed employment hired hire promoted promotion started start starting began
    begin beginning became become becoming left leave leaving quit quitting ended end ending
    finished finish stopped moved move moving went go goes going gone came come coming made make
    makes making took take takes taking taken gave give given spent spend stayed stay joined
    join joining wanted want wants wanting wish hope hoped need needed liked likes love loved
    loves enjoy enjoyed hate hated think thought know knew known feel felt say said tell told
    ask asked see saw seen look looked looking find found try tried keep kept let put run ran
    running help helped helping use used using show showed learn learned learning teach taught
    teaching study studied studying graduated graduate attended dropped earn earned paid pay
    pays called include included including involved switched switch changed change changing
    returned transferred applied apply landed offered served serving serve drove drive driving
    cleaned cleaning owned own owning managed managing manage supervised supervise handled
    handle dealt responsible sold sell selling built build building fixed fix fixing repaired
    cooked cooking stocked stocking delivered delivering answered answering operated operating
    lived live living born raised married divorced laid fired retired unemployed disabled year
    years yr yrs month months week weeks day days hour hours time times night nights part-time
    full-time fulltime parttime experience experienced age old kid kids child children people
    person's thing things stuff something someone somebody anything anyone everyone everything
    place company companies cause cuz bc tho gonna wanna gotta kinda sorta lol btw u ur good bad
    great nice yo el la los las un una unos unas mi mis su sus tu de del en y o pero por para
    con sin como que se lo le les al soy era fui fue es son estoy estaba estuve ha sido trabaje
    trabaja trabajaba trabajo trabajando trabajar empece luego despues antes ahora actualmente
    hace desde hasta durante entre ano anos mes meses tambien muy mas menos ya si cuando donde
    tengo tenia
    """
)
"""Words at which a title ends, or before which it cannot begin."""

INSIDE_TITLES = word_set(
    """
    lot night day child children building help back cooking cleaning teaching learning operating
    driving time people job career second first run front selling change employment living
    serving end well work placement position experience title move down off making kids play
    after helping pay
    """
)
"""Function words that may stand inside a title directly before its head ("night auditor")."""

STRIPPED = word_set(
    """
    part-time full-time fulltime parttime part full temporary temp seasonal casual paid unpaid
    good great bad boring easy hard tough decent nice small big large local regular typical
    simple basic old new former ex retired current previous recent professional proud happy
    experienced entry-level successful dedicated busy real actual proper official humble mere
    so-called first second third last next later little lowly crappy shitty dead-end
    minimum-wage under-the-table different another short long only main side weekend summer
    winter year-round freelance self-employed own legit fully newly very overworked underpaid
    tired stressed horrible awful terrible amazing awesome fantastic wonderful random weird odd
    non-union union w2 1099 salaried hourly low-paying high-paying three two four five several
    fellow mostly mainly certified licensed stay-at-home
    permanent legal paid cool wonderful tough young big lazy saturdays sundays mondays tuesdays
    wednesdays thursdays fridays weekdays weekends evenings mornings
    """
)
"""Words about a job rather than in its title, dropped from the front."""

KEPT_IN_FRONT = word_set("certified licensed temp freelance summer professional")
"""Of the above, kept when the whole is a known title ("certified nursing assistant")."""

PEOPLE_NOT_JOBS = word_set(
    """
    student mother mom mum mommy father dad parent parents wife husband son daughter brother
    sister kid teenager teen adult man woman  girl boy person people child baby freshman
    sophomore junior senior member citizen  immigrant refugee veteran vet christian
    muslim catholic american canadian mexican british australian italian indian asian european
    vegetarian vegan homebody loser winner lover hater smoker drinker gamer reader learner
    thinker believer beginner newcomer survivor fighter listener communicator player worker-bee
    introvert extrovert perfectionist optimist pessimist realist feminist expert-level minor
    major homeowner renter widow widower orphan twin native homemaker housewife househusband
    caregiver-to-be summer winter number order computer matter letter center centre corner
    dinner weather water paper power never ever however other another together better bitter
    sober under over after either neither whether offer color colour flavor favor tumor humor
    factor sector error mirror motor tractor elevator calculator indicator generator bumper
    printer scanner trailer container counter register shelter chapter semester quarter former
    latter answer career beer buyer-beware customer consumer user owner-to-be partner-in-crime
    friend neighbor important different relevant significant restaurant plant grant constant
    instant distant pleasant elegant brilliant reluctant tenant infant giant covenant vacant
    pregnant assistant-less applicant participant stranger danger anger finger hunger burger
    prior cancer career-changer changer self-starter go-getter starter multitasker hustler
    grinder dropout graduate grad alum alumnus finder volunteer-to-be equipment machine school
    systems basic health  star extra double law belt estate class line state court wood
    training services service work education surgery plastic intelligence control mining
    aviation system applications out up off on in down as p a n d t g m i b r s gas general hop
    medicine products qualified hearing out-of-work operations disabilities care relief
    generation communications property damage patient lead hand help support staff sub fellow
    crew arms official champion personality team department village management research
    development public specialist-in-training engineering level door table desk floor shop store
    retail sales security maintenance production machinery cap rat punk contact freak party
    force metal film radio travel performance loan forces parts recordkeeping utility salvage
    materials food affairs artillery infantry combat away drainage wall tile tiles eye air art
    lead-in back front expo prep shot spy point subject cub hog jack deployed
    ambulance apprenticed skills technical nino nina joven muchacho muchacha chico chica preschool
    assessment leadership
    """
)
"""Words that look or are listed like the head of a title but say nothing alone."""

YOUNG_PEOPLE = word_set(
    """
    kid kids child teen teenager student boy girl nino nina joven muchacho muchacha chico chica
    freshman sophomore junior senior adult immigrant refugee
    """
)
"""What "worked there as a ..." tells of somebody's age, not of a job."""

HEADS = word_set(
    """
    cashier barista server waiter waitress bartender barkeep barback busser busboy busperson
    host hostess dishwasher cook chef sous-chef baker butcher deli baggage bagger stocker packer
    picker sorter loader unloader forklift-driver driver trucker courier mailman mailwoman
    postman janitor custodian housekeeper maid cleaner nanny babysitter au-pair tutor teacher ta
    professor lecturer instructor coach trainer nurse cna lpn rn lvn aide caregiver carer
    orderly phlebotomist paramedic emt firefighter fireman policeman policewoman cop officer
    deputy guard bouncer soldier marine sailor airman medic secretary receptionist clerk teller
    banker accountant bookkeeper auditor analyst programmer developer coder engineer dev
    sysadmin webmaster tester qa designer architect drafter photographer videographer writer
    editor journalist reporter translator interpreter actor actress musician dj singer dancer
    artist painter plumber electrician carpenter welder roofer mason bricklayer drywaller framer
    handyman landscaper gardener farmer farmhand rancher fisherman miner logger lumberjack
    mechanic machinist assembler operator technician tech installer repairman lineman salesman
    saleswoman salesperson salesclerk rep representative telemarketer broker realtor agent
    manager mgr supervisor foreman forewoman boss director vp president ceo cfo coo cto owner
    founder co-founder entrepreneur freelancer consultant contractor subcontractor intern
    apprentice trainee assistant asst associate specialist coordinator administrator admin
    planner scheduler dispatcher buyer merchandiser lawyer attorney paralegal judge doctor
    physician surgeon dentist hygienist pharmacist pharmtech therapist counselor counsellor
    psychologist psychiatrist social-worker caseworker librarian curator scientist researcher
    chemist biologist physicist statistician economist stylist hairdresser hairstylist barber
    cosmetologist esthetician manicurist masseuse groomer dogwalker dog-walker vet-tech
    zookeeper lifeguard usher attendant valet bellhop porter concierge steward stewardess pilot
    copilot flight-attendant captain sergeant lieutenant corporal private seaman foreperson
    laborer labourer worker hand roustabout roughneck sweeper washer detailer tailor seamstress
    upholsterer jeweler florist undertaker mortician pastor minister priest rabbi chaplain
    missionary nun imam youtuber streamer influencer blogger model promoter recruiter headhunter
    appraiser adjuster underwriter actuary investigator detective inspector surveyor ranger
    guide crossing-guard proctor grader principal dean headteacher paraprofessional
    para-educator paraeducator shopkeeper storekeeper grocer merchant vendor peddler temp
    volunteer camp-counselor cartographer geologist botanist astronomer handler splicer setter
    fabricator millwright boilermaker pipefitter ironworker glazier plasterer tiler paver
    superintendent estimator expediter shipper receiver stockboy checker sacker greeter closer
    canvasser fundraiser organizer activist lobbyist politician mayor councilor councilman
    diplomat ambassador executive exec partner internship postdoc postdoctoral teamlead sublead
    keyholder key-holder sdr bdr csr lmt np pa pta cota slp bcba rbt hha pca dsp swe sre pm ba
    dba cpa ea crna lcsw mesera mesero camarera camarero cajera cajero cocinera cocinero
    enfermera enfermero maestra maestro profesora profesor conductora conductor chofer obrero
    obrera albanil jardinero jardinera limpiadora limpiador empleada empleado vendedora vendedor
    dependienta dependiente secretaria secretario recepcionista contadora contador abogada
    abogado ingeniera ingeniero doctora medica medico dentista farmaceutica farmaceutico policia
    bombero soldado guardia vigilante carpintero plomero fontanero electricista mecanico
    soldador pintora pintor panadera panadero carnicero peluquera peluquero costurera sastre
    ninera cuidadora cuidador ama-de-llaves lavaplatos repartidor repartidora almacenista
    operaria operario ayudante auxiliar asistente gerente encargada encargado supervisora jefa
    jefe directora dueno duena programador programadora disenadora disenador traductora
    traductor periodista fotografa fotografo musico agricultor campesino pescador camionero
    taxista tecnica tecnico terapeuta psicologa psicologo trabajadora trabajador voluntaria
    voluntario interna becaria becario consultora consultor analista administradora
    administrador bibliotecaria estilista barbero masajista entrenador entrenadora reponedor
    reponedora montador capataz mozo azafata piloto mensajero mensajera niñera
    para hospitalist costurera camarera substitute infantryman drummer
    """
)
"""Heads of titles people use in talk, English and Spanish, beside those of O*NET's titles."""

WEAK_HEADS = word_set(
    """
    cook guard coach judge host guide model pilot page intern boss associate expert captain
    partner minister principal volunteer private marine grip steward mate star champion
     officer executive official scout advocate chair support lead hand runner winner holder clerk
    substitute
    rider walker climber swimmer drummer medium professional head plant scale
    para
    """
)
"""Heads that are also verbs or plain nouns: they need "as a", "I was a" or the like before them."""

AFTER_IT = word_set(
    """
    support tech technician specialist helpdesk admin administrator analyst manager director
    consultant engineer guy technicians coordinator intern contractor
    """
)
"""Words before which "it" in lower case means information technology."""

OFTEN_NAMES = word_set("steward carrier")
"""Heads that resemble names ("Seward"), so that a misspelling of them is not believed."""

GUYS = word_set("guy man girl lady gal woman boy")
GUYS_AFTER = word_set(
    """
    cable delivery repair maintenance pizza lawn moving parts tire tech it support computer copier
    yard stock pest trash garbage ups fedex amazon phone furnace ice security bus tow propane
    vending paper milk cleaning lunch cart counter sales insurance beer bread dock warehouse
    produce camera sound lighting grounds shampoo enforcement hat coat check
    """
)
"""Words after which a "guy" or "lady" names a job ("cable guy", "lunch lady")."""

LEADS = word_set("lead hand help support crew sub staff sales security resident counter")
"""Heads that count only with a word before them ("shift lead", "ranch hand", "tech support")."""

TAKES_OF = word_set(
    """
    director manager head vp president chief professor teacher supervisor superintendent
    coordinator dean chair captain instructor doctor vice-president secretary minister foreman
    coach auxiliar ayudante maestra maestro profesora profesor conductor conductora chofer
    empleada empleado gerente jefe jefa directora asistente operador operadora tecnica tecnico
    guardia trabajador trabajadora encargada encargado vendedor vendedora agente operario
    operaria ingeniero ingeniera cuidadora cuidador dependienta dependiente ama mozo oficial
    cajera
    """
)
"""Heads that an "of" phrase completes ("director of nursing", "auxiliar de enfermeria")."""
