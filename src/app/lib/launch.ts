/** The part of the Launch Handler API that is used; TypeScript's DOM types do not have it yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly targetURL?: string | null }) => void): void;
}

/**
 * The installed app is opened again while it runs (manifest: `focus-existing`): the open window shows the asked view instead of
 * being loaded anew, so that the post on the table stays. A plain launch changes nothing.
 */
export function followLaunches(target: object, go: (hash: string) => void): void {
  (target as { readonly launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ targetURL }) => {
    const hash = typeof targetURL === 'string' ? new URL(targetURL).hash : '';
    if (hash !== '') go(hash);
  });
}
