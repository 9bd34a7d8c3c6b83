import assert from 'node:assert/strict';
import { folderWith, queueIn, remove, sovlint } from '../sovlint.testing';

const files = {
  'infra/main.tf': `${queueIn('us-east-1').replace('"us-east-1"', 'var.region')}# sovlint:ignore read/provider-managed-key -- only test data until 2099-01-01
resource "aws_sqs_queue" "b" {
  tags = { domestic-operator = "kt-cloud" }
}
resource "aws_sqs_queue" "c" {}
provider "aws" {
  alias  = "dr"
  region = var.dr
}
resource "aws_subnet" "s" {
  provider = aws.dr
}
variable "dr" {}
`,
  'infra/variables.tf': 'variable "region" {}\n',
  'infra/terraform.tfvars': 'region = "us-east-1"\n',
  'infra/한글 #1?.tf': 'resource "aws_subnet" "t" {\n  availability_zone = /* 서울 */ "eu-west-1a"\n}\n',
  'infra/half.tf': 'locals {\n  a =\n}\n',
};

/** The keys of an object and of what it holds, sorted; of a list, those of its first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shape(value[0])] : [];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

describe('the formats', () => {
  let folder: string;
  before(() => {
    folder = folderWith(files);
  });
  after(() => remove(folder));

  describe('json', () => {
    type Json = Record<string, unknown> & { findings: Record<string, unknown>[] };
    let report: Json;
    before(async () => {
      const { out } = await sovlint(folder, 'scan infra --home KR --format json');
      report = JSON.parse(out) as Json;
    });

    it('has every key of version 1, and no other', () => {
      const finding = report.findings.find(({ value }) => value === 'us-east-1')!;
      const unknowns = (report.unknowns as { settle?: string }[]).filter(({ settle }) => settle);
      const whole = { ...report, findings: [{ ...finding, references: [] }], unknowns };
      const place = { file: 'string', line: 'number', column: 'number' };
      assert.deepEqual(shape(whole), {
        version: 'number',
        tool: { name: 'string', version: 'string' },
        home: 'string',
        profile: 'string',
        summary: {
          files: 'number',
          resources: 'number',
          values: { judged: 'number', unknown: 'number' },
          findings: { error: 'number', warning: 'number', info: 'number' },
          durationMs: 'number',
        },
        findings: [
          {
            rule: 'string',
            question: 'string',
            severity: 'string',
            message: 'string',
            ...place,
            endLine: 'number',
            endColumn: 'number',
            value: 'string',
            countries: ['string'],
            certain: 'boolean',
            trace: [{ step: 'string', name: 'string', ...place }],
            affects: [{ address: 'string', type: 'string', ...place }],
            fixes: [
              {
                title: 'string',
                safety: 'string',
                edits: [{ ...place, endLine: 'number', endColumn: 'number', newText: 'string' }],
              },
            ],
            fingerprint: 'string',
            references: [],
            pack: 'string',
          },
        ],
        unknowns: [{ ...place, what: 'string', reason: 'string', settle: 'string' }],
        suppressed: [
          { rule: 'string', file: 'string', line: 'number', reason: 'string', until: 'string', by: 'string' },
        ],
        problems: [{ ...place, message: 'string' }],
      });
    });

    it('says what the code says', () => {
      const { trace, affects, fixes, fingerprint, references, message, ...finding } = report.findings.find(
        ({ value }) => value === 'us-east-1',
      )!;
      assert.deepEqual(finding, {
        rule: 'where/offshore-region',
        question: 'where',
        severity: 'error',
        file: 'terraform.tfvars',
        line: 1,
        column: 11,
        endLine: 1,
        endColumn: 20,
        value: 'us-east-1',
        countries: ['US'],
        certain: true,
        pack: 'core',
      });
      assert.deepEqual(trace, [
        { step: 'provider', name: 'provider.aws', file: 'main.tf', line: 2, column: 3 },
        { step: 'variable', name: 'var.region', file: 'variables.tf', line: 1, column: 1 },
        { step: 'variable-file', name: 'terraform.tfvars', file: 'terraform.tfvars', line: 1, column: 1 },
      ]);
      assert.deepEqual(
        (affects as { address: string }[]).map(({ address }) => address),
        ['aws_sqs_queue.a', 'aws_sqs_queue.b', 'aws_sqs_queue.c'],
      );
    });

    it('counts columns in UTF-16 units, whatever the file is called', () => {
      const { file, line, column, endColumn } = report.findings.find(({ value }) => value === 'eu-west-1a')!;
      assert.deepEqual(
        { file, line, column, endColumn },
        { file: '한글 #1?.tf', line: 2, column: 33, endColumn: 43 },
      );
    });

    it('lists what is unknown, suppressed and not understood', () => {
      assert.deepEqual(report.suppressed, [
        {
          rule: 'read/provider-managed-key',
          file: 'main.tf',
          line: 9,
          reason: 'only test data',
          until: '2099-01-01',
          by: 'comment',
        },
      ]);
      const [problem] = report.problems as { file: string; line: number }[];
      assert.deepEqual([problem?.file, problem?.line], ['half.tf', 2]);
      const unknowns = report.unknowns as { file: string; line: number }[];
      assert.ok(unknowns.some(({ file, line }) => file === 'main.tf' && line === 20));
    });

    it('orders findings by file, line, column and rule', () => {
      const key = ({ file, line, column, rule }: Record<string, unknown>) =>
        `${file}\u0000${String(line).padStart(9)}${String(column).padStart(9)}${rule}`;
      const keys = report.findings.map(key);
      assert.ok(keys.length > 3);
      assert.deepEqual(keys, keys.toSorted());
    });

    it('gives the same findings, byte by byte, in a second run and in Korean except for its texts', async () => {
      const again = JSON.parse((await sovlint(folder, 'scan infra --home KR --format json')).out) as Json;
      assert.deepEqual(again.findings, report.findings);
      const korean = JSON.parse(
        (await sovlint(folder, 'scan infra --home KR --format json --lang ko')).out,
      ) as Json;
      const bare = (list: Json['findings']) =>
        list.map(({ message, fixes, ...rest }) => ({
          ...rest,
          fixes: (fixes as { title: string }[]).map(({ title, ...fix }) => fix),
        }));
      assert.deepEqual(bare(korean.findings), bare(report.findings));
      for (const { message } of korean.findings) assert.match(String(message), /[가-힣]/);
    });
  });

  describe('sarif', () => {
    type Sarif = {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: Result[]; invocations: object[] }[];
    };
    type Result = {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> };
      }[];
      partialFingerprints: Record<string, string>;
      fixes?: object[];
    };

    it('is a log of version 2.1.0 whose parts refer to each other', async () => {
      const { out, error } = await sovlint(folder, 'scan infra --home KR --format sarif');
      assert.match(error, /^Files: /);
      const log = JSON.parse(out) as Sarif & { version: string; $schema: string };
      assert.equal(log.version, '2.1.0');
      assert.match(log.$schema, /^https:\/\/\S*sarif\S*2\.1\.0\S*\.json$/);
      assert.equal(log.runs.length, 1);
      const { tool, results, invocations } = log.runs[0]!;
      const ids = tool.driver.rules.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(results.length > 3);
      for (const result of results) {
        assert.equal(ids[result.ruleIndex], result.ruleId);
        assert.ok(['error', 'warning', 'note'].includes(result.level));
        assert.ok(result.message.text);
        assert.match(Object.values(result.partialFingerprints)[0]!, /^\w+$/);
        for (const { physicalLocation } of result.locations) {
          const { uri } = physicalLocation.artifactLocation;
          assert.match(uri, /^[\w.~%/-]+$/);
          assert.ok(Object.hasOwn(files, `infra/${decodeURIComponent(uri)}`), uri);
          const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
          assert.ok(startLine! >= 1 && startColumn! >= 1);
          assert.ok(endLine! > startLine! || (endLine === startLine && endColumn! >= startColumn!));
        }
      }
      assert.match(JSON.stringify(invocations), /"level":"warning".*half\.tf/);
      const placed = results.find(({ message }) => message.text.includes('us-east-1'));
      assert.deepEqual(placed?.fixes?.[0], {
        description: { text: 'Use ap-northeast-2 (Seoul): moves 3 things' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'terraform.tfvars' },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 20 },
                insertedContent: { text: 'ap-northeast-2' },
              },
            ],
          },
        ],
      });
    });
  });

  describe('text', () => {
    const scan = 'scan infra --home KR --rule where/offshore-region';

    it('shows each finding with its line, a caret under the deciding text, and the way there', async () => {
      const { out } = await sovlint(folder, scan);
      assert.equal(
        out.replace(/\(\d+ ms\)/, '(… ms)'),
        `terraform.tfvars:1:11 error SQS queue aws_sqs_queue.a is placed in us-east-1 (United States), outside South Korea; choose a region in South Korea [where/offshore-region]
  1 | region = "us-east-1"
    |           ^^^^^^^^^
  via: provider.aws main.tf:2 ← var.region variables.tf:1 ← terraform.tfvars terraform.tfvars:1
  affects: aws_sqs_queue.a, aws_sqs_queue.b, aws_sqs_queue.c
  fix: Use ap-northeast-2 (Seoul): moves 3 things

한글 #1?.tf:2:33 error Subnet aws_subnet.t is placed in eu-west-1a (Ireland), outside South Korea; choose a region in South Korea [where/offshore-region]
  2 |   availability_zone = /* 서울 */ "eu-west-1a"
    |                                   ^^^^^^^^^^
  fix: Use ap-northeast-2a (Seoul)

