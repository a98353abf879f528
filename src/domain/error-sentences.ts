import type { ErrorCode } from './errors.ts';
import { fileKindIn } from './file-kinds.ts';
import { formatMessage } from './format.ts';
import type { Language } from './format.ts';

/** One sentence a code: what happened and what to do, for people; and better ones where the facts are known. */
type Sentences = Readonly<Record<ErrorCode | 'looksLike' | 'drawing' | 'raw' | 'megapixels' | 'megabytes', string>>;

const en: Sentences = {
  'photo-empty': 'This file is empty. Choose another photo.',
  'photo-not-an-image': 'This file is not a photo we can open. Try JPEG, PNG, WebP, AVIF or HEIC.',
  'photo-broken': 'This photo is damaged or ends too early. Try another copy of it.',
  'photo-too-large': 'This photo has more than 50 megapixels. Save a smaller copy and try that one.',
  'photo-unsupported': 'This browser cannot open this kind of photo. Try a JPEG or PNG copy of it.',
  'post-empty': 'There is nothing to read yet. Add a photo or write a few words.',
  'model-missing': 'A file that reads posts is missing on the server. Try again later, or tell whoever runs this page.',
  'model-altered': 'A downloaded file is not what it should be, so it was thrown away. Try again to fetch it anew.',
  'model-invalid':
    'A file that reads posts does not fit this version. Reload the page; if that does not help, tell whoever runs it.',
  'model-unreachable':
    'The download did not get through. Check the connection and try again; what has come already is kept.',
  'model-not-loaded': 'The page was not ready yet. Try again.',
  'engine-missing': 'A file of the part that computes is not where this page looks for it. Tell whoever runs the page.',
  'device-lost':
    'The graphics processor went away and nothing else could take over. Start again; your post is still here.',
  'storage-unavailable':
    'This browser does not let the page store anything. Leave the private window, or allow storage for this site.',
  'storage-newer':
    'A newer version of Tagweave has opened your history. Reload the page to get it; your kept posts are safe.',
  'storage-blocked':
    'Another tab with an older version of Tagweave holds your history. Close that tab and reload this page.',
  'storage-full':
    'There is no room left on this device for it. Delete some old posts or free some space, then try again.',
  'post-forgotten': 'This post was forgotten meanwhile, here or in another tab. Keep it again if you still want it.',
  'history-forgotten':
    'Everything was forgotten while this was being kept, here or in another tab, so it was not kept. Keep it again if you still want it.',
  'history-invalid': 'A kept post could not be read. The others are fine; delete this one, or reload the page.',
  'archive-unknown':
    'No posts were found in these files. Choose a Tagweave backup, an export of Instagram, Mastodon, Pixelfed or Flickr, or a CSV table with its photos.',
  'archive-html': 'This is the export as web pages (HTML). Ask Instagram for it once more and choose the format JSON.',
  'archive-broken': 'This file is damaged or not complete. Download it again, or choose another copy.',
  'archive-too-large': 'This file unpacks to far more than an export holds, so it was not read. Choose another copy.',
  'archive-newer':
    'This backup was saved by a newer version of Tagweave. Reload the page to get that version, then try again.',
  'archive-locked': 'This backup is encrypted. Type the passphrase it was saved with.',
  'passphrase-wrong':
    'The passphrase does not open this file, or the file was changed. Type it again; capital letters and spaces count.',
  'encryption-unavailable':
    'This browser encrypts only on pages that came by https. Open the page by https, or go on without a passphrase.',
  'worker-crashed':
    'What reads your posts has stopped, perhaps for want of memory. Start again; your post is still here.',
  aborted: 'Reading was stopped.',
  usage: 'Something was asked in a way that does not work. Reload the page; your caption is kept.',
  unexpected:
    'Something went wrong that should not. Try again; if it happens again, reload the page. Your caption is kept.',
  looksLike: 'This file is not a photo we can open (it looks like {looksLike}). Try JPEG, PNG, WebP, AVIF or HEIC.',
  raw: 'This is a raw photo, as a camera keeps it before it is developed. Choose its JPEG, or save one from it.',
  drawing: 'This is a drawing (SVG), not a photo. Save it as PNG or JPEG and choose that.',
  megapixels:
    'This photo has {megapixels} megapixels; up to {limitMegapixels} can be read. Save a smaller copy and try that one.',
  megabytes: 'This file has {megabytes} MB; up to {limitMegabytes} can be read. Save a smaller copy and try that one.',
};

