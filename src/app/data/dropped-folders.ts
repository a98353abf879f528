import type { PickedFile } from '../../domain/post/import.ts';
import { filesIn, together } from '../ui/file-entries.ts';

/** Everything that was dropped, folders with all that is in them. To be called during the event; the reading goes on after it. */
export async function droppedFiles(
  transfer: DataTransfer,
): Promise<{ readonly files: readonly PickedFile[]; readonly unread: number }> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = [...transfer.files].map((file) => ({ path: file.name, file }));
  if (entries.length === 0) return { files, unread: 0 };
  return together(await Promise.all(entries.map((entry) => filesIn(entry))));
}
