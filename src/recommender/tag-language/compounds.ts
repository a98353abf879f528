/**
 * Last parts of German and Dutch nouns that say what the whole is: an Apfelkuchen is a Kuchen, an appeltaart a taart. Chosen by hand: -berg and -burg
 * are towns, -lauf is in Ablauf, -tanz in Distanz, -feier in Trauerfeier, -rosen in Neurosen; -meer is in wanneer, -kat in muskaat.
 */
const HEADS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(
    'kuchen torte torten brot brote brötchen käse suppe salat bier wein saft kaffee milch fleisch fisch kekse plätzchen schokolade pasta nudeln',
    'pizza burger curry smoothie rezept rezepte frühstück hund hunde katze katzen vogel vögel schmetterling blume blumen blüte blüten baum bäume wald',
    'strand insel park markt museum konzert festival party training reise urlaub ausflug wanderung spaziergang kleid schuhe schmuck tattoo musik buch',
    'bücher kirche brücke garten theater hochzeit geburtstag schnee regen nebel himmel meer abend morgen ferien pilze kürbis',
  ),
  nl: words(
    'taart taarten taartje brood broodje broodjes kaas soep salade bier biertje biertjes sap koffie koekjes koekje chocolade pizza',
    'recept recepten ontbijt hond honden hondje kat katten vogel vogels vlinder vlinders bloem bloemen boom bomen strand eiland park museum concert',
    'festival feest feestje training reis vakantie wandeling wandelingen fietstocht jurk schoenen sieraden tattoo muziek boek boeken brug tuin tuintje',
    'theater bruiloft verjaardag sneeuw zee paddenstoelen pompoen pompoenen pannenkoek pannenkoeken ijsjes',
  ),
};
/** Compounds of them that are something else. */
const OTHERS = words(
  'schwein kindergarten seehund handschuhe buchenwald greifswald jahrmarkt',
  'fortuin dierentuin speeltuin proeftuin paardenstaart staart geschonden ongeschonden zeehonden hefboom slagboom slagbomen stamboom dwarsbomen dijsselbloem',
  'verbloemen arabier barbier zierikzee overzee vuurzee bedrijvenpark windpark windmolenpark wagenpark handschoenen wetboek telefoonboek grootboek pechvogel',
);
const SHORTEST_HEAD = 3;
const SHORTEST_BEFORE = 3;

/** The last part of a compound noun; null where none is known. @param key of one word @param language BCP 47 */
export function headOf(key: string, language: string): string | null {
  const heads = HEADS[language];
  if (heads === undefined || OTHERS.has(key)) return null;
  for (let at = SHORTEST_BEFORE; at <= key.length - SHORTEST_HEAD; at += 1) {
    const head = key.slice(at);
    if (heads.has(head)) return head;
  }
  return null;
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
