import type { Resource } from '../../core/resource';
import { referredResource } from '../../core/value';
import { select } from './select';
import type { Question } from './types';

type Answers = Map<string, Resource[]>;
type Index = Readonly<Record<Exclude<Question['by'], 'all'>, Answers>>;

/**
 * Finds the resources that answer a question, among these; indexes are made when they are first needed.
 * @param typeOf the type that rows of the catalog link by
 */
export function neighboursIn(
  resources: () => readonly Resource[],
  typeOf: (resource: Resource) => string,
): (question: Question) => readonly Resource[] {
  let index: Index | undefined;
  const links = new Map<string, Index>();
  const own = () => {
    index ??= indexOf(resources(), typeOf);
    return index;
  };
  const linksBy = (type: string, via: string) => {
    const key = `${type} ${via}`;
    let known = links.get(key);
    if (!known) {
      known = linksOf(own().type.get(type) ?? [], via);
      links.set(key, known);
    }
    return known;
  };
  return (question) => {
    if (question.by === 'all') return resources();
    const answers = 'via' in question ? linksBy(question.type, question.via) : own();
    return answers[question.by].get(question.of) ?? none;
  };
}

const none: readonly Resource[] = [];

function indexOf(resources: readonly Resource[], typeOf: (resource: Resource) => string): Index {
  const index = emptyIndex();
  for (const one of resources) {
    enter(index.type, typeOf(one), one);
    enter(index.scope, one.scope, one);
    if (one.governor !== undefined) enter(index.governor, one.governor, one);
  }
  return index;
}

/** Who names whom by the argument `via`. */
function linksOf(resources: readonly Resource[], via: string): Index {
  const index = emptyIndex();
  for (const one of resources) {
    if (one.kind !== 'resource') continue;
    for (const { value } of select(one.body, via)) {
      const target = referredResource(value);
      if (target !== undefined) enter(index.link, target, one);
      else if (value.kind === 'scalar') enter(index['link-by-name'], String(value.value), one);
      else enter(index['untold-link'], one.scope, one);
    }
  }
  return index;
}

function emptyIndex(): Index {
  return {
    type: new Map(),
    scope: new Map(),
    governor: new Map(),
    link: new Map(),
    'link-by-name': new Map(),
    'untold-link': new Map(),
  };
}

function enter(answers: Answers, key: string, resource: Resource): void {
  const list = answers.get(key);
  if (list) list.push(resource);
  else answers.set(key, [resource]);
}
