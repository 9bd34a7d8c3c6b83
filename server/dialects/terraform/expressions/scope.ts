import type { Entry, ReadResult } from '../../../core/host';
import type { Location } from '../../../core/source';
import type { Value } from '../../../core/value';
import type { Functions } from './functions/call';

/** What an expression's names mean, where it stands, and how much work it may still cause. */
export interface Scope {
  /** The file the expression stands in. */
  readonly path: string;
  /** That file's whole text: conditions are quoted from it. */
  readonly text: string;
  /**
   * Tells apart evaluations of one text under different names: the module instance, and the key of `each` or `count`
   * where there is one. Two conditions of the same wording under the same instance always agree.
   */
  readonly instance: string;
  /** One for the whole project, made by `newBudget`: scopes hand it on to the scopes they evaluate names in. */
  readonly budget: Budget;
  /**
   * What a reference means. The scope takes as many steps as it understands; the evaluator goes on from there.
   * @param names The whole traversal from its root name: `var`, `region`; `aws_vpc`, `main`, index 0, `id`.
   * @param at The traversal's text.
   * @returns undefined where no such thing is declared (Terraform would refuse it: `try` passes on).
   */
  resolve(names: readonly TraversalStep[], at: Location): Resolved | undefined;
  /** Reads for file(), templatefile() …; `path` as the code comes to name it, often from `path.module` on. */
  readFile?(path: string): FileRead;
  /** Lists a folder for fileset(). */
  list?(path: string): readonly Entry[];
  /** The functions there are, where these are not Terraform's own: of a language built on its expressions. */
  readonly functions?: Functions;
}

/** A file's answer, with the project's own name of the file. */
export type FileRead = ReadResult & { readonly path: string };

export type TraversalStep = { readonly name: string } | { readonly index: Value };

export interface Resolved {
  readonly value: Value;
  /** How many of the steps the value stands for; at least 1. */
  readonly consumed: number;
}

/** Counts the work of one evaluation and all it causes; the only thing here that changes. */
export interface Budget {
  depth: number;
  steps: number;
  /** Of the expressions before. Where all take fewer than one may, none is cut, whichever comes first. */
  total: number;
}

/** One expression, with all it refers to, may take this many steps. */
export const MAX_STEPS = 100_000;

export function newBudget(): Budget {
  return { depth: 0, steps: 0, total: 0 };
}

/**
 * A scope in which further names stand for values and shadow the names of the outer scope: `for` variables.
 * @param key Tells this iteration apart from its siblings.
 */
export function bind(outer: Scope, bindings: ReadonlyMap<string, Value>, key: string): Scope {
  return {
    ...bare(outer),
    instance: `${outer.instance}/${key}`,
    resolve(names, at) {
      const root = names[0];
      const bound = root && 'name' in root ? bindings.get(root.name) : undefined;
      return bound ? { value: bound, consumed: 1 } : outer.resolve(names, at);
    },
  };
}

/** A scope's place and files, without its names; for templates, which see nothing but what they are given. */
export function bare(outer: Scope): Scope {
  return {
    path: outer.path,
    text: outer.text,
    instance: outer.instance,
    budget: outer.budget,
    resolve: () => undefined,
    ...(outer.readFile && { readFile: (path: string) => outer.readFile!(path) }),
    ...(outer.list && { list: (path: string) => outer.list!(path) }),
    ...(outer.functions && { functions: outer.functions }),
  };
}
