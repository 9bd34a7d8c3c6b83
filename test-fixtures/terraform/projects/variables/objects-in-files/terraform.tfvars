sites = {
  seoul = {
    region = "ap-northeast-2"
    zones  = ["ap-northeast-2a", "us-east-1a"]
    copies = {}
  }
  oregon = {
    region = "us-west-2"
  }
}
