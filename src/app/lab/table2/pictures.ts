import p01 from '../../../../docs/figures/posts/01.webp?url';
import p02 from '../../../../docs/figures/posts/02.webp?url';
import p03 from '../../../../docs/figures/posts/03.webp?url';
import p04 from '../../../../docs/figures/posts/04.webp?url';
import p05 from '../../../../docs/figures/posts/05.webp?url';
import p06 from '../../../../docs/figures/posts/06.webp?url';
import p07 from '../../../../docs/figures/posts/07.webp?url';
import p08 from '../../../../docs/figures/posts/08.webp?url';
import p09 from '../../../../docs/figures/posts/09.webp?url';
import p10 from '../../../../docs/figures/posts/10.webp?url';
import p11 from '../../../../docs/figures/posts/11.webp?url';
import p12 from '../../../../docs/figures/posts/12.webp?url';

/** The twelve posts' pictures (public domain, docs/results.md), in their order. */
export const PICTURES: readonly string[] = [p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12];
