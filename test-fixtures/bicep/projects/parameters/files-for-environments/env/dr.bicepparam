using '../main.bicep'

var area = 'japan'
param location = '${area}east'
