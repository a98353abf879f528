import { createRecommender } from 'tagweave/node';

const [file = '', caption = ''] = process.argv.slice(2);
const recommender = createRecommender(); // the models that came with the package
const { tags } = await recommender.recommend({ photo: file, caption });
for (const { label, probability } of tags) console.log(`#${label} ${probability.toFixed(2)}`);
await recommender.dispose();
