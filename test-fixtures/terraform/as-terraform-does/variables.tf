variable "order" {
  default = "default"
}

variable "only_default" {
  default = "default"
}

variable "overridden" {
  default = "not this"
}

variable "number_as_text" {
  type    = string
  default = 8080
}

variable "text_as_number" {
  type = number
}

variable "prefix" {
  type     = string
  default  = "p"
  nullable = false
}

variable "nothing" {
  type    = string
  default = "something"
}

variable "zones" {
  type = map(object({
    region   = string
    primary  = optional(bool, false)
    suffixes = optional(list(string), ["a", "c"])
    labels   = optional(map(string))
    backup = optional(object({
      region = optional(string, "kr-2")
      days   = optional(number, 7)
    }), {})
  }))
}
