import type { Message } from '../../core/message';
import type { Range } from '../../core/source';

/**
 * The tree of one Bicep or Bicep parameters file. Every node has its range. Chains (`a.b[0].c`, `a + b - c`) are flat,
 * so a tree is never much higher than its text is nested.
 */
export interface BicepDocument {
  /** In source order; a declaration too broken to be named is left out. */
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
  readonly problems: readonly BicepProblem[];
}

export interface BicepProblem {
  readonly range: Range;
  readonly message: Message;
}

export interface Comment {
  readonly range: Range;
  /** Without the comment marks. */
  readonly text: string;
}

export interface Identifier {
  readonly name: string;
  readonly range: Range;
}

export type Declaration =
  | TargetScope
  | Metadata
  | Parameter
  | Variable
  | ResourceDeclaration
  | ModuleDeclaration
  | Output
  | TypeDeclaration
  | FunctionDeclaration
  | Import
  | Extension
  | Using
  | Extends
  | Assertion;

interface Declared {
  /** From the first decorator to the last character. */
  readonly range: Range;
  readonly keyword: Range;
  readonly decorators: readonly Decorator[];
}

interface Named extends Declared {
  readonly name: Identifier;
}

/** `targetScope = 'subscription'` */
export interface TargetScope extends Declared {
  readonly kind: 'target-scope';
  readonly value: Expression;
}

/** `metadata name = …` */
export interface Metadata extends Named {
  readonly kind: 'metadata';
  readonly value: Expression;
}

/** `param name type = default`; in a parameters file `param name = value`. */
export interface Parameter extends Named {
  readonly kind: 'param';
  readonly type?: Type;
  readonly value?: Expression;
}

/** `var name = …` */
export interface Variable extends Named {
  readonly kind: 'var';
  readonly type?: Type;
  readonly value: Expression;
}

/** `resource name 'type@version' existing = …` */
export interface ResourceDeclaration extends Named {
  readonly kind: 'resource';
  /** From the keyword to the name: the contract's "header". */
  readonly header: Range;
  readonly type: Template;
  readonly existing: boolean;
  /** An object, or an `if` or a `for` around one. */
  readonly body: Expression;
}

/** `module name 'path' = …`, and `test name 'path' = …`, which deploys nothing. */
export interface ModuleDeclaration extends Named {
  readonly kind: 'module' | 'test';
  readonly header: Range;
  readonly path: Template;
  readonly body: Expression;
}

/** `output name type = …` */
export interface Output extends Named {
  readonly kind: 'output';
  readonly type?: Type;
  readonly value: Expression;
}

/** `type name = …` */
export interface TypeDeclaration extends Named {
  readonly kind: 'type';
  readonly type: Type;
}

/** `func name(a string) string => …` */
export interface FunctionDeclaration extends Named {
  readonly kind: 'func';
  readonly parameters: readonly Identifier[];
  readonly body: Expression;
}

/** `import { a, b as c } from 'path'`, or `import * as name from 'path'`. */
export interface Import extends Declared {
  readonly kind: 'import';
  readonly symbols: readonly ImportedSymbol[];
  /** The name that all of the file goes by, for `*`. */
  readonly wildcard?: Identifier;
  readonly path: Template;
}

export interface ImportedSymbol {
  /** As the other file names it. */
  readonly name: Identifier;
  /** As this file names it. */
  readonly alias: Identifier;
}

/** `extension name with {…} as alias`; `extensionConfig` of a parameters file. */
export interface Extension extends Declared {
  readonly kind: 'extension';
  /** The name by which its functions and types are called, where there is one. */
  readonly alias?: Identifier;
}

/** `using 'main.bicep'`, or `using none`, which has no path. */
export interface Using extends Declared {
  readonly kind: 'using';
  readonly path?: Template;
}

/** `extends 'base.bicepparam'` */
export interface Extends extends Declared {
  readonly kind: 'extends';
  readonly path: Template;
}

/** `assert name = …` */
export interface Assertion extends Named {
  readonly kind: 'assert';
  readonly value: Expression;
}

/** `@name(…)`; a namespace (`sys.`) is left out of the name. */
export interface Decorator {
  readonly range: Range;
  readonly name: Identifier;
  readonly args: readonly Expression[];
}

export type Expression =
  | Literal
  | Template
  | ArrayExpression
  | ObjectExpression
  | ForExpression
  | IfExpression
  | NameExpression
  | CallExpression
  | AccessExpression
  | Operation
  | Unary
  | Conditional
  | Lambda
  | Parentheses
  | Missing;

