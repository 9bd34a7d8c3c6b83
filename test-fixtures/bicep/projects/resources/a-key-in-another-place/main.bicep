param location string = 'koreacentral'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'pay-keys'
  location: 'japaneast'
  tags: tags

  resource key 'keys' = {
    name: 'disks'
  }
}

resource set 'Microsoft.Compute/diskEncryptionSets@2023-10-02' = {
  name: 'set'
  location: location
  tags: tags
  properties: {
    activeKey: {
      keyUrl: vault::key.properties.keyUriWithVersion
    }
  }
}

resource disk 'Microsoft.Compute/disks@2023-10-02' = {
  name: 'ledger'
  location: location
  tags: tags
  properties: {
    encryption: {
      diskEncryptionSetId: set.id
      type: 'EncryptionAtRestWithCustomerKey'
    }
  }
}

var tags = loadJsonContent('tags.json')
