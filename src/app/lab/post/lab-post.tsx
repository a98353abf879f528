import { useId, useState } from 'react';
import type { EarlierDraft, Seen } from '../../../lab/see-post.ts';
import { activePost } from '../../post/post.ts';
import { PickButton } from '../../compose/photo/pick-button.tsx';
import { samplePhoto } from '../../ui/pictures/sample-photos.ts';
import { useModel } from '../../model.ts';
import { useObjectUrl } from '../../ui/pictures/use-object-url.ts';
import { PostSteps } from './post-steps.tsx';
import { postWords } from '../words/post-words.ts';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { useOwnWorker } from '../parts/lab-part-worker.ts';
import type { WhatIf } from './what-if.ts';
import { usePartWords } from '../words/words.ts';
import './lab-post.css';

const NETWORKS = [
  'design-vit-weighted',
  'design-vit-sum',
  'design-cnn-weighted',
  'design-cnn-sum',
  'design-everyday',
] as const;
const L = 5;
const K = 7;

/** One post, and every step that the network makes of it. */
export default function LabPost() {
  const w = usePartWords(postWords);
  const id = useId();
  const { compose, engine } = useModel();
  const ask = useOwnWorker();
  const task = useLabTask<{
    readonly seen: Seen;
    readonly earlier: readonly EarlierDraft[];
    readonly photo: Blob | null;
  }>();
  const [network, setNetwork] = useState<(typeof NETWORKS)[number]>('design-vit-weighted');
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [caption, setCaption] = useState('');
  const [withHistory, setWithHistory] = useState(true);
  const [whatIf, setWhatIf] = useState<WhatIf>({ gate: null, beta: null });
  const url = useObjectUrl(photo);
  const empty = photo === null && caption.trim() === '';

  const look = (change: WhatIf): void => {
    setWhatIf(change);
    task.start(async (calls) => {
      const page = withHistory ? await engine.recommender().history({ limit: L }) : { posts: [] };
      const earlier = [...page.posts]
        .reverse()
        .map((post) => ({ photo: post.thumbnail, caption: post.caption, tags: post.tags }))
        .filter((post) => post.photo !== null || post.caption.trim() !== '');
      const seen = await ask('see', { network, photo, caption, earlier, ...change, k: K }, calls);
      return { seen, earlier, photo };
    });
  };
  const takeTable = (): void => {
    const post = activePost(compose.store.get());
    setPhoto(post.photo);
    setCaption(post.caption);
  };

  return (
    <>
      <section className="lab__part" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{w('input')}</h2>
        <div className="lab__run">
          <PickButton
            className="button"
            label={w('pick')}
            onPick={([file]) => {
              setPhoto(file ?? null);
            }}
          >
            {w('pick')}
          </PickButton>
          <button type="button" className="button" onClick={takeTable}>
            {w('table')}
          </button>
          <button type="button" className="button" onClick={() => void samplePhoto('puppy.webp').then(setPhoto)}>
            {w('sample')}
          </button>
          {photo !== null && (
            <button
              type="button"
              className="button button--quiet"
              onClick={() => {
                setPhoto(null);
              }}
            >
              {w('noPhoto')}
            </button>
          )}
        </div>
        {url !== null && <img className="see__small" src={url} alt="" />}
        <label>
          <span className="label">{w('caption')}</span>
          <textarea
            className="field"
            rows={2}
            value={caption}
            onChange={(event) => {
              setCaption(event.target.value);
            }}
          />
        </label>
        <div className="lab__choices">
          <label className="lab__field">
            <span className="label">{w('network')}</span>
            <select
              className="field"
              value={network}
              onChange={(event) => {
                setNetwork(NETWORKS.find((one) => one === event.target.value) ?? 'design-vit-weighted');
              }}
            >
              {NETWORKS.map((name) => (
                <option key={name} value={name}>
                  {w(`network.${name}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="see__check">
            <input
              type="checkbox"
              checked={withHistory}
              onChange={(event) => {
                setWithHistory(event.target.checked);
              }}
            />
            {w('earlier')}
          </label>
        </div>
        <TaskLine
          task={task}
          label={w('run')}
          note={empty ? w('empty') : w('size')}
          progress={(done, of) => w('progress', { done, of })}
          disabled={empty}
          onStart={() => {
            look({ gate: null, beta: null });
          }}
        />
      </section>
      {task.answer !== null && <PostSteps {...task.answer} whatIf={whatIf} onWhatIf={look} />}
    </>
  );
}
