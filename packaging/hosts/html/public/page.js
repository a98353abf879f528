import { createRecommender } from './widget/tagweave.js';

/** As ../../use-tagweave.js, without a bundler. */
globalThis.tagsOf = async (caption) => {
  const { tags } = await createRecommender({ history: 'off' }).recommend({ caption, k: 3 });
  return tags.map(({ label }) => label);
};