/** An integer, boolean or null. Strings are templates. */
export interface Literal {
  readonly kind: 'literal';
  readonly range: Range;
  readonly value: number | boolean | null;
}

/** `'…'`, `'''…'''` or `$'''…'''`. A plain string has one text or none. */
export interface Template {
  readonly kind: 'template';
  readonly range: Range;
  /** Without the quotes: where a replacement of the text goes. */
  readonly content: Range;
  readonly parts: readonly (TemplateText | Interpolation)[];
  readonly multiline: boolean;
}

/** Literal text, escapes decoded. */
export interface TemplateText {
  readonly kind: 'text';
  readonly range: Range;
  readonly value: string;
}

/** `${ … }` */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly range: Range;
  readonly expression: Expression;
}

export interface ArrayExpression {
  readonly kind: 'array';
  readonly range: Range;
  readonly items: readonly (Expression | Spread)[];
}

/** `...expression` */
export interface Spread {
  readonly kind: 'spread';
  readonly range: Range;
  readonly expression: Expression;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly range: Range;
  /** A `Missing` stands where something may be that could not be read. */
  readonly items: readonly (Property | Spread | ResourceDeclaration | Missing)[];
}

/** `key: value` */
export interface Property {
  readonly kind: 'property';
  readonly range: Range;
  readonly key: Identifier | Template;
  readonly value: Expression;
}

/** `[for item in collection: body]`, `[for (item, index) in …: …]` */
export interface ForExpression {
  readonly kind: 'for';
  readonly range: Range;
  readonly item: Identifier;
  readonly index?: Identifier;
  readonly collection: Expression;
  readonly body: Expression;
}

/** `if (condition) {…}`: the body of a resource or module, or of a loop over one. */
export interface IfExpression {
  readonly kind: 'if';
  readonly range: Range;
  readonly condition: Expression;
  readonly body: Expression;
}

export interface NameExpression {
  readonly kind: 'name';
  readonly range: Range;
  readonly name: string;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly range: Range;
  readonly name: Identifier;
  readonly args: readonly Expression[];
}

export interface AccessExpression {
  readonly kind: 'access';
  readonly range: Range;
  readonly object: Expression;
  /** At least one, in source order. */
  readonly steps: readonly Step[];
}

/** Each step's range reaches from its first mark to its end. */
export type Step =
  /** `.name`, `.?name` */
  | { readonly kind: 'property'; readonly range: Range; readonly name: Identifier; readonly safe: boolean }
  /** `[index]`, `[?index]`, `[^index]`, `[?^index]` */
  | {
      readonly kind: 'index';
      readonly range: Range;
      readonly index: Expression;
      readonly safe: boolean;
      readonly fromEnd: boolean;
    }
  /** `.name(…)` */
  | {
      readonly kind: 'method';
      readonly range: Range;
      readonly name: Identifier;
      readonly args: readonly Expression[];
    }
  /** `::name`: a resource nested in this one. */
  | { readonly kind: 'nested'; readonly range: Range; readonly name: Identifier }
  /** `!`: it is not null, says the author. */
  | { readonly kind: 'assert'; readonly range: Range };

export type Operator =
  | '??'
  | '||'
  | '&&'
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

/** Operators of one precedence in a row: they group to the left. */
export interface Operation {
  readonly kind: 'operation';
  readonly range: Range;
  readonly first: Expression;
  /** At least one. */
  readonly rest: readonly { readonly operator: Operator; readonly operand: Expression }[];
}

export interface Unary {
  readonly kind: 'unary';
  readonly range: Range;
  readonly operator: '!' | '-' | '+';
  readonly operand: Expression;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly range: Range;
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `x => …`, `(a, b) => …` */
export interface Lambda {
  readonly kind: 'lambda';
  readonly range: Range;
  readonly parameters: readonly Identifier[];
  readonly body: Expression;
}

export interface Parentheses {
  readonly kind: 'parentheses';
  readonly range: Range;
  readonly inner: Expression;
}

/** Stands where something should be and could not be read; a problem says why. */
export interface Missing {
  readonly kind: 'missing';
  readonly range: Range;
}

/** As much of a type as tells which values it allows; the rest is read and given no meaning. */
export type Type =
  | { readonly kind: 'named'; readonly range: Range; readonly name: string }
  | { readonly kind: 'value'; readonly range: Range; readonly value: Expression }
  | { readonly kind: 'union'; readonly range: Range; readonly members: readonly Type[] }
  | { readonly kind: 'nullable'; readonly range: Range; readonly type: Type }
  | { readonly kind: 'other'; readonly range: Range };
