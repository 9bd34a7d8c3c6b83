locals {
  plain = <<EOT
a
  b
EOT
  empty = <<EOT
EOT
  indented_marker = <<EOT
  a
    EOT
  stripped = <<-EOT
      a
        b

    c
   
      d
    EOT
  stripped_to_nothing = <<-EOT
    EOT
  tabs = <<-EOT
		a
			b
	EOT
  sequences = <<EOT
a ${b} c
${d}
  ${e}${f}
%{ if a }
b
%{ else }
c
%{ endif }
%{ for x in y ~}
  ${x}
%{ endfor ~}
$${a} %%{b} $$ %% $ % \n \" "quoted" \${c}
EOT
  stripped_sequences = <<-EOT
    a
      ${b}
    ${c} d
    %{ if e ~}
      f
    %{ endif ~}
      %{~ for x in y ~}
      ${~ x ~}
      %{~ endfor ~}

    g
  EOT
  none_to_strip = <<-EOT
    a
${b}
    c
  EOT
  multiline = <<EOT
a ${
    b +
EOT
} c
EOT
  marker-like = <<EOT
EOTX
 x EOT
EOT x
${a}EOT
EOT
  nested = <<A
${<<B
b
B
}
A
  in_list = [<<A
a
A
    , <<-B
    b
    B
  ]
  in_call = f(<<A
a
A
  )
  in_object = {
    a = <<A
a
A
    b = 1
  }
  unicode_표시 = <<표시
가
표시
  dashed = <<E-O-T
a
E-O-T
}
