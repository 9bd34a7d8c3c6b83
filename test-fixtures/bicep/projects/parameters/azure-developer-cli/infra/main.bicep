targetScope = 'subscription'

param environmentName string
param location string
param modelLocation string
param modelType string

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
}

module model 'model.bicep' = {
  name: 'model'
  scope: group
  params: {
    location: modelLocation
    sku: modelType
  }
}
