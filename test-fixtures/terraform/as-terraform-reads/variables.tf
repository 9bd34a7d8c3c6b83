variable "path" {
  type    = string
  default = null
}

variable "size" {
  default = "large"
}

variable "disks" {
  type = list(object({
    size = number
    kind = optional(string, "ssd")
    tags = optional(map(string), {})
    copy = optional(object({ region = optional(string, "kr-2") }))
  }))
  default = [{ size = "10" }, { size = 20, kind = null, copy = {} }]
}

variable "tags" {
  type    = map(any)
  default = { a = 1, b = "two", c = true }
}

variable "pair" {
  type    = tuple([string, number])
  default = [1, "2"]
}
