'use client';
import { useEffect } from 'react';
import { RecommenderProvider, useRecommender } from 'tagweave/react';
import 'tagweave/widget';

/** The engine of the provider above, by a name that the trial calls (packaging/hosts.mjs). */
function TagsOf() {
  const { recommend } = useRecommender();
  useEffect(() => {
    globalThis.tagsOf = async (caption) => {
      const { tags } = await recommend({ caption }, { count: 3 });
      return tags.map(({ label }) => label);
    };
  }, [recommend]);
  return null;
}

export function Tags() {
  return (
    <RecommenderProvider options={{ modelBase: '/models/', history: 'off' }}>
      <TagsOf />
      <tagweave-recommender k="3" model-base="/models/" />
    </RecommenderProvider>
  );
}
