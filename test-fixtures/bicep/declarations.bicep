targetScope = 'resourceGroup'

metadata description = 'A payment platform.'
metadata owner = {
  team: 'pay'
}

import { regionOf, tagsOf as commonTags } from 'shared/names.bicep'
import * as kinds from 'shared/kinds.bicep'
extension microsoftGraph
extension 'br:mcr.microsoft.com/bicep/extensions/kubernetes:1.0.0' with {
  namespace: 'default'
  kubeConfig: 'x'
} as k8s
provider 'kubernetes@1.0.0'

@description('Where everything stands.')
@allowed([
  'koreacentral'
  'koreasouth'
])
param location string = 'koreacentral'

@sys.secure()
param password string
@minLength(3) // with a comment
@maxLength(24)

@metadata({
  note: 'x'
})
param prefix string?
param zones 'one' | 'two' | 'three' = 'one'
param sizes (1 | 2 | -3)[] = []
param settings {
  @description('The name.')
  name: string
  *: int
  'quoted key': { inner: bool? }[]
}
param account resource 'Microsoft.Storage/storageAccounts@2023-05-01'
param rest resourceInput<'Microsoft.Storage/storageAccounts@2023-05-01'>.properties = null

type region = 'koreacentral' | 'koreasouth'
type wide =
  | 'a'
  | 'b'
type shape = {
  kind: kinds.kind
  next: shape?
}
type pair = [
  string
  @minValue(1)
  int
]
type element = pair[*]
type always = shape.kind!

func suffixOf(name string, count int) string => '${name}-${count}'
func long(
  a string
) string =>
  toUpper(a)

var typed string = 'x'
var names = [
  'a', 'b'
  'c'
]
var flat = { a: 1, b: 'two' }

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${prefix}store'
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  tags: union(commonTags(), { 'domestic-operator': 'kt-cloud' })

  resource blobs 'blobServices' = {
    name: 'default'

    @batchSize(2)
    resource containers 'containers' = [for name in names: {
      name: name
    }]
  }
}

#disable-next-line no-unused-existing-resources BCP081 // for later
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'pay-vault'
  scope: resourceGroup('security')
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' =
  if (!empty(prefix)) {
    name: 'keep'
    scope: storage::blobs
    properties: { level: 'CanNotDelete' }
  }

resource disks 'Microsoft.Compute/disks@2023-10-02' = [for (name, i) in names: if (i > 0) {
  name: '${name}-${i}'
  location: location
}]

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    location: location
    ...flat
  }
}
module monitoring 'br/public:avm/res/insights/component:0.4.0' = [
  for name in names: {
    name: name
  }
]
test trial 'tests/main.bicep' = {
  params: {}
}

assert inKorea = startsWith(location, 'korea')

output id string = storage.id
output all array = [for d in range(0, 2): disks[d].id]
output store resource 'Microsoft.Storage/storageAccounts@2023-05-01' = storage
output any resource = storage
