import type { Resource } from '../core/resource';
import type { FacetContext, Question } from './types';

/**
 * What was asked about other resources while something was worked out, and the answers. What came of it holds for as long
 * as every answer is the same: resources are told apart by identity, and a dialect gives one again only if nothing that
 * it states has become another.
 */
export interface Inquiry {
  readonly named: Answered<string, Resource | undefined>[];
  readonly asked: Answered<Question, readonly Resource[]>[];
  /** Of shared results that were used. */
  readonly parts: Inquiry[];
  /** It went round in a circle: what came of it depends on where it began, and is good for once. */
  circular: boolean;
}

interface Answered<Q, A> {
  readonly question: Q;
  readonly answer: A;
}

/** Answers, and notes what was asked. */
export interface Inquirer extends Pick<FacetContext, 'resource' | 'ask' | 'shared'> {
  /** Works something out, and tells what was asked on the way. */
  inquire<T>(work: () => T): { readonly result: T; readonly inquiry: Inquiry };
}

export function openInquiries(
  resource: (id: string) => Resource | undefined,
  ask: (question: Question) => readonly Resource[],
): Inquirer {
  const shared = new Map<string, { readonly result: unknown; readonly inquiry: Inquiry } | 'busy'>();
  let current: Inquiry | undefined;
  const inquire = <T>(work: () => T) => {
    const outer = current;
    const inquiry: Inquiry = { named: [], asked: [], parts: [], circular: false };
    current = inquiry;
    const result = work();
    current = outer;
    return { result, inquiry };
  };
  return {
    resource: (id) => {
      const answer = resource(id);
      // Whoever asks for a governor mostly does so several times over.
      if (current && current.named.at(-1)?.question !== id) current.named.push({ question: id, answer });
      return answer;
    },
    ask: (question) => {
      const answer = ask(question);
      current?.asked.push({ question, answer });
      return answer;
    },
    shared: <T>(key: string, make: () => T, circle: T): T => {
      let one = shared.get(key);
      if (one === 'busy') {
        if (current) current.circular = true;
        return circle;
      }
      if (!one) {
        shared.set(key, 'busy');
        one = inquire(make);
        shared.set(key, one);
      }
      if (current && !current.parts.includes(one.inquiry)) current.parts.push(one.inquiry);
      return one.result as T;
    },
    inquire,
  };
}

/** Tells of inquiries whether everything would be answered again as it was. */
export function openReview({ resource, ask }: Pick<FacetContext, 'resource' | 'ask'>) {
  const known = new Map<Inquiry, boolean>();
  const holds = (inquiry: Inquiry): boolean => {
    let answer = known.get(inquiry);
    if (answer === undefined) {
      answer =
        !inquiry.circular &&
        inquiry.named.every((one) => resource(one.question) === one.answer) &&
        inquiry.asked.every((one) => same(ask(one.question), one.answer)) &&
        inquiry.parts.every(holds);
      known.set(inquiry, answer);
    }
    return answer;
  };
  return holds;
}

/** The resources that were asked for by id, and what was found. */
export function namedIn(
  inquiry: Inquiry,
  into = new Map<string, Resource | undefined>(),
  seen = new Set<Inquiry>(),
): ReadonlyMap<string, Resource | undefined> {
  if (seen.has(inquiry)) return into;
  seen.add(inquiry);
  for (const { question, answer } of inquiry.named) into.set(question, answer);
  for (const part of inquiry.parts) namedIn(part, into, seen);
  return into;
}

/** Whether two lists hold the same things in the same order. */
export function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
}
