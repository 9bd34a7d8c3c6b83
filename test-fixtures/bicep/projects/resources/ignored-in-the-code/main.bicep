// sovlint:ignore where/offshore-region -- moved next year
@description('The old one.')
resource old 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'old'
  location: 'eastus'
}

resource new 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'new'
  // sovlint:ignore where/* -- agreed
  #disable-next-line no-hardcoded-location
  location: 'westus'
}
