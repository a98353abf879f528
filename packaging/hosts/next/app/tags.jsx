'use client';
import '../use-tagweave';

export function Tags() {
  return <tagweave-recommender k="3" model-base="/models/" />;
}
