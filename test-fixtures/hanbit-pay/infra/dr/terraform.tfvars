region = "ap-northeast-1"
zones  = ["ap-northeast-1a", "ap-northeast-1c"]
