import type { InferInput } from 'valibot';
import { expectTypeOf, it } from 'vitest';
import type { ownEncoderManifestSchema } from './encoder-manifest.ts';
import type { OwnEncoderManifestInput } from './own-encoder-manifest.ts';

it('is what the schema takes (checked by the compiler)', () => {
  expectTypeOf<OwnEncoderManifestInput>().toExtend<InferInput<typeof ownEncoderManifestSchema>>();
  expectTypeOf<InferInput<typeof ownEncoderManifestSchema>>().toExtend<OwnEncoderManifestInput>();
});
