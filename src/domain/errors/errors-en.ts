import type { ErrorSentences } from './error-sentence.ts';

/** What is said of errors, in English. */
export const errorsEn: ErrorSentences = {
  'photo-empty': 'This file is empty. Choose another photo.',
  'photo-not-an-image': 'This file is not a photo we can open. Try JPEG, PNG, WebP, AVIF or HEIC.',
  'photo-broken': 'This photo is damaged or ends too early. Try another copy of it.',
  'photo-too-large': 'This photo has more than 200 megapixels. Save a smaller copy and try that one.',
  'photo-unsupported': 'This browser cannot open this kind of photo. Try a JPEG or PNG copy of it.',
  'photo-hidden':
    'This browser hides the pixels of photos from pages (a protection against fingerprinting). Take the photo out and describe it in the caption, or open this page in a browser or profile without that protection.',
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
