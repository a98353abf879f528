export interface WhatIf {
  readonly gate: number | null;
  readonly beta: number | null;
}
