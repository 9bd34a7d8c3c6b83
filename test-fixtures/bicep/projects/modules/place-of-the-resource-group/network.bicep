param location string = resourceGroup().location

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: location
}