const uk: Sentences = {
  'photo-empty': 'Цей файл порожній. Виберіть інше фото.',
  'photo-not-an-image': 'Цей файл — не фото, яке ми можемо відкрити. Спробуйте JPEG, PNG, WebP, AVIF або HEIC.',
  'photo-broken': 'Це фото пошкоджене або обривається. Спробуйте іншу його копію.',
  'photo-too-large': 'У цьому фото понад 50 мегапікселів. Збережіть меншу копію й спробуйте її.',
  'photo-unsupported': 'Цей браузер не відкриває таких фото. Спробуйте копію у JPEG або PNG.',
  'post-empty': 'Поки що нема чого читати. Додайте фото або напишіть кілька слів.',
  'model-missing':
    'На сервері бракує файла, що читає дописи. Спробуйте пізніше або скажіть тому, хто тримає цю сторінку.',
  'model-altered':
    'Завантажений файл не такий, як має бути, тож його викинуто. Спробуйте ще раз, щоб узяти його наново.',
  'model-invalid':
    'Файл, що читає дописи, не пасує до цієї версії. Перезавантажте сторінку; якщо не допоможе, скажіть тому, хто її тримає.',
  'model-unreachable':
    'Завантаження не пройшло. Перевірте з’єднання і спробуйте ще раз; те, що вже прийшло, збережено.',
  'model-not-loaded': 'Сторінка ще не була готова. Спробуйте ще раз.',
  'engine-missing': 'Файлу тієї частини, що обчислює, немає там, де його шукає сторінка. Скажіть тому, хто її тримає.',
  'device-lost': 'Графічний процесор зник, і замінити його нічим. Почніть знову; ваш допис на місці.',
  'storage-unavailable':
    'Цей браузер не дає сторінці нічого зберігати. Вийдіть із приватного вікна або дозвольте сховище для цього сайту.',
  'storage-newer':
    'Вашу історію відкрила новіша версія Tagweave. Перезавантажте сторінку, щоб отримати її; збережені дописи на місці.',
  'storage-blocked':
    'Вашу історію тримає інша вкладка зі старішою версією Tagweave. Закрийте ту вкладку й перезавантажте цю сторінку.',
  'storage-full':
    'На пристрої немає для цього місця. Видаліть кілька старих дописів або звільніть місце і спробуйте ще раз.',
  'post-forgotten':
    'Цей допис тим часом забуто — тут або в іншій вкладці. Якщо він іще потрібен, збережіть його знову.',
  'history-forgotten':
    'Поки це зберігалося, тут або в іншій вкладці забули все, тож його не збережено. Якщо воно потрібне, збережіть його знову.',
  'history-invalid':
    'Один збережений допис не вдалося прочитати. З іншими все гаразд; видаліть його або перезавантажте сторінку.',
  'archive-unknown':
    'У цих файлах не знайдено дописів. Виберіть резервну копію Tagweave, експорт Instagram, Mastodon, Pixelfed чи Flickr або таблицю CSV з її фото.',
  'archive-html': 'Це експорт у вигляді вебсторінок (HTML). Замовте його в Instagram ще раз і виберіть формат JSON.',
  'archive-broken': 'Цей файл пошкоджений або неповний. Завантажте його ще раз або виберіть іншу копію.',
  'archive-too-large':
    'Цей файл розпаковується у значно більше, ніж містить експорт, тож його не прочитано. Виберіть іншу копію.',
  'archive-newer':
    'Цю резервну копію зробила новіша версія Tagweave. Перезавантажте сторінку, щоб отримати її, і спробуйте ще раз.',
  'archive-locked': 'Ця резервна копія зашифрована. Введіть кодову фразу, з якою її зроблено.',
  'passphrase-wrong':
    'Кодова фраза не відкриває цього файла, або файл змінено. Введіть її ще раз; великі літери й пропуски важать.',
  'encryption-unavailable':
    'Цей браузер шифрує лише на сторінках, що прийшли через https. Відкрийте сторінку через https або обійдіться без кодової фрази.',
  'worker-crashed': 'Те, що читає дописи, зупинилося — можливо, забракло пам’яті. Почніть знову; ваш допис на місці.',
  aborted: 'Читання зупинено.',
  usage: 'Щось запитано так, що воно не працює. Перезавантажте сторінку; підпис збережено.',
  unexpected:
    'Сталося щось, чого не мало статися. Спробуйте ще раз; якщо повториться, перезавантажте сторінку. Підпис збережено.',
  looksLike:
    'Цей файл — не фото, яке ми можемо відкрити (схоже на {looksLike}). Спробуйте JPEG, PNG, WebP, AVIF або HEIC.',
  raw: 'Це необроблене фото (RAW), яке камера зберігає до проявлення. Виберіть його JPEG або збережіть з нього копію.',
  drawing: 'Це малюнок (SVG), а не фото. Збережіть його як PNG або JPEG і виберіть ту копію.',
  megapixels:
    'У цьому фото {megapixels} Мп, а прочитати можна щонайбільше {limitMegapixels}. Збережіть меншу копію й спробуйте її.',
  megabytes:
    'Цей файл має {megabytes} МБ, а прочитати можна щонайбільше {limitMegabytes}. Збережіть меншу копію й спробуйте її.',
};

export const ERROR_SENTENCES: Readonly<Record<Language, Sentences>> = { en, uk };

/** The sentence for an error as it crossed a boundary; a code of a newer engine counts as `unexpected`. */
export function errorSentence(
  language: Language,
  { code, details }: { readonly code: string; readonly details: Readonly<Record<string, string | number>> },
): string {
  const sentences = ERROR_SENTENCES[language];
  const { looksLike } = details;
  if (code === 'photo-not-an-image' && looksLike !== undefined) {
    return formatMessage(language, sentences.looksLike, { looksLike: fileKindIn(language, String(looksLike)) });
  }
  if (code === 'photo-unsupported' && looksLike === 'SVG drawing') return sentences.drawing;
  if (code === 'photo-unsupported' && looksLike === 'raw photo') return sentences.raw;
  if (code === 'photo-too-large' && 'megapixels' in details) {
    return formatMessage(language, sentences.megapixels, details);
  }
  if (code === 'photo-too-large' && 'megabytes' in details) {
    return formatMessage(language, sentences.megabytes, details);
  }
  return Object.hasOwn(sentences, code) ? sentences[code as ErrorCode] : sentences.unexpected;
}
