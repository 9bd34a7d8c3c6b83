var places = [
  'koreacentral'
  'eastus'
]
param more array

resource each 'Microsoft.Network/virtualNetworks@2024-01-01' = [for (place, i) in places: if (i > 0) {
  name: 'each-${i}'
  location: place
}]

resource unknown 'Microsoft.Network/virtualNetworks@2024-01-01' = [for place in more: {
  name: place.name
  location: 'westeurope'
}]

resource beside 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'beside'
  location: each[1].location
}
