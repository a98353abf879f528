/**
 * Last parts of German nouns that say what the whole is: an Apfelkuchen is a Kuchen. Chosen by hand: -berg and -burg are towns, -lauf is in Ablauf,
 * -tanz in Distanz, -feier in Trauerfeier, -rosen in Neurosen.
 */
const HEADS = new Set(
  (
    'kuchen torte torten brot brote brötchen käse suppe salat bier wein saft kaffee milch fleisch fisch kekse plätzchen schokolade pasta nudeln ' +
    'pizza burger curry smoothie rezept rezepte frühstück hund hunde katze katzen vogel vögel schmetterling blume blumen blüte blüten baum bäume wald ' +
    'strand insel park markt museum konzert festival party training reise urlaub ausflug wanderung spaziergang kleid schuhe schmuck tattoo musik buch ' +
    'bücher kirche brücke garten theater hochzeit geburtstag schnee regen nebel himmel meer abend morgen ferien pilze kürbis'
  ).split(' '),
);
/** Compounds of them that are something else. */
const OTHERS = new Set('schwein kindergarten seehund handschuhe buchenwald greifswald jahrmarkt'.split(' '));
const SHORTEST_HEAD = 4;
const SHORTEST_BEFORE = 3;

/** The last part of a compound noun; null where none is known. @param key of one word */
export function headOf(key: string): string | null {
  if (OTHERS.has(key)) return null;
  for (let at = SHORTEST_BEFORE; at <= key.length - SHORTEST_HEAD; at += 1) {
    const head = key.slice(at);
    if (HEADS.has(head)) return head;
  }
  return null;
}
