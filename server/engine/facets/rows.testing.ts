import type { FacetKind } from '../types';
import { scene } from './scene.testing';

/** What the rows of a platform tell of one thing, as text: a line a facet, without where it stands. */
export interface RowCase {
  readonly it: string;
  readonly tf: string;
  readonly at: string;
  readonly kind: FacetKind;
  readonly properties: readonly string[];
  readonly is: readonly string[];
}

export const copy = { kind: 'copy', properties: ['place', 'origin-countries'] } as const;
export const place = { kind: 'place', properties: ['value', 'role'] } as const;
export const key = { kind: 'key', properties: ['state'] } as const;
export const needs = { kind: 'place', properties: ['necessary'] } as const;

/** @param providers what stands before the case's own text */
export function told(providers: string, { tf, at, kind, properties }: RowCase): string[] {
  return scene({ 'main.tf': providers + tf })
    .lines(at, kind, ...properties)
    .map((line) => line.replace(/ ?@.*/, '').trim());
}
