// Writes THIRD_PARTY.md: packages and weights that reach a person, with their licences.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/steps.mjs';
import { thirdParty } from './lib/third-party.mjs';

writeFileSync(join(ROOT, 'THIRD_PARTY.md'), thirdParty());
