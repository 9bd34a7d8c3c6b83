import { structureOf } from '../../dialects/terraform/expressions';
import { matchGlob } from '../policy/glob';
import type { FacetContext } from '../types';
import { referredTo } from './placing';
import { type Found, select, written } from './select';

/** A statement of an AWS policy, as JSON or as the blocks of `aws_iam_policy_document` write it. */
export interface Statement {
  readonly body: Found;
  readonly blocks: boolean;
}

/** One test of a statement's condition. */
export interface ConditionTest {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Found[];
}

/**
 * The statements of an AWS policy, those of the documents it is put together from included.
 * @param found the policy: a document, a text that holds JSON, or a reference to a data source that makes one
 * @param seen documents that are being read: one put together from itself ends there
 */
export function statementsOf(
  found: Found,
  context: FacetContext,
  seen: ReadonlySet<string> = new Set(),
): Statement[] {
  const document = referredTo(found.value, context);
  if (document) {
    if (document.kind !== 'data' || seen.has(document.id)) return [];
    const within = new Set([...seen, document.id]);
    const further = ['source_policy_documents', 'override_policy_documents'].flatMap((at) =>
      select(document.body, at).flatMap((one) => statementsOf(one, context, within)),
    );
    const own = select(document.body, 'statement').map((body) => ({
      body: { ...body, certain: found.certain && body.certain },
      blocks: true,
    }));
    return [...own, ...further];
  }
  const policy = found.value.kind === 'map' ? found.value : structureOf(found.value);
  if (!policy) return [];
  return select(policy, 'Statement').map((body) => ({
    body: { ...body, certain: found.certain && body.certain },
    blocks: false,
  }));
}

/** Whether it allows or denies; undefined where that is not told. */
export function effectOf({ body, blocks }: Statement): 'Allow' | 'Deny' | undefined {
  if (body.value.kind !== 'map') return undefined;
  const [effect] = written(body.value, blocks ? 'effect' : 'Effect');
  const text = effect ? scalarText(effect) : blocks ? 'Allow' : undefined;
  return text === 'Allow' || text === 'Deny' ? text : undefined;
}

/** The AWS principals that it names. */
export function principalsOf({ body: { value }, blocks }: Statement): Found[] {
  if (blocks) {
    return select(value, 'principals')
      .filter((one) => ['AWS', '*'].includes(textAt(one, 'type') ?? ''))
      .flatMap((one) => select(one.value, 'identifiers').map((two) => held(one, two)));
  }
  return select(value, 'Principal').flatMap((one) =>
    one.value.kind === 'map' ? select(one.value, 'AWS').map((two) => held(one, two)) : [one],
  );
}

/**
 * Whether it certainly speaks of one of some actions (`s3:GetObject`). What it names may be a pattern itself (`s3:*`); an
 * action that the code does not tell is none of them.
 */
export function covers({ body: { value }, blocks }: Statement, actions: readonly string[]): boolean {
  const excluded = select(value, blocks ? 'not_actions' : 'NotAction');
  const named = select(value, blocks ? 'actions' : 'Action');
  const fits = (found: Found, action: string) => {
    const pattern = scalarText(found);
    return pattern === undefined ? undefined : matchGlob(pattern.toLowerCase(), action.toLowerCase());
  };
  return actions.some((action) =>
    excluded.length > 0
      ? excluded.every((one) => fits(one, action) === false)
      : named.some((one) => fits(one, action)),
  );
}

/** The tests of its condition; undefined where the condition cannot be told. */
export function testsOf({ body: { value }, blocks }: Statement): readonly ConditionTest[] | undefined {
  const conditions = select(value, blocks ? 'condition' : 'Condition');
  if (conditions.some((one) => one.value.kind !== 'map')) return undefined;
  return conditions.flatMap((one) => (blocks ? blockTest(one) : jsonTests(one)));
}

function blockTest(one: Found): ConditionTest[] {
  const operator = textAt(one, 'test');
  const key = textAt(one, 'variable');
  return operator === undefined || key === undefined
    ? []
    : [{ operator, key, values: select(one.value, 'values') }];
}

function jsonTests({ value }: Found): ConditionTest[] {
  if (value.kind !== 'map') return [];
  return [...value.entries].flatMap(([operator, { value: keys }]) =>
    keys.kind === 'map'
      ? [...keys.entries].map(([key, entry]) => ({
          operator,
          key,
          values: select(entry.value, '').map((one) => ({ ...one, entry })),
        }))
      : [],
  );
}

function held(outer: Found, inner: Found): Found {
  return { ...inner, certain: outer.certain && inner.certain };
}

function textAt({ value }: Found, name: string): string | undefined {
  const text = value.kind === 'map' ? value.entries.get(name)?.value : undefined;
  return text?.kind === 'scalar' ? String(text.value) : undefined;
}

function scalarText({ value }: Found): string | undefined {
  return value.kind === 'scalar' ? String(value.value) : undefined;
}
