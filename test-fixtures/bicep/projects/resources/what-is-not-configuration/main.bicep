// eastus
metadata description = 'Runs in eastus.'
@description('Not eastus.')
@metadata({
  example: 'eastus'
})
param name string = 'eastus-like'
var codes = {
  eastus: 'eus'
}
output codes object = codes

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '${name}-${codes.eastus}'
  location: 'koreacentral'
}
