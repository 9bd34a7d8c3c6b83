// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import assert from 'node:assert/strict';
import { actual, type Case, describeProject } from './project.testing';

const cases: Case[] = [
  {
    title: 'an attribute that is written, and one that is not',
    files: {
      'main.tf':
        'resource "aws_kms_key" "k" { description = "d" }\nresource "x_y" "z" {\n  a = aws_kms_key.k.description\n  b = aws_kms_key.k.arn\n  c = "${aws_kms_key.k.id}-x"\n}',
    },
    values: {
      'x_y.z a': '"d" @main.tf:1:45 < aws_kms_key.k',
      'x_y.z b': 'unknown computed < aws_kms_key.k',
    },
  },
  {
    title: 'nothing of that name',
    files: {
      'main.tf': 'resource "x_y" "z" {\n  a = aws_kms_key.k.arn\n  b = try(aws_kms_key.k.arn, "f")\n}',
    },
    values: { 'x_y.z a': 'unknown expression.undeclared', 'x_y.z b': '"f" @main.tf:3:31' },
  },
  {
    title: 'nested blocks by their index',
    files: {
      'main.tf':
        'resource "aws_instance" "i" {\n  root_block_device {\n    encrypted = true\n  }\n}\nresource "x_y" "z" { a = aws_instance.i.root_block_device[0].encrypted }',
    },
    values: { 'x_y.z a': 'true @main.tf:3:17 < aws_instance.i' },
  },
  {
    title: 'count: by index, by the old index, all of them',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  count = 2\n  n = ["p", "q"][count.index]\n}\nresource "x_y" "z" {\n  a = a_b.c[1].n\n  b = a_b.c.0.n\n  c = a_b.c[*].n\n  d = a_b.c[0].id\n  e = try(a_b.c[2].n, "f")\n  g = length(a_b.c)\n}',
    },
    values: {
      'a_b.c n': '"p" @main.tf:3:9 | "q" @main.tf:3:14',
      'x_y.z a': '"q" @main.tf:3:14 < a_b.c',
      'x_y.z b': '"p" @main.tf:3:9 < a_b.c',
      'x_y.z c': '["p" @main.tf:3:9 < a_b.c, "q" @main.tf:3:14 < a_b.c]',
      'x_y.z d': 'unknown computed < a_b.c',
      'x_y.z e': '"f" @main.tf:10:24',
      'x_y.z g': '2 @main.tf:11:7',
    },
  },
  {
    title: 'for_each: by key, all of them',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  for_each = { k = { r = "p" }, l = { r = "q" } }\n  n = each.value.r\n  m = each.key\n}\nresource "x_y" "z" {\n  a = a_b.c["l"].n\n  b = [for c in a_b.c : c.n]\n  c = try(a_b.c["m"].n, "f")\n  d = values(a_b.c)[*].id\n}',
    },
    values: {
      'a_b.c n': '"p" @main.tf:2:27 < each.value | "q" @main.tf:2:44 < each.value',
      'a_b.c m': '"k" @main.tf:2:16 < each.key | "l" @main.tf:2:33 < each.key',
      'x_y.z a': '"q" @main.tf:2:44 < a_b.c < each.value',
      'x_y.z b': '["p" @main.tf:2:27 < a_b.c < each.value, "q" @main.tf:2:44 < a_b.c < each.value]',
      'x_y.z c': '"f" @main.tf:9:26',
      'x_y.z d': '[unknown computed < a_b.c, unknown computed < a_b.c]',
    },
  },
  {
    title: 'the instance of the same key',
    files: {
      'main.tf':
        'provider "x" {}\nlocals { m = { k = "p", l = "q" } }\nresource "a_b" "c" {\n  for_each = local.m\n  n = each.value\n}\nresource "x_y" "z" {\n  for_each = local.m\n  v = "${each.key}-${a_b.c[each.key].n}"\n  i = a_b.c[each.key].id\n}\nresource "x_y" "u" {\n  for_each = toset(["k", "gone"])\n  v = a_b.c[each.key].n\n}',
    },
    values: {
      'x_y.z v': '"k-p" @main.tf:9:8 | "l-q" @main.tf:9:8',
      'x_y.z i': 'unknown computed < a_b.c',
      'x_y.u v': 'unknown instances | "p" @main.tf:2:21 < a_b.c < each.value < local.m',
    },
  },
  {
    title: 'for_each over another resource',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  for_each = toset(["p", "q"])\n  n = each.value\n}\nresource "x_y" "z" {\n  for_each = a_b.c\n  n = each.value.n\n  id = each.value.id\n}',
    },
    values: {
      'x_y.z n':
        '"p" @main.tf:2:22 < each.value < a_b.c < each.value | "q" @main.tf:2:27 < each.value < a_b.c < each.value',
      'x_y.z id': 'unknown computed < each.value < a_b.c',
    },
  },
  {
    title: 'count that is certainly 0: no resource, references fail',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  count = 0\n  n = "p"\n}\nresource "x_y" "z" {\n  a = try(a_b.c[0].n, "f")\n  b = length(a_b.c)\n  c = one(a_b.c[*].n)\n}\nprovider "x" {}',
    },
    addresses: ['provider.x', 'x_y.z'],
    values: { 'x_y.z a': '"f" @main.tf:6:24', 'x_y.z b': '0 @main.tf:7:7' },
  },
  {
    title: 'count that a variable switches off, and on in another run',
    files: {
      'main.tf':
        'variable "on" { default = false }\nresource "x_y" "z" { count = var.on ? 1 : 0 }\nprovider "x" {}',
      'on.tfvars': 'on = true',
    },
    addresses: ['provider.x'],
    runs: ['', '+on.tfvars'],
  },
  {
    title: 'count that is undecided',
    files: {
      'main.tf':
        'variable "on" {}\nvariable "n" {}\nresource "a_b" "c" {\n  count = var.on ? 1 : 0\n  n = "p"\n}\nresource "a_b" "d" { count = var.n }\nresource "x_y" "z" {\n  a = a_b.c[0].n\n  b = a_b.c[*].n\n  c = a_b.d[*].id\n}\nprovider "x" {}',
    },
    addresses: ['provider.x', 'a_b.c?', 'a_b.d?', 'x_y.z'],
    values: {
      'x_y.z a': '"p" @main.tf:5:8 < a_b.c',
      'x_y.z b': '["p" @main.tf:5:8 < a_b.c]? | []?',
      'x_y.z c': 'unknown variable-unset < a_b.d',
    },
  },
  {
    title: 'count that is certainly more than 0 in every case',
    files: {
      'main.tf': 'variable "ha" {}\nresource "x_y" "z" { count = var.ha ? 3 : 1 }\nprovider "x" {}',
    },
    addresses: ['provider.x', 'x_y.z'],
  },
  {
    title: 'for_each: empty, unknown, and of what is undecided',
    files: {
      'main.tf':
        'variable "s" {}\nprovider "x" {}\nresource "x_y" "empty" { for_each = {} }\nresource "x_y" "unknown" {\n  for_each = var.s\n  v = each.value\n}\nresource "x_y" "either" {\n  for_each = var.s ? toset(["p"]) : toset([])\n  v = each.value\n}',
    },
    addresses: ['provider.x', 'x_y.unknown?', 'x_y.either?'],
    values: {
      'x_y.unknown v': 'unknown variable-unset < each.value < var.s',
      'x_y.either v': '"p" @main.tf:9:30 < each.value',
    },
  },
  {
    title: 'elements go together: key and value of one element',
    files: {
      'main.tf':
        'provider "x" {}\nresource "x_y" "z" {\n  for_each = { a = "p", b = "q" }\n  v = "${each.key}-${each.value}"\n}',
    },
    values: { 'x_y.z v': '"a-p" @main.tf:4:8 | "b-q" @main.tf:4:8' },
  },
  {
    title: 'an element that is only perhaps there',
    files: {
      'main.tf':
        'variable "dr" {}\nprovider "x" {}\nresource "x_y" "z" {\n  for_each = toset(concat(["r1"], var.dr ? ["r2"] : []))\n  v = each.value\n}',
    },
    values: { 'x_y.z v': '"r1" @main.tf:4:29 < each.value | "r2" @main.tf:4:46 < each.value?' },
    addresses: ['provider.x', 'x_y.z'],
  },
  {
    title: 'resources that refer to each other in a circle',
    files: {
      'main.tf': 'resource "a_b" "c" { n = a_b.d.n }\nresource "a_b" "d" { n = a_b.c.n }\nprovider "a" {}',
    },
    values: { 'a_b.c n': 'unknown cycle < a_b.d < a_b.c' },
  },
  {
    title: 'a count that depends on its own resource',
    files: { 'main.tf': 'resource "a_b" "c" { count = length(a_b.c) }\nprovider "a" {}' },
    addresses: ['provider.a', 'a_b.c?'],
  },
  {
    title: 'meta-arguments are no part of the body',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  count = 1\n  provider = a\n  depends_on = []\n  lifecycle { ignore_changes = all }\n  connection {}\n  provisioner "local-exec" {}\n  kept = 1\n}\nprovider "a" {}',
    },
    values: {
      'a_b.c count': 'absent',
      'a_b.c provider': 'absent',
      'a_b.c depends_on': 'absent',
      'a_b.c lifecycle': 'absent',
      'a_b.c connection': 'absent',
      'a_b.c provisioner': 'absent',
      'a_b.c kept': '1 @main.tf:8:10',
    },
  },
  {
    title: 'dynamic blocks: an element each, static ones beside them',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  s {\n    v = 1\n  }\n  dynamic "s" {\n    for_each = { p = "q" }\n    content {\n      v = s.value\n      k = s.key\n    }\n  }\n}\nprovider "a" {}',
    },
    values: { 'a_b.c s': '[{v: 1 @main.tf:3:9}, {v: "q" @main.tf:6:23, k: "p" @main.tf:6:18}]' },
  },
  {
    title: 'dynamic blocks: of what is unknown, empty, undecided',
    files: {
      'main.tf':
        'variable "u" {}\nresource "a_b" "c" {\n  dynamic "o" {\n    for_each = var.u\n    content {}\n  }\n  dynamic "e" {\n    for_each = []\n    content {}\n  }\n  dynamic "p" {\n    for_each = var.u ? [1] : []\n    content {\n      v = p.value\n    }\n  }\n}\nprovider "a" {}',
    },
    values: {
      'a_b.c o': '[…]',
      'a_b.c e': '[]',
      'a_b.c p': '[{v: 1 @main.tf:12:25}]? | []?',
    },
  },
  {
    title: 'dynamic blocks inside dynamic blocks, with an iterator of another name',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  dynamic "r" {\n    for_each = ["p", "q"]\n    iterator = it\n    content {\n      dynamic "t" {\n        for_each = [it.value]\n        content {\n          v = "${it.key}${t.value}"\n        }\n      }\n    }\n  }\n}\nprovider "a" {}',
    },
    values: {
      'a_b.c r': '[{t: [{v: "0p" @main.tf:9:16}]}, {t: [{v: "1q" @main.tf:9:16}]}]',
    },
  },
  {
    title: 'dynamic blocks: what does not speak of the element decides alike',
    files: {
      'main.tf':
        'variable "u" {}\nresource "a_b" "c" {\n  w = "${var.u ? "x" : "y"}-${local.v}"\n  dynamic "s" {\n    for_each = [1]\n    content {\n      v = "${var.u ? "x" : "y"}-${local.v}"\n    }\n  }\n}\nlocals { v = var.u ? "p" : "q" }\nprovider "a" {}',
    },
    values: {
      'a_b.c w': '"x-p" @main.tf:3:8? | "y-q" @main.tf:3:8?',
      'a_b.c s': '[{v: "x-p" @main.tf:7:12? | "y-q" @main.tf:7:12?}]',
    },
  },
  {
    title: 'dynamic blocks: more than are looked at',
    files: {
      'main.tf':
        'resource "a_b" "c" {\n  dynamic "s" {\n    for_each = range(300)\n    content {}\n  }\n  n = 1\n}\nprovider "a" {}',
    },
    values: { 'a_b.c s': `[${'{}, '.repeat(256)}…]` },
  },
  {
    title: 'self is known only when it runs',
    files: { 'main.tf': 'resource "a_b" "c" { v = self.id }\nprovider "a" {}' },
    values: { 'a_b.c v': 'unknown runtime' },
  },
  {
    title: 'each outside of for_each',
    files: { 'main.tf': 'resource "a_b" "c" { v = each.key }\nprovider "a" {}' },
    values: { 'a_b.c v': 'unknown expression.undeclared' },
  },
];

