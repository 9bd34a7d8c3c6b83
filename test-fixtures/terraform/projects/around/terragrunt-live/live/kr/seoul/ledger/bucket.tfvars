replica = "ap-northeast-1"
