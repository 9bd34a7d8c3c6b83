export { evaluateRules, isSops } from './rules';
