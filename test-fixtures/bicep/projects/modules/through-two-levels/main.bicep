var regions = {
  primary: 'koreacentral'
  recovery: 'southeastasia'
}

module area 'area.bicep' = [for place in items(regions): {
  name: 'area-${place.key}'
  params: {
    place: place.value
  }
}]
