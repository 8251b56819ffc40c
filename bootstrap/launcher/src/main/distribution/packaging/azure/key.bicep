// A key for seal "azurekeyvault" in a vault with role assignments, and the right to use it.
//
//   az deployment group create -g rg-azimuth --template-file key.bicep \
//     --parameters vault=azimuth-vault principalId=OBJECT_ID_OF_THE_SERVER
//
// The vault must exist, with purge protection. docs/guides/azure-setup.md says more.

@description('The name of the vault.')
param vault string

@description('The name of the key.')
param key string = 'azimuth-seal'

@description('The object id of the identity of the server.')
param principalId string

// Key Vault Crypto Service Encryption User
var encryptionUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')

resource home 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vault
}

resource seal 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: home
  name: key
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
  }
}

resource use 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: seal
  name: guid(seal.id, principalId, encryptionUser)
  properties: {
    roleDefinitionId: encryptionUser
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
