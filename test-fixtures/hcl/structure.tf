# Attributes, blocks, labels: every way to write them.
top = 1
top-with-dash_and_1 = 2

terraform {
  required_version = ">= 1.5"
  backend "s3" {}
}

empty {}
empty {
}
one_line { only = true }
one_line { only = [
  1,
  2,
] }

resource "aws_s3_bucket" "data" {
  bucket = "data"

  versioning {
    enabled = true
  }
  lifecycle_rule { enabled = true }
  lifecycle_rule {
    enabled = false
    transition "late" bare "x y" {
      days = 30
    }
  }
}

bare label-1 "quoted \"label\"\t$${x} %%{y}" {
  /* inside */ a /* name */ = /* value */ 1 /* end */
}

a   =   1
b	=	2
c {
d = 3
      e = 4
}
service "http" "web_proxy" {
  listen_addr = "127.0.0.1:8080"
  process "main" {
    command = ["/usr/local/bin/awesome-app", "server"]
  }
}
