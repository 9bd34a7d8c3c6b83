param location string = 'koreacentral'

module store 'modules/store.bicep' = {
  name: 'store'
  params: {
    location: location
  }
}
