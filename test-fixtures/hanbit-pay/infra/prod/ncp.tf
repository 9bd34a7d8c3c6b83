# 대외계: 금융결제원 회선이 들어오는 네이버 클라우드
resource "ncloud_vpc" "external" {
  name            = "hanbit-external"
  ipv4_cidr_block = "10.40.0.0/16"
}

resource "ncloud_subnet" "external" {
  vpc_no         = ncloud_vpc.external.id
  subnet         = "10.40.1.0/24"
  zone           = "KR-2"
  network_acl_no = ncloud_vpc.external.default_network_acl_no
  subnet_type    = "PRIVATE"
}

resource "ncloud_subnet" "lb" {
  vpc_no         = ncloud_vpc.external.id
  subnet         = "10.40.100.0/24"
  zone           = "KR-2"
  network_acl_no = ncloud_vpc.external.default_network_acl_no
  subnet_type    = "PRIVATE"
  usage_type     = "LOADB"
}

resource "ncloud_login_key" "ops" {
  key_name = "hanbit-ops"
}

resource "ncloud_server" "kftc_gateway" {
  name                = "kftc-gateway"
  subnet_no           = ncloud_subnet.external.id
  server_image_number = "17552318"
  server_spec_code    = "s4-g3"
  login_key_name      = ncloud_login_key.ops.key_name
}

resource "ncloud_nks_cluster" "external" {
  name                 = "hanbit-external"
  hypervisor_code      = "KVM"
  cluster_type         = "SVR.VNKS.STAND.C004.M016.G003"
  k8s_version          = "1.31.7-nks.1"
  login_key_name       = ncloud_login_key.ops.key_name
  zone                 = "KR-2"
  vpc_no               = ncloud_vpc.external.id
  subnet_no_list       = [ncloud_subnet.external.id]
  lb_private_subnet_no = ncloud_subnet.lb.id
  kube_network_plugin  = "cilium"
}

resource "ncloud_objectstorage_bucket" "kftc_files" {
  bucket_name = "hanbit-kftc-files"
}
