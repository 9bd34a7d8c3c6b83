data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "state"
    key    = "network"
    region = "us-east-1"
  }
}
