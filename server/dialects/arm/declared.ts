import type { Location } from '../../core/source';
import type { MappingNode, Node } from '../../syntax/tree/node';
import type { Scope } from './template';

/** A resource that a template declares, or one of those that a loop declares, before its body is worked out. */
export interface Declared {
  readonly id: string;
  /** Its symbolic name, else its name as far as it is known, else as the code writes it. */
  readonly address: string;
  /** With its namespace, without version: `Microsoft.Sql/servers/databases`. */
  readonly type: string;
  readonly header: Location;
  readonly extent: Location;
  readonly node: MappingNode;
  readonly scope: Scope;
  /** Of its parent and itself, with `/` between them; what is unknown in it by its symbol. */
  readonly name?: string;
  /** The resource it stands inside. */
  readonly within?: Declared;
  /** What it extends, where its type says so the older way. */
  readonly extends?: { readonly type: string; readonly name?: string };
  /** False where a loop's length cannot be told, or its deployment need not take place. */
  readonly certain: boolean;
  /** Of a resource inside another, or of a deployment: conditions around it. */
  readonly conditions: readonly Condition[];
  /** Read, not made (`existing`). */
  readonly existing: boolean;
  /** Of a deployment: the template that it deploys, and where its expressions are worked out. */
  readonly deploys?: { readonly root: Node; readonly scope: Scope };
}

export interface Condition {
  readonly node: Node;
  readonly scope: Scope;
}
