param place string

module network 'network/main.bicep' = {
  name: 'network'
  params: {
    settings: {
      location: place
    }
  }
}

output id string = network.outputs.id
