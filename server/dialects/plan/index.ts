export { evaluatePlan } from './evaluate';
export type { Plan } from './plan';
export { readPlan } from './read';
export { sourceOf } from './source';
