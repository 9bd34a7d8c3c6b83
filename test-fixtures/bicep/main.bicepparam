using 'declarations.bicep' with {
  mode: 'stack'
}
extends '../base.bicepparam'
import { zone } from 'zones.bicep'

var base = 'korea'

param location = '${base}central'
param prefix = readEnvironmentVariable('PREFIX', 'pay')
param settings = {
  name: zone
  inner: [
    1
  ]
}
extensionConfig k8s with {
  namespace: 'default'
}
