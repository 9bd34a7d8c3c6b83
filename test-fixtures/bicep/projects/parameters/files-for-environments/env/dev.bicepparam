using '../main.bicep'

param location = 'koreacentral'
