import { createRecommender } from 'tagweave';
import 'tagweave/widget';

/** Labels for a caption, by an engine of its own: what every host of packaging/hosts has to be able to do. */
globalThis.tagsOf = async (caption) => {
  const recommender = createRecommender({ modelBase: '/models/', history: 'off' });
  try {
    await recommender.load();
    const { tags } = await recommender.recommend({ caption }, { count: 3 });
    return tags.map(({ label }) => label);
  } finally {
    await recommender.dispose();
  }
};
