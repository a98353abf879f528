/**
 * The widget's look. Rules of a shadow root cannot get out. `all: initial` stands inside, since a page's own rules (`* { … }`) win over
 * those of :host: what they give the element is not inherited further. The custom properties are the page's way in, beside ::part().
 */
const CSS = `
:host { display: block; color-scheme: light dark; }
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.widget {
  all: initial;
  --ink: var(--tagweave-ink, light-dark(#16181d, #e9e7e1));
  --paper: var(--tagweave-paper, light-dark(#fbfaf7, #14151a));
  --accent: var(--tagweave-accent, light-dark(#0b7a75, #4fd1c5));
  --on-accent: var(--tagweave-on-accent, light-dark(#ffffff, #0d1f1d));
  --line: var(--tagweave-line, light-dark(rgb(22 24 29 / 50%), rgb(233 231 225 / 46%)));
  --danger: var(--tagweave-danger, light-dark(#a8321f, #ff9a85));
  --radius: var(--tagweave-radius, 8px);
  display: grid;
  gap: var(--tagweave-gap, 12px);
  padding: var(--tagweave-padding, 0);
  background: var(--paper);
  color: var(--ink);
  font: var(--tagweave-font, 15px/1.5 system-ui, sans-serif);
  color-scheme: inherit;
  visibility: inherit;
}
label { display: grid; gap: 4px; }
input, textarea, button { font: inherit; color: inherit; max-width: 100%; border-radius: var(--radius); }
textarea, .own { border: 1px solid var(--line); background: transparent; padding: 8px; min-width: 0; }
textarea { resize: vertical; width: 100%; }
button { min-height: 32px; padding: 4px 12px; border: 1px solid var(--line); background: transparent; cursor: pointer; }
.suggest { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
:disabled { opacity: 0.55; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.own { flex: 1 1 9em; }
ul { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
li { display: inline-flex; align-items: center; border: 1px solid var(--line); border-radius: var(--radius); }
li bdi { padding: 2px 0 2px 10px; overflow-wrap: anywhere; }
li button { border: 0; min-width: 32px; padding: 0; line-height: 1; }
.quiet { margin: 0; font-size: 0.875em; }
.trouble { color: var(--danger); }
progress { width: 100%; accent-color: var(--accent); }
`;

const sheets = new WeakMap<Window, CSSStyleSheet>();

/** The sheet of a document: a constructed one works under any policy, and all widgets of a page share it. */
export function styleSheetOf(view: Window & typeof globalThis): CSSStyleSheet {
  const known = sheets.get(view);
  if (known !== undefined) return known;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(CSS);
  sheets.set(view, sheet);
  return sheet;
}
