import type { Message } from '../../../domain/text/format.ts';
import type { LabKey } from '../words/words.ts';

const en = {
  lead: 'Twelve test posts with pictures in the public domain, drawn before any recommendation for them was seen. Lists as training judged them, seed 0, seven hashtags each.',
  list: 'List of the six networks',
  'mark.hit': 'hit: assigned by the author',
  'mark.relevant':
    'relevant: not assigned, but true of the post and worth using, by our own judgement, written down before any list was seen',
  'mark.not': 'not relevant',
  'short.hit': 'hit',
  'short.relevant': 'relevant',
  'short.not': 'not relevant',
  assigned: 'Assigned',
  'assigned.note': 'of the hashtags that the networks know',
  post: '{number}. {shows}',
  system: 'System',
  recommended: 'Recommended, best first',
  tally: 'Of all recommendations here',
} as const satisfies Record<string, Message>;

const uk: Readonly<Record<keyof typeof en, Message>> = {
  lead: 'Дванадцять тестових дописів із зображеннями у суспільному надбанні, вибраних до того, як хтось побачив поради для них. Списки — такі, як їх оцінило навчання, зерно 0, по сім хештегів.',
  list: 'Список шести мереж',
  'mark.hit': 'влучання: автор ужив',
  'mark.relevant':
    'доречно: автор не вжив, але правда про допис і варто вжити; наша власна оцінка, записана до того, як ми побачили списки',
  'mark.not': 'недоречно',
  'short.hit': 'влучання',
  'short.relevant': 'доречно',
  'short.not': 'недоречно',
  assigned: 'Ужито',
  'assigned.note': 'з хештегів, які знають мережі',
  post: '{number}. {shows}',
  system: 'Система',
  recommended: 'Поради, найкраща перша',
  tally: 'З усіх порад тут',
};

export const table2Words = { en, uk };

/** What the twelve pictures show, Ukrainian, in their order; table2.json has it in English. */
export const SHOWS_UK: readonly string[] = [
  'пара світло-блакитних кросівок',
  'жовтувата, вкрита хмарами куля Венери',
  'мальований бігль, стоїть',
  'смажена індичка на тарілці',
  'ведмідь спить під зорями в синьому крузі',
  'чоловік без сорочки, у кепці, стоїть на руках',
  'синя істота зі щупальцями під водою',
  'високий келих пива з густою піною',
  'жінка показує на кругову діаграму',
  'двоє дітей сміються в маленькому вітрильнику',
  'чорні шорти з візерунком із дрібних кольорових фігур на плитковій підлозі',
  'червоні утеплені зимові чоботи на дерев’яному столі',
];

/** Systems of table2.json that have a name in each language; the others are written alike. */
export const SYSTEM_WORDS: Readonly<Record<string, LabKey>> = {
  'AMNN (softmax over the sequence)': 'system.amnn',
  'CoA (single layer, the authors’)': 'system.coa',
  'CoA, two layers': 'system.coa-2',
  'MACoN, history of five': 'system.macon',
  'MACoN, history of two (the authors’)': 'system.macon-authors',
  'k-nearest posts, ViT features': 'floor.nearestVit',
};
