import { useId, useState } from 'react';
import { Choice } from '../../ui/controls/choice.tsx';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLocale } from '../../i18n/locale.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import type { LabKey } from '../words/words.ts';
import { LISTS, markedPosts, MARKS, SIGNS, tallyOf } from './marks.ts';
import type { List, MarkedPost, MarkedTag } from './marks.ts';
import { PICTURES } from './pictures.ts';
import { SHOWS_UK, SYSTEM_WORDS, table2Words } from './table2-words.ts';
import './lab-table2.css';

/** The paper's Table 2 as a gallery: what was assigned, what every system recommended, and what of it met. */
export default function LabTable2() {
  const w = usePartWords(table2Words);
  const { w: lab } = useLabWords();
  const id = useId();
  const [list, setList] = useState<List>('hybrid');
  const posts = markedPosts(list);
  return (
    <>
      <section className="lab__part" aria-label={w('list')}>
        <p className="small muted">{w('lead')}</p>
        <div className="lab__choices">
          <Choice
            legend={w('list')}
            name={`${id}-list`}
            value={list}
            options={LISTS.map((value) => ({ value, label: lab(`head.${value === 'hybrid' ? 'A2' : value}`) }))}
            onChange={setList}
          />
        </div>
        <ul className="table2 table2__marks small">
          {MARKS.map((mark) => (
            <li key={mark} data-mark={mark}>
              <span className="table2__sign">{SIGNS[mark]}</span> {w(`mark.${mark}`)}
            </li>
          ))}
        </ul>
        <NumberTable
          caption={w('tally')}
          head={[w('system'), ...MARKS.map((mark) => `${SIGNS[mark]} ${w(`short.${mark}`)}`)]}
          rows={tallyOf(posts).map(({ system, counts }) => ({
            ...{ id: system, name: systemName(system, lab) },
            cells: MARKS.map((mark) => counts[mark]),
          }))}
        />
      </section>
      {posts.map((post, n) => (
        <Post key={post.shows} post={post} number={n + 1} />
      ))}
    </>
  );
}

/** A system in the page's language. */
function systemName(system: string, lab: (key: LabKey) => string): string {
  const words = SYSTEM_WORDS[system.replaceAll("'", '’')];
  return words === undefined ? system : lab(words);
}

function Post({ post, number }: { readonly post: MarkedPost; readonly number: number }) {
  const w = usePartWords(table2Words);
  const id = useId();
  const { w: lab } = useLabWords();
  const { language } = useLocale();
  const { assigned, rows } = post;
  const shows = (language === 'uk' ? SHOWS_UK[number - 1] : undefined) ?? post.shows;
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('post', { number, shows })}</h2>
      <div className="table2__post">
        <img src={PICTURES[number - 1]} alt={shows} width={224} height={224} loading="lazy" />
        <div>
          <p>
            {w('assigned')} <span className="small muted">({w('assigned.note')})</span>:{' '}
            <strong>{assigned.join(', ')}</strong>
          </p>
          {/* A table that scrolls sideways is reached by the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="table2__lists" role="region" tabIndex={0} aria-label={`${number}: ${w('recommended')}`}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{w('system')}</th>
                  <th scope="col">{w('recommended')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ system, tags }) => (
                  <tr key={system}>
                    <th scope="row">{systemName(system, lab)}</th>
                    <td>
                      <Tags tags={tags} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </section>
  );
}

function Tags({ tags }: { readonly tags: readonly MarkedTag[] }) {
  const w = usePartWords(table2Words);
  return (
    <ol className="table2 table2__tags">
      {tags.map(({ tag, mark }) => (
        <li key={tag} data-mark={mark}>
          {tag} <span aria-hidden="true">{SIGNS[mark]}</span>
          <span className="visually-hidden">, {w(`short.${mark}`)}</span>
        </li>
      ))}
    </ol>
  );
}
