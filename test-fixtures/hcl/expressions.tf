locals {
  numbers   = [0, 7, 007, 1.5, 1e3, 1E+3, 1.5e-3, 12345678901234567890, 0.1, -4, - 5]
  keywords  = [true, false, null, !true, !false]
  variables = [var.a, local.b, each.key, count.index, self.x, path.module, data.aws_region.current.name]
  operators = [
    a + b, a - b, a * b, a / b, a % b, a == b, a != b, a < b, a <= b, a > b, a >= b, a && b, a || b,
    a -b, a-b, 1-1, a+b, -a, !a, !-a, - -a, --a, !!a, a == !b, a - -b,
  ]
  precedence = [
    a + b * c, (a + b) * c, a || b && c == d < e + f * -g, a - b - c, a / b / c, a == b != c, !a && b, -a * b,
    a < b == c > d, a ? b : c ? d : e, a ? b ? c : d : e, (a ? b : c) ? d : e, a || b ? c + 1 : d * 2,
  ]
  access = [
    a.b, a.b.c, a["b"], a[0], a[b], a[b.c][d], a.0, a.0.b, a.b.1.c, a . b, a [ 0 ], a[-1], a["x${y}"].z,
    (a).b, f(a).b, [1, 2][0], {a = 1}.a, "abc"[0], true.x, a[*], a.*,
  ]
  splats = [
    a[*].b, a.*.b, a[*].b.c, a.*.b.c, a[*].b[0], a.*.b[0], a[*][0], a.*[0], a[*].b[*].c, a[*].b.*.c[0], a[*].0,
    a.*.0, a.*.b.0.c, a[ * ].b, a[*].b[c[*].d].e, a.b[*].c["x"].d, a[*][*], a[*].b[*].c[*].d[0].e,
  ]
  calls = [
    f(), f(a), f(a, b), f(a, b,), f(a...), f(a, b...), f (a), f(f(f())), f(
      a,
      b
    ), f(a
      ...
    ), provider::aws::arn_parse(a), a :: b (c), core::max(1, 2)[0], f([]...), true(1), for(x),
  ]
  collections = [
    [], [1], [1, ], [
      1, 2,

      3
    ], {}, {a = 1}, {a = 1, }, {a : 1, b = 2}, {
      a = 1
      b = 2, c = 3

      "d" = 4
      "e${f}" : 5, (g) = 6
      1 = 7
      true = 8
      null = 9
      h.i = 10
      (j.k) = 11
      -1 = 12
      f(x) = 13
    },
    {a = 1, for = 2}, {"for" = 1}, {(for) = 1}, [(for), foo], {a = {b = {c = {}}}},
    {a = b ? c : d, e : f ? g : h},
  ]
  loops = [
    [for x in y : x], [for x, y in z : x + y], [for x in y : x if x != ""], {for x in y : x => x}, [
      for
      x in y
      :
      x
    ],
    {for k, v in y : k => v if v != null}, {for k, v in y : k => v...}, {for k, v in y : k => v... if k},
    {
      for x in y : x.id => {
        a = x
        b = [for z in x : z]
      }
    }, [for x in [for y in z : y] : {for k, v in x : k => v}], [for x in y : x ? 1 : 2 if z],
    [for in in in : in], [for if in if : if if if],
  ]
  parentheses = (
    a
    +
    b
  )
  multiline = [
    a
    .b
    [0], a ?
    b :
    c, f(x)
    .y
  ]
  conditional = a ? "b" : "c"
  nested_in_strings = "${a ? "b" : "c"} ${f("d", "${e}")} ${[for x in y : "${x}"][0]} ${{a = "}"}.a}"
}
