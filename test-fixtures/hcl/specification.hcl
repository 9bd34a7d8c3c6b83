io_mode = "async"

service "http" "web_proxy" {
  listen_addr = "127.0.0.1:8080"

  process "main" {
    command = ["/usr/local/bin/awesome-app", "server"]
  }

  process "mgmt" {
    command = ["/usr/local/bin/awesome-app", "mgmt"]
  }
}

examples {
  for_quoted    = {"for" = 1, baz = 2}
  for_later     = {baz = 2, for = 1}
  for_variable  = [(for), foo, baz]
  key_literal   = {foo = "baz"}
  key_variable  = {(foo) = "baz"}
  swap          = {for i, v in ["a", "b"]: v => i}
  group         = {for i, v in ["a", "a", "b"]: v => i...}
  filter        = [for i, v in ["a", "b", "c"]: v if i < 2]
  tuple_for     = [for v in ["a", "b"]: v]
  attr_splat    = tuple.*.foo.bar[0]
  full_splat    = tuple[*].foo.bar[0]
  one_object    = any_object.*.id
  one_number    = any_number.*
  same_level    = x / y * z
  opposite      = (a == b) == !(a != b)
  selected      = length(some_list) > 0 ? some_list[0] : default
  strip_left    = "hello ${~ "world" }"
  strip_both    = "%{ if true ~} hello %{~ endif }"
  not_adjacent  = "${"hello" ~}${" world"}"
  unwrapped     = "${true}"
  twice         = "${"${true}"}"
  not_unwrapped = "hello ${true}"
  two_sequences = "${""}${true}"
  directive     = "%{ for v in [true] }${v}%{ endfor }"
  legacy_index  = foo.0.bar
  escaped       = "$${ %%{"
}
