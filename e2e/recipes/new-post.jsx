import { useState } from 'react';
import 'tagweave/widget';

export function NewPost() {
  const [tags, setTags] = useState([]);
  const [posted, setPosted] = useState('');
  const post = (event) => {
    event.preventDefault();
    setPosted(new FormData(event.currentTarget).get('tags'));
  };
  return (
    <form onSubmit={post}>
      <tagweave-recommender
        name="tags"
        k="3"
        model-base="/models/"
        required
        ontagweave-change={({ detail }) => setTags(detail.tags)}
      >
        <textarea slot="caption" name="caption" aria-label="Caption" />
      </tagweave-recommender>
      <button>Post with {tags.length} tags</button>
      <output>{posted}</output>
    </form>
  );
}
