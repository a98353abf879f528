import type { Message } from '../../../domain/text/format.ts';

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
