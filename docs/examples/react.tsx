import { useState } from 'react';
import type { FormEvent } from 'react';
import { useRecommender } from 'tagweave/react';

/** A caption and its tags. The models are downloaded when somebody asks for tags, not before. */
export function CaptionTags() {
  const { phase, receivedBytes, totalBytes, recommend } = useRecommender({ modelBase: '/models/', history: 'off' });
  const [answer, setAnswer] = useState('');
  const suggest = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const caption = String(new FormData(event.currentTarget).get('caption'));
    recommend({ photo: null, caption }, { count: 3 }).then(
      ({ tags }) => setAnswer(tags.map(({ label }) => `#${label}`).join(' ')),
      (error: Error) => setAnswer(error.message), // it says what to do
    );
  };
  return (
    <form onSubmit={suggest}>
      <input name="caption" aria-label="Caption" />
      <button disabled={phase === 'loading'}>Suggest</button>
      {phase === 'loading' && <progress value={receivedBytes} max={totalBytes || 1} />}
      <output>{answer}</output>
    </form>
  );
}
