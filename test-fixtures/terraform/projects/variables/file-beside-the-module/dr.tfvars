region = "us-west-2"
cidr   = "10.1.0.0/16"
