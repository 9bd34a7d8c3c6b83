import type { Range } from '../../core/source';
import type { MappingNode, Node, Pair } from '../../syntax/tree/node';

/** What `terraform show -json` says of a plan or of a state. */
export interface Plan {
  readonly path: string;
  readonly text: string;
  /** A state knows values, but not what the code states. */
  readonly kind: 'plan' | 'state';
  /** Values of the root module's variables. */
  readonly variables: ReadonlyMap<string, PlannedVariable>;
  /** Things that will be there when the plan is applied; data sources are left out. */
  readonly instances: readonly Instance[];
  /** What the configuration says of a resource, by its address without indexes. */
  readonly configured: ReadonlyMap<string, Configured>;
  readonly providers: readonly Provider[];
  /** Calls of modules in the root module. */
  readonly calls: readonly string[];
}

export interface PlannedVariable {
  readonly value: Node;
  readonly sensitive: boolean;
}

export interface Instance {
  /** Without indexes. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** In the root module. */
  readonly root: boolean;
  /** The last part of the provider's source address. */
  readonly provider: string;
  readonly node: MappingNode;
  /** Where it is named. */
  readonly at: Range;
  readonly values?: Node;
  /** `true` where a value is known after apply only. */
  readonly unknown?: Node;
  readonly sensitive?: Node;
}

export interface Configured {
  readonly expressions?: Node;
  /** Key among `providers`. */
  readonly provider?: string;
}

export interface Provider {
  readonly key: string;
  readonly pair: Pair;
  /** The last part of its source address. */
  readonly type: string;
  readonly address: string;
  readonly expressions?: Node;
}
