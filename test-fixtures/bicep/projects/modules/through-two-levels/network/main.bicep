type settings = {
  location: string
  name: string?
}

param settings settings

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: settings.?name ?? 'pay'
  location: settings.location
}

output id string = network.id
