locals {
  name = "hanbit-pay-${var.environment}"

  common_tags = {
    service           = "hanbit-pay"
    environment       = var.environment
    domestic-operator = "naver-cloud"
  }

  # 서울과 지연이 가장 짧은 해외 리전
  replica_region = "ap-northeast-1"

  # 세션은 고객사별로 위치가 다릅니다.
  session_copy_region = var.session_copy_abroad ? "ap-southeast-1" : "ap-northeast-2"
}
