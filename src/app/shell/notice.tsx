import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { fetched } from '../ui/controls/fetched.tsx';

/** Not for the first screen: fetched when there is something to say. */
const NoticeWords = fetched(async () => (await import('./notice-words.tsx')).NoticeWords);

/** What the engine had to change on its own, said once: another backend, history in memory only. */
export function Notice() {
  const { engine } = useModel();
  const notice = useStore(engine.store, (value) => value.notice);
  return <div role="status">{notice !== null && <NoticeWords notice={notice} />}</div>;
}
