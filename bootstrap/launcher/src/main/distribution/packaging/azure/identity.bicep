// The identity of the server, in the resource group of the deployment.
param name string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: resourceGroup().location
}

output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
