"a" = 1
b = [for, x]
c = x.0.1
d = "\x"
e = f(x..., y)
g { h {} }
i "x${y}" {}
j = 1
j = 2
k = %
