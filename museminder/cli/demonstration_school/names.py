"""Invented names, long and short, with accents and apostrophes, as a real school has them."""

FAMILY_NAMES = ["Papadimitriou", "Abernathy-Osei", "Castellanos", "Nguyen", "O'Brien-Núñez", "Müller-Lindqvist", "Adebayo-Finch", "Kowalczyk", "Haddad", "Etxeberria", "Vandersteen", "Rasmussen", "Tanaka", "Okonkwo", "Silva-Marques", "Thornbury", "Vasquez", "Mensah", "Ferreira", "Johansson", "Patel", "Rosenberg", "Dubois", "Yamamoto", "Fitzgerald", "Ibrahim", "Novák", "Petrov", "Ricci", "Sørensen", "Chaudhary", "Whitcombe", "Goldthwaite", "Moreau", "Achterberg", "Ben-David", "Carmichael", "Delacroix", "Eriksen", "Fonseca", "Gallagher", "Hernández", "Iwasaki", "Jankowski", "Karlsson", "Lombardi", "MacAllister", "Nakamura", "Olufemi", "Pellegrini", "Quintero", "Reinholt", "Szabó", "Takahashi", "Ueda", "Valdés", "Wójcik", "Xu", "Yildiz", "Zamora"]
CHILDREN = ["Anneliese", "Theodore", "Wilhelmina", "Mateo", "Aoife", "Noah", "Zoë", "Ines", "Jasper", "Amara", "Lucía", "Felix", "Hana", "Emeka", "Sofia", "Oskar", "Priya", "Leo", "Clara", "Dmitri", "Maya", "Rafael", "Ingrid", "Yusuf", "Élodie", "Hugo", "Nora", "Kenji", "Alma", "Tobias", "Freya", "Samuel", "Lila", "Jonas", "Beatriz", "Ravi", "Matilda", "Andrés", "Greta", "Ezra", "Linnea", "Kofi", "Paloma", "August", "Simone", "Malik", "Vera", "Caspian", "Thea", "Idris", "Marguerite"]
GUARDIANS = ["Eleftheria", "Joris", "Saoirse", "Kalliope", "Lambert", "Marisol", "Ngozi", "Benedikt", "Rita", "Daniel", "Keiko", "Farah", "Tomasz", "Camille", "Olumide", "Astrid", "Gabriel", "Helena", "Rashid", "Martina", "Paul", "Yuki", "Ana", "Stefan", "Leila", "Marcus", "Ivana", "Pedro", "Louise", "Arjun", "Deborah", "Nils"]
INSTRUCTORS = (
    ("Tunde", "Adebayo-Finch", "Piano"),
    ("Marisol", "Etxeberria-Goldthwaite", "Cello"),
    ("Abena", "Mensah-Kowalczyk", "Violin"),
    ("Hye-jin", "Cho", "Ballet"),
    ("Ole", "Rasmussen-Obi", "Drawing"),
    ("Catalina", "Vasquez-Thornbury", "Choir"),
    ("Ewan", "MacAllister", "Guitar"),
    ("Giulia", "Lombardi", "Voice"),
    ("Ruth", "Ben-David", "Flute"),
)
STREETS = ["Chapel Street", "Orchard Lane", "High Row", "Mill Road", "Windward Avenue", "Old Harbor Road", "Linden Court"]
