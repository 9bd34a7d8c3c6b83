import type { Range } from '../../core/source';

/** The tree of one HCL native-syntax file. Every node has its range; names follow HashiCorp's hclsyntax package. */
export interface Body {
  readonly kind: 'body';
  /** The whole text, or what stands between a block's braces. */
  readonly range: Range;
  /** In source order. */
  readonly items: readonly (Attribute | Block)[];
}

/** `name = value` */
export interface Attribute {
  readonly kind: 'attribute';
  readonly range: Range;
  readonly name: Identifier;
  readonly value: Expression;
}

/** `type "label" label { … }` */
export interface Block {
  readonly kind: 'block';
  readonly range: Range;
  readonly type: Identifier;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** From the type to the last label (or the type alone): the contract's "header". */
  readonly header: Range;
  /** The braces; `close` is absent when the block is not closed (recovered). */
  readonly open: Range;
  readonly close?: Range;
}

export interface Identifier {
  readonly name: string;
  readonly range: Range;
}

/** A block's label; `range` includes the quotes of a quoted one. */
export interface Label extends Identifier {
  readonly quoted: boolean;
}

export type Expression =
  | Literal
  | Template
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | VariableExpression
  | GetAttribute
  | GetIndex
  | Splat
  | FunctionCall
  | Conditional
  | Binary
  | Unary
  | Parentheses
  | Missing;

/** A number, boolean or null. Strings are templates. Numbers keep their text: it may exceed a double. */
export interface Literal {
  readonly kind: 'literal';
  readonly range: Range;
  readonly value: number | boolean | null;
  readonly text: string;
}

/** A quoted string or heredoc. A plain string has one string part or none. */
export interface Template {
  readonly kind: 'template';
  /** With quotes, or from `<<` through the closing marker. */
  readonly range: Range;
  /** Without the quotes or heredoc markers: where a replacement of the text goes. */
  readonly content: Range;
  readonly parts: readonly TemplatePart[];
  readonly heredoc?: { readonly marker: string; readonly indented: boolean };
}

export type TemplatePart = TemplateString | Interpolation | TemplateIf | TemplateFor;

/** Literal text of a template, escapes decoded, heredoc indentation and `~` trims applied. */
export interface TemplateString {
  readonly kind: 'string';
  readonly range: Range;
  readonly value: string;
}

/** `${ … }`; trims by `~` are already applied to the neighbouring strings. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly range: Range;
  readonly expression: Expression;
}

/** `%{ if c }…%{ else }…%{ endif }` */
export interface TemplateIf {
  readonly kind: 'if';
  readonly range: Range;
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

/** `%{ for k, v in x }…%{ endfor }` */
export interface TemplateFor {
  readonly kind: 'for';
  readonly range: Range;
  readonly keyName?: Identifier;
  readonly valueName: Identifier;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

export interface TupleExpression {
  readonly kind: 'tuple';
  readonly range: Range;
  readonly items: readonly Expression[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly range: Range;
  readonly items: readonly ObjectItem[];
}

/**
 * `key = value` or `key : value`. A bare identifier as key is the string of its name unless in parentheses (and so are
 * the bare keywords `true`, `false` and `null`, which are literals here).
 */
export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for v in x : e if c]` or `{for k, v in x : k => e... if c}` */
export interface ForExpression {
  readonly kind: 'for';
  readonly range: Range;
  readonly form: 'tuple' | 'object';
  readonly keyName?: Identifier;
  readonly valueName: Identifier;
  readonly collection: Expression;
  /** The result's key, in the object form. */
  readonly key?: Expression;
  readonly value: Expression;
  /** `...` after the value: group values by key. */
  readonly grouped: boolean;
  readonly condition?: Expression;
}

/** The root name of a traversal: `var`, `local`, `each`, `aws_s3_bucket`; `range` is its own. */
export interface VariableExpression {
  readonly kind: 'variable';
  readonly range: Range;
  readonly name: string;
}

/** `object.name`, and the legacy `list.0` (name of digits). */
export interface GetAttribute {
  readonly kind: 'attribute-of';
  readonly range: Range;
  readonly object: Expression;
  readonly name: Identifier;
}

/** `object[index]` */
export interface GetIndex {
  readonly kind: 'index';
  readonly range: Range;
  readonly object: Expression;
  readonly index: Expression;
}

/** `object.*.a.b` (attribute) or `object[*].a[0]` (full): the steps are taken from every element. */
export interface Splat {
  readonly kind: 'splat';
  readonly range: Range;
  readonly form: 'attribute' | 'full';
  readonly object: Expression;
  /** In source order; a full splat takes indexes and further splats too, an attribute splat only attributes. */
  readonly steps: readonly SplatStep[];
}

export type SplatStep =
  | { readonly kind: 'attribute-of'; readonly name: Identifier }
  | { readonly kind: 'index'; readonly index: Expression }
  /** `x[*].a[*].b`: of each element of `x`, take `.a` and then `.b` of each element of that. */
  | { readonly kind: 'splat'; readonly form: 'attribute' | 'full'; readonly steps: readonly SplatStep[] };

/** `name(a, b...)`; a namespaced name is written `provider::aws::f`. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly range: Range;
  readonly name: Identifier;
  readonly args: readonly Expression[];
  /** `...` after the last argument. */
  readonly expand: boolean;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly range: Range;
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Binary {
  readonly kind: 'binary';
  readonly range: Range;
  readonly operator: '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary {
  readonly kind: 'unary';
  readonly range: Range;
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface Parentheses {
  readonly kind: 'parentheses';
  readonly range: Range;
  readonly inner: Expression;
}

/** Stands where an expression should be and none could be read; a problem says why. */
export interface Missing {
  readonly kind: 'missing';
  readonly range: Range;
}

export interface Comment {
  readonly range: Range;
  /** Without the comment marks. */
  readonly text: string;
}

export interface HclDocument {
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly problems: readonly {
    readonly range: Range;
    readonly message: import('../../core/message').Message;
  }[];
}
