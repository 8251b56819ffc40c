// Azure's side of an Azimuth server: an identity for it, and the right to read what roles bind.
//
//   az deployment sub create --location westeurope --template-file azimuth.bicep \
//     --parameters resourceGroup=rg-azimuth readable='["rg-web"]'
//
// Then assign the identity to the machine of the server, or federate it with the server's pod
// (docs/guides/federation.md), and write its client id into the mount's configuration.
targetScope = 'subscription'

@description('The resource group of the identity. It must exist.')
param resourceGroup string

@description('The resource groups whose machines log in by resource bindings.')
param readable array = []

@description('The name of the identity.')
param name string = 'azimuth'

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'azimuth-login-server')
  properties: {
    roleName: 'Azimuth login server (${subscription().subscriptionId})'
    description: 'Reads what an Azimuth server compares logins with: machines, scale sets and identities.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Compute/virtualMachines/read'
          'Microsoft.Compute/virtualMachineScaleSets/read'
          'Microsoft.ManagedIdentity/userAssignedIdentities/read'
        ]
        notActions: []
      }
    ]
    assignableScopes: [
      subscription().id
    ]
  }
}

module identity 'identity.bicep' = {
  name: '${name}-identity'
  scope: az.resourceGroup(resourceGroup)
  params: {
    name: name
  }
}

module grants 'grant.bicep' = [
  for group in readable: {
    name: '${name}-reads-${group}'
    scope: az.resourceGroup(group)
    params: {
      roleDefinitionId: role.id
      principalId: identity.outputs.principalId
    }
  }
]

output clientId string = identity.outputs.clientId
output principalId string = identity.outputs.principalId
