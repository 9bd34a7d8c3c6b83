/** The engine's nouns, each defined in the room that makes it. */
export type * from './catalog/types';
export * from './facets/types';
export type * from './facts/types';
export type * from './policy/types';
export type { Report } from './report.types';
