import { createRecommender, formatTags, platformRule } from 'tagweave';

/** One line of tags for a photo and a caption, as Instagram takes them. */
export async function suggest(photo: Blob | null, caption: string): Promise<string> {
  const recommender = createRecommender({ modelBase: '/models/', history: 'off' });
  recommender.on((event) => {
    if (event.type === 'download') console.log(`${event.receivedBytes} of ${event.totalBytes} bytes`);
  });
  try {
    // Downloads the models the first time; afterwards they come from the browser's cache.
    const { tags } = await recommender.recommend({ photo, caption, k: 5 });
    return formatTags(tags, 'hash-line', platformRule('instagram'));
  } finally {
    await recommender.dispose();
  }
}
