import { TagweaveError } from '../../domain/errors/errors.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { networkManifestSchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest } from '../../domain/models/network-manifest.ts';
import type { OwnEncoderManifestInput } from '../../domain/models/own-encoder-manifest.ts';
import { joinAddress } from '../../encoders/download/byte-source.ts';
import { checked, encoderOf, ownEncoder, readCatalogue, readManifest } from '../../encoders/models/catalogue.ts';
import type { EncoderModel } from '../../encoders/models/catalogue.ts';
import type { Fetchable } from '../../encoders/models/fetch-models.ts';
import type { EncoderPlatform } from '../../encoders/platform.ts';

/** An encoder of one's own: a manifest (sums and byte counts may be absent) and the folder or host of its files. */
export interface OwnEncoder {
  readonly manifest: OwnEncoderManifestInput;
  readonly base: string;
}

export interface ModelChoice {
  /** Folder or URL that holds `catalogue.json`. */
  readonly base: string;
  /** Id of a network of the catalogue; its encoders follow from it. Default: the catalogue's. */
  readonly network?: string | undefined;
  /** Encoders from elsewhere; they must be the ones that the network was trained with (`id@revision`). */
  readonly photoEncoder?: OwnEncoder | undefined;
  readonly captionEncoder?: OwnEncoder | undefined;
}

/** The three models that belong together, described but not fetched. */
export interface ChosenModels {
  readonly photo: EncoderModel;
  readonly caption: EncoderModel;
  readonly network: Fetchable & { readonly manifest: NetworkManifest };
}

/**
 * Finds a network of the catalogue and its encoders. Asked anew for each loading: a host may have been repaired or updated meanwhile.
 * @throws TagweaveError `model-missing`, `model-unreachable`, `model-altered`, `model-invalid` when encoder and network do not belong together
 */
export async function chooseModels(
  platform: Pick<EncoderPlatform, 'downloader' | 'keeps'>,
  choice: ModelChoice,
  signal?: AbortSignal,
): Promise<ChosenModels> {
  const { downloader } = platform;
  const { base } = choice;
  const catalogue = await readCatalogue(downloader.source, base, signal);
  const id = choice.network ?? catalogue.default.network;
  if (id === null || id === undefined) {
    throw new TagweaveError(
      'model-missing',
      'There is no network here that could recommend hashtags. Name another folder of models.',
      {
        details: { file: 'catalogue.json' },
      },
    );
  }
  const find = (name: string) => readManifest(downloader.source, base, catalogue, name, signal);
  const found = await find(id);
  const manifest = checked(networkManifestSchema, found.json, joinAddress(found.base, 'manifest.json'));
  const encoder = async (seat: 'photo' | 'caption', own: OwnEncoder | undefined): Promise<EncoderModel> => {
    const { encoder: wanted, width } = manifest.network[seat];
    const model =
      own === undefined
        ? encoderOf(await find(wanted.slice(0, wanted.lastIndexOf('@'))), platform.keeps(base))
        : ownEncoder(own.manifest, own.base, platform.keeps(own.base));
    const ref = modelRef(model.manifest);
    if (ref !== wanted) {
      throw new TagweaveError(
        'model-invalid',
        `The network ${manifest.name} was trained with ${wanted}, but here is ${ref}. Choose the encoder that belongs to it.`,
        {
          details: { expected: wanted, found: ref },
        },
      );
    }
    const rows = seat === 'photo' ? manifest.network.photo.rows : model.manifest.dims.rows;
    if (model.manifest.dims.width !== width || model.manifest.dims.rows !== rows) {
      throw new TagweaveError(
        'model-invalid',
        `${ref} gives ${model.manifest.dims.rows}×${model.manifest.dims.width} numbers, the network ${manifest.name} expects ${rows}×${width}.`,
        { details: { expected: width, found: model.manifest.dims.width } },
      );
    }
    return model;
  };
  const [photo, caption] = await Promise.all([
    encoder('photo', choice.photoEncoder),
    encoder('caption', choice.captionEncoder),
  ]);
  return { photo, caption, network: { manifest, base: found.base, cached: platform.keeps(base) } };
}