half.tf:2:6 problem Expected a value here.

Files: 5, resources: 5. Errors: 2, warnings: 0, infos: 0 (… ms)
Values that the code alone does not tell: 3; --format json lists them with what would settle each
Not understood, and so not judged: 1
`,
      );
    });

    it('ends a long report with its findings by rule, the gravest and most frequent first', async () => {
      const subnet = (i: number) => `resource "aws_subnet" "s${i}" { availability_zone = "us-east-1a" }\n`;
      const many = folderWith({
        'main.tf': Array.from({ length: 11 }, (_, i) => subnet(i)).join(''),
        'queue.tf': queueIn('ap-northeast-2').replace(/kms_.*/, ''),
      });
      const long = await sovlint(many, 'scan --home KR');
      const short = await sovlint(many, 'scan --home KR --rule read/*');
      remove(many);
      const overview = long.out.split('\n\n').at(-2);
      assert.equal(overview, 'error    11  where/offshore-region\nwarning   1  read/provider-managed-key');
      assert.ok(!/^warning +1 /m.test(short.out));
    });

    it('speaks Korean', async () => {
      const { out } = await sovlint(folder, `${scan} --lang ko`);
      assert.match(out, /^terraform\.tfvars:1:11 오류 .*\(us-east-1, 미국\)/m);
      assert.match(out, /^ {2}경로: provider\.aws/m);
      assert.match(out, /^파일 5개, 리소스 5개: 오류 2개/m);
    });

    it('is coloured on a terminal alone, and not where NO_COLOR is set', async () => {
      const introducer = '\u001b[';
      assert.ok((await sovlint(folder, scan, { terminal: true })).out.includes(`${introducer}31m`));
      assert.ok(!(await sovlint(folder, scan)).out.includes(introducer));
      const environment = { NO_COLOR: '1' };
      const without = await sovlint(folder, scan, { terminal: true, environment });
      assert.ok(!`${without.out}${without.error}`.includes(introducer));
    });

    it('shows control characters instead of obeying them', async () => {
      const hostile = folderWith({
        'a\u001b[2J.tf': `${queueIn('us-east-1')}# \u202e\n`.replace(
          'region =',
          '/* \u001b]0;x\u0007 \u202e */ region =',
        ),
      });
      const { out } = await sovlint(hostile, 'scan');
      remove(hostile);
      assert.match(out, /^a␛\[2J\.tf:2:\d+ error /m);
      assert.match(out, / \/\* ␛\]0;x␇ \ufffd \*\/ region = /);
      assert.ok(![...out].some((character) => character < ' ' && character !== '\n'));
    });

    it('cuts long lines around the deciding text', async () => {
      const long = folderWith({
        'main.tf': `locals { a = "${'x'.repeat(500)}" }\nprovider "aws" { region = "us-east-1" }\nresource "aws_subnet" "s" { availability_zone = true ? "us-west-2a" : "${'y'.repeat(3000)}" }\n`,
      });
      const { out } = await sovlint(long, 'scan --rule where/offshore-region');
      remove(long);
      const lines = out.split('\n');
      const caret = lines.findIndex((line) => /\| +\^+$/.test(line) && line.length > 60);
      assert.ok(caret > 0, out);
      const under = lines[caret]!;
      assert.equal(lines[caret - 1]!.slice(under.indexOf('^'), under.lastIndexOf('^') + 1), 'us-west-2a');
      assert.ok(lines.every((line) => !line.includes('| ') || line.length < 160));
    });
  });
});
