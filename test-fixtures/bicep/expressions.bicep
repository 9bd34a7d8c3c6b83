var numbers = [0, 42, -7, +1]
var truth = [true, false, null]
var plain = 'koreacentral'
var empty = ''
var escapes = 'it\'s \\ \n \r \t \${not} \u{1F600} $ {'
var korean = '서울 리전'
var composed = 'a-${plain}-${toUpper('b')}${1}'
var nested = '${'${'deep'}'}'
var lines = '''
first ${kept}
  second 'quoted' ''
'''
var oneLine = '''x'''
var quotes = ''''a'''''
var holes = $'''
region: ${plain}
'''
var dollars = $$'''
${kept} $$${plain}
'''
var sum = 1 + 2 * 3 - 4 / 5 % 6
var order = a || b && c == d
var coalesced = x ?? y ?? 'z'
var compared = [a == b, a != b, a =~ b, a !~ b, a < b, a <= b, a > b, a >= b]
var negated = !(a && !b)
var choice = a ? b : c ? d : e
var laid = a
  ? 'koreacentral'
  : 'koreasouth'
var access = a.b['c'].d[0].?e[?1][^1][?^2]!.f
var called = az.resourceGroup('x').location
var instance = vault.getSecret('name')
var inner = parent::child::grandchild.id
var functions = concat(
  'a',
  format('{0}', 'b')
)
var spread = [...numbers, ...[1]]
var merged = {
  ...flat
  key: 'v'
  'quoted key': 1
  '${plain}-key': 2
  resource: 3
  for: 4
}
var one = map(names, x => x.name)
var two = reduce(names, 0, (current, next) => current + next)
var none = map(names, () => {
  a: 1
})
var many = [for name in names: toLower(name)]
var indexed = [for (name, i) in names: {
  key: name
  at: i
}]
var grid = [
  for row in rows: [
    for cell in row: cell
  ]
]
var commented = { // what
  a: /* inside */ 1 // one
  /* over
     lines */
  b: 2
}
