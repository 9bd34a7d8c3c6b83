locals {
  name = "us"
  tags = { team = "payments" }
}
