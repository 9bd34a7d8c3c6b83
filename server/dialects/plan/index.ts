export { evaluatePlan } from './evaluate';
export { type Plan, readPlan } from './read';
export { sourceOf } from './source';
