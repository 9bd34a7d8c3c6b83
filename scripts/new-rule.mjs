// Scaffolds a core rule: `npm run new:rule -- question/smell` writes rules/packs/core/question/smell.yaml, a whole rule
// whose examples pass as they stand. `--root=FOLDER` writes into another checkout.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const questions = ['where', 'read', 'modify', 'cutoff', 'operate'];
const words = process.argv.slice(2);
const root =
  words.find((word) => word.startsWith('--root='))?.slice('--root='.length) ??
  dirname(dirname(fileURLToPath(import.meta.url)));
const [id, ...more] = words.filter((word) => !word.startsWith('--'));
const [question, smell] = id?.split('/') ?? [];

if (id === undefined || more.length > 0) stop('Name one rule: npm run new:rule -- where/offshore-region');
if (!questions.includes(question))
  stop(`A core rule answers one of these questions: ${questions.join(', ')}.`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(smell ?? '') || id.split('/').length !== 2) {
  stop('An id is question/smell in kebab case, such as where/offshore-region.');
}
const file = `rules/packs/core/${id}.yaml`;
if (existsSync(join(root, file))) stop(`${file} is there already. An id never changes its meaning.`);
mkdirSync(join(root, dirname(file)), { recursive: true });
writeFileSync(join(root, file), skeleton(id));
console.log(`${file} is written. Now:
  1. Say what it selects and when it fires; an editor that knows YAML schemas completes it (rules/schema/rule.schema.json).
  2. Write its texts in English and Korean, and examples for each dialect it is about.
  3. node scripts/test.mjs server/packs/examples.test.ts --grep=${id}
  4. npm run build && node dist/sovlint.js rules ${id}`);

function stop(message) {
  console.error(message);
  process.exit(2);
}

function skeleton(rule) {
  return `# yaml-language-server: $schema=../../../schema/rule.schema.json
id: ${rule}
severity: warning
title: { en: Two or three words, ko: 두세 단어 }
# What the rule asks about: a facet (place, copy, key, tags, image …), or a raw attribute of some types:
# select: { type: aws_sqs_queue, attribute: name }
select: { facet: place }
# Unknown values never fire. Properties of facets: server/engine/facets/types.ts.
when:
  all:
    - role: own
    - countries: { noneIn: $allowed.countries }
# deciding: the literal that decides; argument: where it is used; header: the block's first line.
at: deciding
message:
  en: "{thing} is placed in {value} ({countries}); say what to do about it"
  ko: "{thing}이(가) {value}({countries})에 배치됩니다. 무엇을 해야 하는지 적으세요"
fixes: [nearest-region]
docs:
  what:
    en: What the code does, in one sentence.
    ko: 코드가 무엇을 하는지 한 문장으로.
  why:
    en: Which power over the thing goes abroad by it.
    ko: 그로 인해 어떤 통제권이 나라 밖으로 나가는지.
  limits:
    en: What the code cannot show about it.
    ko: 코드만으로 알 수 없는 것.
  fix:
    en: What to write instead.
    ko: 대신 무엇을 적어야 하는지.
  exceptions:
    en: What passes, and how to allow the rest.
    ko: 무엇이 통과하고 나머지는 어떻게 허용하는지.
  examples:
    terraform:
      bad: |
        resource "aws_subnet" "web" {
          vpc_id            = "vpc-1"
          availability_zone = "us-east-1a"
        }
      good: |
        resource "aws_subnet" "web" {
          vpc_id            = "vpc-1"
          availability_zone = "ap-northeast-2a"
        }
`;
}
