import { TagweaveError } from '../../domain/errors/errors.ts';
import type { Catalogue } from '../../domain/models/encoder-manifest.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { networkManifestSchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest } from '../../domain/models/network-manifest.ts';
import type { OwnEncoderManifestInput } from '../../domain/models/own-encoder-manifest.ts';
import { joinAddress } from '../../encoders/download/byte-source.ts';
import { checked, encoderOf, ownEncoder, readCatalogue, readManifest } from '../../encoders/models/catalogue.ts';
import type { EncoderModel, FoundManifest } from '../../encoders/models/catalogue.ts';
import type { Fetchable } from '../../encoders/models/fetch-models.ts';
import type { EncoderPlatform } from '../../encoders/platform.ts';
import { storedManifest } from '../../encoders/models/stored-networks.ts';

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

/** The page's choice: also a network trained on this device. */
export interface LocalChoice extends ModelChoice {
  /** `id@revision`; one that is no longer there gives way to `network`. */
  readonly ownNetwork?: string | undefined;
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
  choice: LocalChoice,
  signal?: AbortSignal,
): Promise<ChosenModels> {
  const { downloader } = platform;
  const { base } = choice;
  const catalogue = await readCatalogue(downloader.source, base, signal);
  const find = (name: string) => readManifest(downloader.source, base, catalogue, name, signal);
  const own = choice.ownNetwork === undefined ? null : await storedManifest(downloader.cache, choice.ownNetwork);
  const network =
    own !== null && isFor(own, catalogue)
      ? { manifest: own, base: '', cached: true }
      : await shippedNetwork(choice.network ?? catalogue.default.network ?? null, find, platform.keeps(base));
  const { manifest } = network;
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
  return { photo, caption, network };
}

/** Whether the encoders that a network trained here was made with are still those of the catalogue; a page that was updated may have others. */
function isFor({ network: { photo, caption } }: NetworkManifest, { models }: Catalogue): boolean {
  const refs = models.map(modelRef);
  return refs.includes(photo.encoder) && refs.includes(caption.encoder);
}

/** A network of the catalogue. */
async function shippedNetwork(
  id: string | null,
  find: (id: string) => Promise<FoundManifest>,
  cached: boolean,
): Promise<ChosenModels['network']> {
  if (id === null) {
    throw new TagweaveError(
      'model-missing',
      'There is no network here that could recommend hashtags. Name another folder of models.',
      {
        details: { file: 'catalogue.json' },
      },
    );
  }
  const { base, json } = await find(id);
  return { manifest: checked(networkManifestSchema, json, joinAddress(base, 'manifest.json')), base, cached };
}
