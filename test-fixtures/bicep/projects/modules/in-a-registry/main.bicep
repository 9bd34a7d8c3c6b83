module store 'br/public:avm/res/storage/storage-account:0.9.0' = {
  name: 'store'
  params: {
    name: 'store'
    skuName: 'Standard_GRS'
  }
}

module spec 'ts/pay:networks:v1' = {
  name: 'spec'
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: store.outputs.location
}
