import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { applied, faultsOf, knowledge, openFiles } from '../../packs/scan.testing';

interface Shape {
  readonly what: string;
  readonly rule: string;
  readonly file: string;
  readonly beside?: Readonly<Record<string, string>>;
  readonly before: string;
  readonly after?: string;
}

const shapes = parse(
  readFileSync(join(SOVLINT_ROOT, 'server/engine/fixes/shapes.yaml'), 'utf8'),
) as readonly Shape[];
const configuration =
  'home: KR\ntags: { operator: { value: kt-cloud } }\nmirrors: { quay.io: registry.kr/quay, docker.io: registry.kr/hub }\n';

describe('fixes', () => {
  for (const { what, rule, file, beside, before, after } of shapes) {
    it(`${rule}: ${what}`, () => {
      const files = { '.sovlint.yaml': configuration, ...beside, [file]: before };
      const report = openFiles(files).report();
      const findings = report.findings.filter((one) => one.rule === rule);
      const [fix] = findings[0]!.fixes;
      assert.equal(fix && applied(files, fix)[file], after);
      for (const finding of findings) {
        for (const one of finding.fixes) assert.deepEqual(faultsOf(files, report, finding, one), []);
      }
    });
  }

  it('name an operator only where that is known', () => {
    const resource = (name: string, tag?: string) =>
      `resource "aws_instance" "${name}" {${tag ? `\n  tags = { domestic-operator = "${tag}" }\n` : ''}}\n`;
    const titles = (...things: string[]) =>
      openFiles({ 'main.tf': things.join('') })
        .report()
        .findings.flatMap((finding) => finding.fixes)
        .map(({ title }) => ('key' in title ? title.args?.with : undefined));
    const provider = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
    assert.deepEqual(titles(provider, resource('a'), resource('b')), []);
    assert.deepEqual(titles(provider, resource('a'), resource('b', 'kt-cloud')), ['kt-cloud']);
    assert.deepEqual(titles(provider, resource('a', 'aws'), resource('b', 'kt-cloud')), ['kt-cloud']);
    assert.deepEqual(
      titles(provider, resource('a'), resource('b', 'kt-cloud'), resource('c', 'naver-cloud')),
      [],
    );
  });
});

describe('what fixes know of keys', () => {
  const { kinds, switches } = knowledge().keys;

  it('speaks of types that the catalog knows', () => {
    const types = kinds.flatMap(({ dialect, type, skeleton = [] }) =>
      [type, ...skeleton.map((one) => one.type)].map((one) => ({ dialect, type: one })),
    );
    for (const { dialect, type } of types) assert.ok(knowledge().catalog.row(dialect, type), type);
  });

  it('speaks of arguments that switch encryption on there', () => {
    const paths = knowledge().catalog.rows.flatMap(({ key }) => [
      key?.encrypted,
      ...(key?.linked ?? []).map((link) => link.encrypted),
    ]);
    const named = new Set(paths.flatMap((path) => (path ? [path, path.split('.').at(-1)!] : [])));
    assert.deepEqual(
      Object.keys(switches).filter((name) => !named.has(name)),
      [],
    );
  });
});
