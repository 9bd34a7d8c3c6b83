export { isStackFile } from './files';
export { evaluateStackRun, stackRuns } from './stacks';
