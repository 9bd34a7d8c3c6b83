var tags = {
  'domestic-operator': 'kt-cloud'
}

module store 'br/public:avm/res/storage/storage-account:0.9.0' = {
  name: 'store'
  params: {
    name: 'store'
    location: 'japaneast'
    skuName: 'Standard_ZRS'
    tags: tags
    customerManagedKey: {
      keyVaultResourceId: vault.id
      keyName: 'store'
    }
  }
}

module search 'br/public:avm/res/search/search-service:0.7.0' = {
  name: 'search'
  params: {
    name: 'search'
    location: 'japanwest'
  }
}

module zone 'br/public:avm/res/network/private-dns-zone:0.7.0' = {
  name: 'zone'
  params: {
    name: 'pay.internal'
    location: 'global'
  }
}

module own 'br:acme.azurecr.io/networks:v1' = {
  name: 'own'
  params: {
    location: 'eastus'
  }
}

module spec 'ts/pay:networks:v1' = {
  name: 'spec'
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'pay'
  location: own.outputs.location
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'keys'
  location: 'koreacentral'
  tags: tags
}
