import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { doorsRule } from './doors-rule.mjs';

RuleTester.describe = describe;
RuleTester.it = it;

const options = [{ src: '/x/src', rooms: { app: ['domain'], history: ['domain'], domain: [] } }];
const shut = [{ messageId: 'shut' }];

new RuleTester().run('doors', doorsRule, {
  valid: [
    { code: "import '../domain/a.ts'", filename: '/x/src/app/b.ts', options },
    { code: "import '../history/a.ts'", filename: '/x/src/app/compose/b.ts', options },
    { code: "import 'react'", filename: '/x/src/app/b.ts', options },
    { code: "import '../history/a.ts'", filename: '/x/e2e/b.ts', options },
  ],
  invalid: [
    { code: "import '../../history/a.ts'", filename: '/x/src/app/compose/b.ts', options, errors: shut },
    { code: "const a = import('../history/a.ts')", filename: '/x/src/app/b.ts', options, errors: shut },
    { code: "export { a } from '../app/a.ts'", filename: '/x/src/domain/b.ts', options, errors: shut },
    { code: "export * from '../app/a.ts'", filename: '/x/src/history/b.ts', options, errors: shut },
  ],
});
