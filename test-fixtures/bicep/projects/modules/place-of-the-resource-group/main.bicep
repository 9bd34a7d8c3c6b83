targetScope = 'subscription'

resource home 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'home'
  location: 'koreacentral'
}

resource abroad 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'abroad'
  location: 'japaneast'
}

module here 'network.bicep' = {
  name: 'here'
  scope: home
}

module there 'network.bicep' = {
  name: 'there'
  scope: abroad
}
