/** Top of a chart's axis: the next tenth above the highest share, so that the marks use the height. @param highest 0…1 */
export function chartCeiling(highest: number): number {
  return Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10));
}
