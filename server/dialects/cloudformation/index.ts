export { evaluateTemplate, evaluateTemplateRun, type Trees } from './evaluation';
export { isParametersFile } from './parameters-file';
export { recogniseCloudFormation } from './recognise';
export { templateRuns } from './runs';
