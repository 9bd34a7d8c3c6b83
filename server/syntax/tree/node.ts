import type { Message } from '../../core/message';
import type { Range } from '../../core/source';

/** What a YAML or JSON text says: the same nodes for both, every one with its range. Aliases are resolved. */
export type Node = ScalarNode | SequenceNode | MappingNode;

interface Placed {
  /** The node's own text, quotes and block-scalar marks included. */
  readonly range: Range;
  /** A YAML tag as written (`!Sub`, `!Ref`), without the standard ones (`!!str`). */
  readonly tag?: string;
  /** Where the tag stands, when it stands right before the node. */
  readonly tagRange?: Range;
  /** When it was reached through a YAML alias or merge key: the alias's own range (the way to the anchor). */
  readonly alias?: Range;
  /** That anchor's name. */
  readonly anchor?: string;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written (plain or unquoted), before a type was given to it: `0755`, `yes`, `1.10`. */
  readonly text: string;
  /** Without quotes: where a replacement of the text goes. For a block scalar: its lines. */
  readonly content: Range;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** Of a block scalar: its lines as they are written from `content` on, indentation included. */
  readonly lines?: string;
}

export interface SequenceNode extends Placed {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  readonly flow: boolean;
}

export interface MappingNode extends Placed {
  readonly kind: 'mapping';
  /** In source order, merge keys (`<<`) spread in their place; an explicit key wins over a merged one. */
  readonly pairs: readonly Pair[];
  readonly flow: boolean;
}

export interface Pair {
  readonly key: ScalarNode;
  readonly value: Node;
}

export interface TreeComment {
  readonly range: Range;
  readonly text: string;
}

/** One YAML stream or JSON text. */
export interface TreeFile {
  /** A YAML stream has any number of documents; empty ones are left out. */
  readonly documents: readonly Node[];
  readonly comments: readonly TreeComment[];
  readonly problems: readonly { readonly range: Range; readonly message: Message }[];
  /** True when Go template or Jinja marks make it no YAML until it is rendered; then it has no documents. */
  readonly templated?: boolean;
}
