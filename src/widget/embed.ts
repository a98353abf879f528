import './define.ts';
import { PROTOCOL, readMessage, readOrigins } from './embed-protocol.ts';
import type { FrameMessage } from './embed-protocol.ts';

/** What the frame's address may say: `embed.html?platform=mastodon&lang=uk&history=own`. */
const FROM_ADDRESS = ['k', 'platform', 'lang', 'tag-language', 'theme', 'history'];

const query = new URLSearchParams(location.search);
const widget = document.createElement('tagweave-recommender');
for (const name of FROM_ADDRESS) {
  const value = query.get(name);
  if (value !== null) widget.setAttribute(name, value);
}
document.body.append(widget);

/** Who may talk to this frame: the list beside it, and pages of its own host. */
const allowed = fetch(new URL('embed-origins.json', location.href))
  .then(async (response) => readOrigins(await response.json()))
  .catch((): string[] => [])
  .then((origins) => new Set([...origins, location.origin]));

/** The page, once it has said hello from an origin of the list. */
let page: { readonly window: Window; readonly origin: string } | null = null;

function tell(message: FrameMessage): void {
  page?.window.postMessage({ tagweave: PROTOCOL, ...message }, page.origin);
}

async function hear({ data, source, origin }: MessageEvent<unknown>): Promise<void> {
  if (source !== window.parent || !(await allowed).has(origin)) return;
  const message = readMessage(data);
  if (message === 'foreign') return;
  page = { window: window.parent, origin };
  if (message === 'version' || message === 'wrong') {
    const why =
      message === 'version'
        ? `This frame speaks version ${String(PROTOCOL)} of the messages.`
        : 'This message is not understood; see docs/embedding.md.';
    tell({ type: 'error', code: 'usage', message: why });
    return;
  }
  switch (message.type) {
    case 'hello':
      tell({ type: 'hello', versions: [PROTOCOL] });
      tell({ type: 'size', heightPixels: document.documentElement.scrollHeight });
      break;
    case 'configure':
      for (const [name, value] of Object.entries(message.attributes)) widget.setAttribute(name, value);
      break;
    case 'recommend':
      try {
        const { tags } = await widget.recommend(message);
        tell({ type: 'result', id: message.id, tags: tags.map(({ key, label }) => ({ key, label })) });
      } catch (error) {
        const { code = 'unexpected', message: text } = error as { code?: never; message: string };
        tell({ type: 'error', id: message.id, code, message: text });
      }
  }
}

window.addEventListener('message', (event) => void hear(event));
widget.addEventListener('tagweave-change', ({ detail }) => {
  tell({ type: 'change', ...detail });
});
widget.addEventListener('tagweave-ready', ({ detail }) => {
  tell({ type: 'ready', ...detail });
});
widget.addEventListener('tagweave-progress', ({ detail }) => {
  tell({ type: 'progress', progress: detail });
});
widget.addEventListener('tagweave-error', ({ detail }) => {
  tell({ type: 'error', ...detail });
});
new ResizeObserver(() => {
  tell({ type: 'size', heightPixels: document.documentElement.scrollHeight });
}).observe(document.body);
