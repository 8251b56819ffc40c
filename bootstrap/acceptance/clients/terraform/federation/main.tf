# The fields of the azure method that the provider sends only to a server of the edition Enterprise.

terraform {
  required_providers {
    vault = {
      source = "hashicorp/vault"
    }
  }
}

provider "vault" {
  vault_version_override = "1.21.0+ent"
}

variable "changed" {
  type    = bool
  default = false
}

variable "tenant" {
  type = string
}

resource "vault_identity_oidc" "issuer" {
  issuer = "https://azimuth.example.com:8200"
}

resource "vault_auth_backend" "federated" {
  type = "azure"
  path = "federated"
}

resource "vault_azure_auth_backend_config" "federated" {
  backend                 = vault_auth_backend.federated.path
  tenant_id               = var.tenant
  resource                = "https://management.azure.com/"
  environment             = "lab"
  client_id               = "aaaaaaaa-0000-4000-8000-000000000009"
  identity_token_audience = "api://AzureADTokenExchange"
  identity_token_ttl      = var.changed ? 1200 : 600
  max_retries             = 4
  depends_on              = [vault_identity_oidc.issuer]
}

resource "vault_auth_backend" "rotated" {
  type = "azure"
  path = "rotated"
}

resource "vault_azure_auth_backend_config" "rotated" {
  backend                    = vault_auth_backend.rotated.path
  tenant_id                  = var.tenant
  resource                   = "https://management.azure.com/"
  environment                = "lab"
  client_id                  = "aaaaaaaa-0000-4000-8000-000000000009"
  client_secret              = "to be rotated"
  rotation_schedule          = var.changed ? null : "0 * * * SAT"
  rotation_window            = var.changed ? null : 3600
  rotation_period            = var.changed ? 86400 : null
  disable_automated_rotation = false
}
