param recovery bool = false
param mirror bool

resource found 'Microsoft.Network/virtualNetworks@2024-01-01' existing = {
  name: 'found'
}

resource off 'Microsoft.Network/virtualNetworks@2024-01-01' = if (recovery) {
  name: 'off'
  location: 'eastus'
}

resource perhaps 'Microsoft.Network/virtualNetworks@2024-01-01' = if (mirror) {
  name: 'perhaps'
  location: mirror ? 'japaneast' : 'eastus'
}

resource inherited 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'inherited'
  location: found.location
}
