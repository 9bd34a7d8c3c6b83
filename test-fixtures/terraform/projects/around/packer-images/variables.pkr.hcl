variable "region" {
  type    = string
  default = "us-east-1"
}

variable "copies" {
  type    = list(string)
  default = []
}

variable "azure_location" {
  type    = string
  default = env("AZURE_LOCATION")
}

variable "operator" {
  type    = string
  default = "kt-cloud"
}
