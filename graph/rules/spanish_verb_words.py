"""Which title goes with what a person did, told in Spanish, in the form of ``verb_words``."""

SPANISH_VERB_LINES = """
limpio limpiaba limpie limpiando : casas=house cleaner; oficinas=office cleaner; *@=cleaner
maneje manejaba manejo manejando conduci conducia conduzco : camion camiones troca trailer=truck
    driver; taxi=taxi driver; autobus=bus driver; *@=driver
cuide cuidaba cuido cuidando : ninos=nanny; ancianos viejitos personas=caregiver
cocine cocinaba cocino : *@=cook
vendi vendia vendo : *=vendedor de {}
pinte pintaba : casas=house painter
ensene ensenaba enseno : *={} teacher
lave lavaba : platos trastes=dishwasher; carros coches=car washer
coser cosia cosi : *@=seamstress
trabajo trabajaba trabaje trabajando : campo pizca cosecha fresa uva manzana lechuga naranja
    tomate=farm worker; construccion=construction worker; limpieza=cleaner; cocina=cook
pizco pizcaba pizque cosecho cosechaba : *@=farm worker
"""
