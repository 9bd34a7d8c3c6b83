param location string
param sku string

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: 'pay'
}

resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'chat'
  sku: {
    name: sku
    capacity: 10
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: location
}
