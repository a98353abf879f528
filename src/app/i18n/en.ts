import { dataEn } from './data-en.ts';
import { tasteEn } from './taste-en.ts';
import type { Message } from './format.ts';

/** English: the catalogue that every other one must match, key for key (tested). Sentences a person would say. */
export const en = {
  ...dataEn,
  ...tasteEn,
  lead: 'Drop a photo. Get the few hashtags that fit. Nothing leaves this device.',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  again: 'Try again',

  'nav.label': 'Main',
  'nav.skip': 'Skip to the post',
  'nav.compose': 'New post',
  'nav.history': 'History',
  'nav.taste': 'Your taste',
  'nav.settings': 'Settings',
  'view.loading': 'One moment…',

  'photo.choose': 'Choose a photo',
  'photo.camera': 'Take a photo',
  'photo.hint': 'Or drop it anywhere on this page, or paste it. Several at once are fine.',
  'photo.dropNow': 'Let go to read it here, on this device',
  'photo.alt': 'Your photo',
  'photo.altNamed': 'Your photo {name}',
  'photo.another': 'Another photo',
  'photo.remove': 'Remove',
  'photo.without': 'Go on without it',
  'photo.looked': 'Where it looked',
  'photo.even': 'At all of it alike',
  'photo.noPreview': 'This browser cannot show {name}, but it may still be read.',

  'camera.take': 'Take it',
  'camera.picture': 'The camera’s picture',
  'camera.denied':
    'The camera is not allowed for this page. Allow it in the browser’s address bar, or choose a file instead.',
  'camera.none': 'No camera was found. Choose a file instead.',
  'camera.failed': 'The camera did not start; another app may be using it. Close that one, or choose a file instead.',

  'sample.label': 'No photo at hand? Try one of these:',
  'sample.puppy': 'Puppy',
  'sample.cat': 'Cat',
  'sample.coffee': 'Coffee',
  'sample.failed': 'The sample did not come. Check the connection, or choose a photo of your own.',

  'share.failed': 'What you shared did not arrive. Share it once more, or choose the photo here.',
  'drafts.partly':
    'These are too many photos to keep aside: if the page closes, the last ones have to be added again. Captions and tags are kept.',

  'caption.label': 'Caption',
  'caption.placeholder': 'What is the post about? Any language, or nothing at all.',
  'caption.left': { one: '{count} character left on {platform}', other: '{count} characters left on {platform}' },
  'caption.over': {
    one: '{count} character too long for {platform}',
    other: '{count} characters too long for {platform}',
  },

  'words.press': 'What counted. Press a word to see its part of the photo.',
  'words.read': 'What counted',
  'words.share': '{share} of the caption’s weight',
  'words.cut': 'The caption is long: only its beginning counted.',

  'regions.label': 'Parts of the photo. Press one to see the words that go with it.',
  'regions.cell': 'Row {row}, column {column}: {share} of the look',

  'step.photo': 'Reading the photo…',
  'step.caption': 'Reading the caption…',
  'step.tags': 'Choosing tags…',
  'step.of': '{what} {at} of {of}',

  'engine.size': '{size} to download, once. It starts when you add a photo or a caption.',
  'engine.sizeMetered':
    '{size} to download, once. Your device is set to save data, so it starts only when you press the button.',
  'engine.now': 'Download now',
  'engine.starting': 'Getting ready…',
  'engine.preparing': 'Getting ready…',
  'engine.progress': 'Downloading, once: {received} of {total}',
  'engine.bar': 'Download',
  'engine.stopped': 'Download stopped at {received} of {total}.',
  'engine.resume': 'Go on',
  'engine.restart': 'Start again',

  'part.caption': 'Caption',
  'part.photo': 'Photo',
  'part.you': 'You',
  'part.head': 'You, learnt',

  'gate.title': 'Caption or photo',
  'gate.label': 'How much the photo counts against the caption',
  'gate.shares': 'caption {caption}, photo {photo}',
  'gate.valueOwn': '{shares}, as Tagweave chose',
  'gate.valueAsked': '{shares}, as you ask',
  'gate.own': 'It listened: {shares}. Drag to see what changes.',
  'gate.asked': 'What if: {shares}.',
  'gate.back': 'Back',
  'gate.withoutCaption': 'No caption',
  'gate.withoutPhoto': 'No photo',

  'platform.label': 'for',

  'tags.title': 'Tags',
  'tags.waiting': 'Add a photo or write a caption, and the tags that fit appear here.',
  'tags.soon': 'The tags come as soon as everything is here.',
  'tags.none': 'Nothing fits well enough. Say a little more in the caption, or type your own tag.',
  'tags.own': 'Your own tag',
  'tags.add': 'Add',
  'tags.added': 'Added {tags}',
  'tags.count': { one: '{count} tag', other: '{count} tags' },
  'tags.countOf': '{count} of {cap} on {platform}',
  'tags.dropped': '{platform} will not take {tags}; it is left out of the copy.',
  'tags.removed': 'Not these:',
  'tags.bringBack': 'Bring back',
  'tags.broughtBack': '{tag} is back',
  'tags.remove': 'Remove {tag}',
  'tags.takenAway': 'Removed {tag}',
  'tags.replaced': 'Removed {tag}; {next} came instead',
  'tags.moved': '{tag} is now {place} of {of}',
  'tags.earlier': 'Earlier',
  'tags.later': 'Later',
  'tags.help':
    'Enter keeps a tag, Delete removes it, the arrow keys go from tag to tag, Alt with an arrow key moves the tag.',
  'tags.hold': 'Hold a tag to see why it is here.',
  'tags.spoken': { one: '{count} tag: {tags}', other: '{count} tags: {tags}' },

  'reason.caption': 'Mostly the caption',
  'reason.photo': 'Mostly the photo',
  'reason.history': 'Mostly your own posts',
  'reason.head': 'Mostly what your kept and removed tags taught',
  'reason.named': 'Mostly the caption: it names this tag of yours',
  'reason.both': 'The photo and the caption alike',
  'reason.all': 'The photo, the caption and your own posts alike',
  'reason.common': 'Not much here asks for it; it is a common tag',
  'reason.near': 'Mostly your posts like this one',
  'reason.usual': 'Mostly your habit',
  'reason.used': { one: 'you used it in {count} post', other: 'you used it in {count} posts' },
  'reason.typed': 'Your own tag; it was not among the suggestions.',
  'reason.bias': 'How common it is',
  'reason.total': 'Together',
  'reason.score': 'Score {total} of 100: {parts} from these, + {together} for tags that go together.',
  'reason.scoreOwn':
    'Score {total} of 100: {parts} from these, + {together} for tags that go together, + {own} for your own tags.',
  'reason.scoreOnlyOwn': 'Score {total} of 100, all of it for your own tags: only your posts know this one.',
  'reason.depends': 'How much photo and caption weigh is decided by looking at both.',

  'copy.label': 'Take the tags with you',
  'copy.button': { one: 'Copy {count} tag', other: 'Copy {count} tags' },
  'copy.style': 'How to copy',
  'copy.hashLine': '#a #b',
  'copy.plainLine': 'a, b without #',
  'copy.oneALine': 'One a line',
  'copy.captionAndTags': 'Caption + tags',
  'copy.done': { one: '{count} tag copied', other: '{count} tags copied' },
  'copy.failed': 'The clipboard is closed to this page. Select the tags below and copy them by hand.',
  'copy.share': 'Share',

  'keep.button': 'Keep this post',
  'keep.again': 'Keep the changes',
  'keep.done': 'Kept on this device. Your next tags will know it.',
  'keep.updated': 'Changes kept.',
  'keep.undone': 'Forgotten again.',
  'keep.next': 'Next post',

  'queue.label': 'Posts',
  'queue.post': 'Post {place}',
  'queue.blank': 'empty',
  'queue.waiting': 'waiting',
  'queue.working': 'being read',
  'queue.done': 'ready',
  'queue.failed': 'not read',
  'queue.cancel': 'Cancel reading {name}',
  'queue.remove': 'Remove {name}',
  'queue.progress': '{done} of {count} ready',
  'queue.copyAll': 'Copy all',
  'queue.copied': { one: 'Tags of {count} post copied', other: 'Tags of {count} posts copied' },

  'history.title': 'History',
  'history.search': 'Search captions and tags',
  'history.empty':
    'Posts you keep appear here, on this device only. The more of them, the better the tags know your way of tagging.',
  'history.start': 'Start a post',
  'history.count': { one: '{count} post', other: '{count} posts' },
  'history.found': { one: '{count} post found', other: '{count} posts found' },
  'history.page': 'Posts {from} to {to}',
  'history.from': 'Post of {date}',
  'history.edit': 'Edit:',
  'history.forget': 'Forget “{name}”',
  'history.forgotten': 'Forgotten. It no longer counts for your tags.',
  'history.saved': 'Changes saved.',
  'history.storage': '{size} used on this device, downloads included',
  'history.wipe': 'Forget everything',
  'history.wiped': 'Everything is forgotten.',
  'history.bring': 'Or bring posts in from elsewhere',
  'history.data': 'Save a copy, bring posts in',
  'wipe.title': 'Forget all posts?',
  'wipe.text':
    'All kept posts, their small pictures, what was learnt from them and your lists of tags go from this device. This cannot be undone.',
  'wipe.no': 'Keep them',
  'wipe.yes': 'Forget everything',

  'settings.title': 'Settings',
  'settings.look': 'Look',
  'settings.language': 'Language',
  'settings.theme': 'Light or dark',
  'settings.auto': 'As the device',
  'settings.light': 'Light',
  'settings.dark': 'Dark',
  'settings.tags': 'Tags',
  'settings.count': 'Number of tags',
  'settings.countAuto': 'As the platform',
  'settings.countCap': '{platform} takes at most {cap}.',
  'settings.countFree': 'This platform sets no limit; 5 if you do not choose.',
  'settings.history': 'Learn from my posts',
  'settings.historyHint': 'Posts you have kept take part in new suggestions.',
  'settings.data': 'Save a copy, bring posts in, forget',
  'settings.version': 'Tagweave {version}, MIT licence',

  'models.title': 'What reads your posts',
  'models.about': 'Everything runs on this device. The licences stand in each model’s card beside its files.',
  'models.photo': 'Reads photos',
  'models.caption': 'Reads captions',
  'models.network': 'Chooses tags',
  'models.size': 'Size of all files',
  'models.readsOn': 'Photos and captions are read on',
  'models.choosesOn': 'Tags are chosen on',
  'backend.webgpu': 'graphics processor (WebGPU)',
  'backend.wasm': 'processor (WebAssembly)',
  'backend.cpu': 'processor (JavaScript)',
  'backend.native': 'processor',

  'privacy.before': 'Photos and captions stay on this device. Requests are counted here once it is ready.',
  'privacy.count': {
    one: '{count} request left this page since the models loaded.',
    other: '{count} requests left this page since the models loaded.',
  },
  'privacy.elsewhere': {
    one: '{count} request went to another site.',
    other: '{count} requests went to another site.',
  },

  'notice.device': 'The graphics processor went away, so the work goes on without it. It may be a little slower.',
  'notice.memory':
    'This browser does not let the page store anything, so kept posts last only until it is closed. Private windows often do this.',

  'notice.damaged': 'A kept post on this device is damaged and is left out. The others are fine.',
  'notice.full':
    'There is no room left on this device, so this post lasts only until the page is closed. Forget some posts or free some space, and it is kept.',
  'notice.copy': 'Save a copy',

  'update.ready': 'A new version of Tagweave is ready. What you are writing stays as it is when you start it.',
  'update.apply': 'Start it',

  'error.photo-empty': 'This file is empty. Choose another photo.',
  'error.photo-not-an-image': 'This file is not a photo we can open. Try JPEG, PNG, WebP, AVIF or HEIC.',
  'error.photo-not-an-image.known':
    'This file is not a photo we can open (it looks like {looksLike}). Try JPEG, PNG, WebP, AVIF or HEIC.',
  'error.photo-broken': 'This photo is damaged or ends too early. Try another copy of it.',
  'error.photo-too-large': 'This photo has more than 50 megapixels. Save a smaller copy and try that one.',
  'error.photo-unsupported': 'This browser cannot open this kind of photo. Try a JPEG or PNG copy of it.',
  'error.post-empty': 'There is nothing to read yet. Add a photo or write a few words.',
  'error.model-missing':
    'A file that reads posts is missing on the server. Try again later, or tell whoever runs this page.',
  'error.model-altered':
    'A downloaded file is not what it should be, so it was thrown away. Try again to fetch it anew.',
  'error.model-invalid':
    'A file that reads posts does not fit this version. Reload the page; if that does not help, tell whoever runs it.',
  'error.model-unreachable':
    'The download did not get through. Check the connection and try again; what has come already is kept.',
  'error.model-not-loaded': 'The page was not ready yet. Try again.',
  'error.device-lost':
    'The graphics processor went away and nothing else could take over. Start again; your post is still here.',
  'error.storage-unavailable':
    'This browser does not let the page store anything. Leave the private window, or allow storage for this site.',
  'error.storage-full':
    'There is no room left on this device for it. Forget some old posts or free some space, then try again.',
  'error.history-invalid': 'A kept post could not be read. The others are fine; forget this one, or reload the page.',
  'error.archive-unknown':
    'No posts were found in these files. Choose a Tagweave copy, an export of Instagram, Mastodon, Pixelfed or Flickr, or a CSV table with its photos.',
  'error.archive-html':
    'This is the export as web pages (HTML). Ask Instagram for it once more and choose the format JSON.',
  'error.archive-broken': 'This file is damaged or not complete. Download it again, or choose another copy.',
  'error.archive-newer':
    'This copy was saved by a newer version of Tagweave. Reload the page to get that version, then try again.',
  'error.archive-locked': 'This copy is encrypted. Type the passphrase it was saved with.',
  'error.passphrase-wrong':
    'The passphrase does not open this file, or the file was changed. Type it again; capital letters and spaces count.',
  'error.encryption-unavailable':
    'This browser encrypts only on pages that came by https. Open the page by https, or go on without a passphrase.',
  'error.worker-crashed':
    'What reads your posts has stopped, perhaps for want of memory. Start again; your post is still here.',
  'error.aborted': 'Reading was stopped.',
  'error.usage': 'Something was asked in a way that does not work. Reload the page; your caption is kept.',
  'error.unexpected':
    'Something went wrong that should not. Try again; if it happens again, reload the page. Your caption is kept.',
} as const satisfies Readonly<Record<string, Message>>;
