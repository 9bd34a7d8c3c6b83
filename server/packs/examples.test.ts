import assert from 'node:assert/strict';
import { faultsOf, knowledge, openFiles } from './scan.testing';

const names: Record<string, string> = {
  terraform: 'main.tf',
  kubernetes: 'manifest.yaml',
  cloudformation: 'template.yaml',
  arm: 'azuredeploy.json',
  bicep: 'main.bicep',
  helm: 'values.yaml',
  configuration: 'config.yaml',
};
const configuration =
  'home: KR\ntags: { operator: { value: kt-cloud } }\nmirrors: { quay.io: registry.kr/quay }\n';

function files(dialect: string, text: string): Record<string, string> {
  const chart: Record<string, string> =
    dialect === 'helm' ? { 'Chart.yaml': 'apiVersion: v2\nname: example\nversion: 1.0.0\n' } : {};
  return { [names[dialect]!]: text, '.sovlint.yaml': configuration, ...chart };
}

describe('examples of the core rules', () => {
  for (const rule of knowledge().coreRules) {
    for (const [dialect, { bad, good }] of Object.entries(rule.docs?.examples ?? {})) {
      it(`${rule.id} in ${dialect}: the bad one is found, the good one is not`, () => {
        const only = { rules: [rule.id] };
        assert.deepEqual(rulesIn(files(dialect, bad), only), [rule.id]);
        assert.deepEqual(rulesIn(files(dialect, good), only), []);
      });

      it(`${rule.id} in ${dialect}: each fix takes its finding away and brings none`, () => {
        const before = files(dialect, bad);
        const report = openFiles(before).report();
        for (const finding of report.findings.filter((one) => one.rule === rule.id)) {
          for (const fix of finding.fixes) assert.deepEqual(faultsOf(before, report, finding, fix), []);
        }
      });
    }
  }
});

function rulesIn(project: Record<string, string>, choices: { rules: string[] }): string[] {
  const report = openFiles(project, choices).report();
  assert.deepEqual(report.problems, []);
  return [...new Set(report.findings.map((finding) => finding.rule))];
}
