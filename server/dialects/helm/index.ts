export { type Chart, findCharts, inCharts } from './charts';
export { evaluateChart } from './evaluate';
export { evaluateTemplated } from './templated';