describe('Terraform references, count and for_each', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  it('names the resource that a reference leads to, without its index', () => {
    const project = describeProject({
      'main.tf':
        'resource "a_b" "c" { count = 2 }\ndata "d_e" "f" { for_each = toset(["k"]) }\nresource "x_y" "z" {\n  a = a_b.c[0].id\n  b = data.d_e.f["k"].id\n}',
    });
    const hop = (name: string) => {
      const value = project.resource('x_y.z')?.body.entries.get(name)?.value;
      return [value?.trace?.step, value?.trace?.resource];
    };
    assert.deepEqual(hop('a'), ['resource', project.resource('a_b.c')?.id]);
    assert.deepEqual(hop('b'), ['data', project.resource('data.d_e.f')?.id]);
  });

  it('says where a block begins and ends, and where its header is', () => {
    const text = 'resource "a_b" "c" {\n  s {\n    v = 1\n  }\n}';
    const resource = describeProject({ 'main.tf': text }).resource('a_b.c')!;
    const cut = ({ range }: { range: { start: number; end: number } }) => text.slice(range.start, range.end);
    assert.equal(cut(resource.header), 'resource "a_b" "c"');
    assert.equal(cut(resource.extent), text);
    const entry = resource.body.entries.get('s')!;
    assert.equal(cut(entry.key), 's');
    const block = entry.value.kind === 'list' ? entry.value.items[0] : undefined;
    assert.ok(block?.kind === 'map' && block.header && block.extent);
    assert.equal(cut(block.header), 's');
    assert.equal(cut(block.extent), 's {\n    v = 1\n  }');
    assert.equal(cut(block.entries.get('v')!.key), 'v');
    assert.equal(cut(block.entries.get('v')!.expression!), '1');
  });
});
