// Lets a managed identity of the resource group of the deployment sign in with tokens of an issuer.
param identity string
param name string
param issuer string
param subject string
param audience string

resource home 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identity
}

resource federated 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: home
  name: name
  properties: {
    issuer: issuer
    subject: subject
    audiences: [
      audience
    ]
  }
}
