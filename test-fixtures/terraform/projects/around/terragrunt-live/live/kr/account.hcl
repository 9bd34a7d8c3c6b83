locals {
  name = "kr"
  tags = { domestic-operator = "kt-cloud" }
}
