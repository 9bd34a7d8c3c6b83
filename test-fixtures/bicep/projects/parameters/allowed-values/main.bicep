@allowed([
  'koreacentral'
  'eastus'
])
param location string
param backup 'koreasouth' | 'japanwest'

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: location
}

resource other 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'other'
  location: backup
}
