import type { ArmFunction } from './call';
import { collections } from './collections';
import { lambdas } from './lambdas';
import { logic } from './logic';
import { numbers } from './numbers';
import { listing, runtime } from './runtime';
import { strings } from './strings';

export { element, property } from './access';
export type { Argument, ArmFunction, Call, Lambda } from './call';
export { list, object } from './collections';
export { compared } from './equality';
export { conditional, isTrue, outcome } from './logic';

const table: ReadonlyMap<string, ArmFunction> = new Map(
  Object.entries({ ...strings, ...collections, ...lambdas, ...logic, ...numbers, ...runtime }).map(
    ([name, make]) => [name.toLowerCase(), make],
  ),
);

/**
 * The functions of Azure Resource Manager's templates and of Bicep, over values; names compare without case. Not here is
 * what needs a language's own scope: `if` (`conditional` serves it), `parameters`, `variables`, `copyIndex`, `resourceId`
 * and its like, `lambda`.
 */
export function armFunction(name: string): ArmFunction | undefined {
  return table.get(name.toLowerCase()) ?? listing(name);
}
