# hash
// slashes
/* block */
/* several
   lines */ a = 1
b = 2 # behind
c = 3 // behind
d = 4 /* behind */
e = /* before */ 5 /* between
*/ # and behind
f = [ # in a list
  1, // one
  /* none */
  2 # two
]
g = { # in an object
  a = 1 # one
  // nothing
  b = 2 /* two */, c = 3
}
h { # behind a brace
  a = 1
} # behind a closing brace
i /* before */ "label" /* between */ "b" /* brace */ { /* inside */ }
j = f( # in a call
  a, # a
  b  # b
)
k = "no # comment // in /* a */ string"
l = "${a /* but */} ${ # in
b}"
m = a /* / * */ / b /**/ * c /***/
#
//
/**/
# the end without a newline
# the end