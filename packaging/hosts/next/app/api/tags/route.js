import { createRecommender } from 'tagweave/node';

export const dynamic = 'force-dynamic';

export async function GET(request) {
  const recommender = createRecommender();
  await recommender.load();
  const { tags } = await recommender.recommend({ caption: new URL(request.url).searchParams.get('caption') });
  await recommender.dispose();
  return Response.json(tags.map(({ label }) => label));
}
