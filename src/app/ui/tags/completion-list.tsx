import type { KnownTag } from '../../../domain/tags/known-tag.ts';
import { useLocale } from '../../i18n/locale.ts';
import type { CompletionListProps } from './use-tag-completion.ts';
import './completion-list.css';

/** Below a field: the hashtags that what is typed may become, each with how often it was used. */
export function CompletionList({ id, options, active, onPick }: CompletionListProps) {
  const { t } = useLocale();
  if (options.length === 0) return null;
  return (
    <div className="completions" id={id} role="listbox" aria-label={t('complete.label')}>
      {options.map((tag, index) => (
        // The keys are the field's: it keeps the focus, and names the option that is chosen.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={tag.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="completions__option"
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onPick(tag);
          }}
        >
          <bdi className="completions__tag">#{tag.label}</bdi>
          <span className="completions__uses small muted">
            <Uses tag={tag} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** What is known, and nothing more: own use, and use in the posts that the network learnt from. */
function Uses({ tag: { ownPosts, learntFrom } }: { readonly tag: KnownTag }) {
  const { t } = useLocale();
  if (ownPosts > 0) return t('complete.own', { count: ownPosts });
  return t('complete.learntFrom', { count: learntFrom });
}
