# What an operator keeps in Terraform: engines, secrets, policies, the azure method, identities.

terraform {
  required_providers {
    vault = {
      source = "hashicorp/vault"
    }
  }
}

provider "vault" {}

variable "changed" {
  type    = bool
  default = false
}

variable "identity" {
  type = string
}

variable "tenant" {
  type = string
}

resource "vault_audit" "file" {
  type = "file"
  path = "terraform"

  options = {
    file_path = "terraform.log"
  }
}

resource "vault_audit_request_header" "caller" {
  name = "X-Caller"
  hmac = true
}

# Engines and secrets

resource "vault_mount" "secret" {
  path                        = "secret"
  type                        = "kv"
  description                 = var.changed ? "of the applications" : "of one application"
  default_lease_ttl_seconds   = 3600
  max_lease_ttl_seconds       = var.changed ? 14400 : 7200
  listing_visibility          = "hidden"
  passthrough_request_headers = ["X-Caller"]

  options = {
    version = "2"
  }
}

resource "vault_kv_secret_backend_v2" "secret" {
  mount                = vault_mount.secret.path
  max_versions         = var.changed ? 6 : 5
  cas_required         = false
  delete_version_after = 86400
}

resource "vault_kv_secret_v2" "database" {
  mount               = vault_mount.secret.path
  name                = "app/database"
  delete_all_versions = true

  data_json = jsonencode({
    user = "ada"
    port = var.changed ? 5433 : 5432
  })

  custom_metadata {
    max_versions = 3
    data = {
      owner = "web"
    }
  }
}

data "vault_kv_secret_v2" "database" {
  mount      = vault_mount.secret.path
  name       = vault_kv_secret_v2.database.name
  depends_on = [vault_kv_secret_v2.database]
}

data "vault_kv_secrets_list_v2" "app" {
  mount      = vault_mount.secret.path
  name       = "app"
  depends_on = [vault_kv_secret_v2.database]
}

resource "vault_mount" "plain" {
  path = "plain"
  type = "kv"

  options = {
    version = "1"
  }
}

resource "vault_kv_secret" "plain" {
  path      = "${vault_mount.plain.path}/app"
  data_json = jsonencode({ password = "correct horse" })
}

resource "vault_generic_secret" "generic" {
  path      = "${vault_mount.secret.path}/generic"
  data_json = jsonencode({ key = "value" })
}

# Policies and tokens

data "vault_policy_document" "readers" {
  rule {
    path         = "secret/data/app/*"
    capabilities = var.changed ? ["read", "list"] : ["read"]
    description  = "secrets of the application"
  }
}

resource "vault_policy" "readers" {
  name   = "readers"
  policy = data.vault_policy_document.readers.hcl
}

resource "vault_token_auth_backend_role" "short" {
  role_name              = "short"
  allowed_policies       = [vault_policy.readers.name]
  disallowed_policies    = ["admins"]
  orphan                 = true
  token_period           = 0
  renewable              = true
  token_explicit_max_ttl = var.changed ? 7200 : 3600
  path_suffix            = "short"
}

resource "vault_token" "worker" {
  policies  = [vault_policy.readers.name]
  no_parent = true
  renewable = true
  ttl       = "24h"
  metadata  = { purpose = "work" }
}

resource "vault_quota_rate_limit" "global" {
  name     = "global"
  path     = ""
  rate     = var.changed ? 2000 : 1000
  interval = 2
}

resource "vault_quota_rate_limit" "secret" {
  name           = "secret"
  path           = "${vault_mount.secret.path}/"
  rate           = 500.5
  block_interval = 1
}

# The azure method

resource "vault_auth_backend" "fleet" {
  type        = "azure"
  path        = "fleet"
  description = "the fleet"

  tune {
    default_lease_ttl            = "1h"
    max_lease_ttl                = var.changed ? "12h" : "8h"
    listing_visibility           = "unauth"
    token_type                   = "default-service"
    passthrough_request_headers  = ["X-Caller"]
    audit_non_hmac_request_keys  = ["role"]
    audit_non_hmac_response_keys = ["mount_type"]
  }
}

resource "vault_azure_auth_backend_config" "fleet" {
  backend     = vault_auth_backend.fleet.path
  tenant_id   = var.tenant
  resource    = "https://management.azure.com/"
  environment = "lab"
}

resource "vault_azure_auth_backend_role" "web" {
  backend                     = vault_auth_backend.fleet.path
  role                        = "web"
  bound_service_principal_ids = [var.identity]
  bound_resource_groups       = []
  bound_locations             = []
  token_policies              = [vault_policy.readers.name]
  token_ttl                   = var.changed ? 1200 : 600
  token_max_ttl               = 3600
  token_bound_cidrs           = ["127.0.0.0/8"]
  depends_on                  = [vault_azure_auth_backend_config.fleet]
}

resource "vault_azure_auth_backend_role" "groups" {
  backend                = vault_auth_backend.fleet.path
  role                   = "groups"
  bound_group_ids        = ["cccccccc-0000-4000-8000-000000000001"]
  bound_scale_sets       = var.changed ? [] : ["workers"]
  bound_subscription_ids = var.changed ? [] : ["22222222-2222-2222-2222-222222222222"]
  depends_on             = [vault_azure_auth_backend_config.fleet]
}

# The kubernetes method

resource "vault_auth_backend" "cluster" {
  type = "kubernetes"
  path = "cluster"
}

resource "vault_kubernetes_auth_backend_config" "cluster" {
  backend              = vault_auth_backend.cluster.path
  kubernetes_host      = var.changed ? "https://k8s.example:6443" : "https://k8s.example"
  token_reviewer_jwt   = "of-the-reviewer"
  disable_local_ca_jwt = true
}

resource "vault_kubernetes_auth_backend_role" "orders" {
  backend                          = vault_auth_backend.cluster.path
  role_name                        = "orders"
  bound_service_account_names      = ["orders"]
  bound_service_account_namespaces = var.changed ? ["shop", "shop-*"] : ["shop"]
  audience                         = "azimuth"
  alias_name_source                = "serviceaccount_name"
  token_policies                   = [vault_policy.readers.name]
  token_ttl                        = var.changed ? 1200 : 600
}

# Identities

resource "vault_identity_entity" "web" {
  name     = "web"
  policies = [vault_policy.readers.name]
  disabled = false

  metadata = {
    team = var.changed ? "platform" : "web"
  }
}

resource "vault_identity_entity_alias" "web" {
  name           = var.identity
  mount_accessor = vault_auth_backend.fleet.accessor
  canonical_id   = vault_identity_entity.web.id

  custom_metadata = {
    seen = "here"
  }
}

resource "vault_identity_entity" "bare" {
  name              = "bare"
  external_policies = true
}

resource "vault_identity_entity_policies" "bare" {
  entity_id = vault_identity_entity.bare.id
  exclusive = true
  policies  = var.changed ? ["default", "readers"] : ["default"]
}

resource "vault_identity_group" "team" {
  name              = "team"
  type              = "internal"
  policies          = var.changed ? [] : [vault_policy.readers.name]
  member_entity_ids = [vault_identity_entity.web.id]
  member_group_ids  = []

  metadata = {
    cost = "42"
  }
}

resource "vault_identity_group" "entra" {
  name = "entra"
  type = "external"
}

resource "vault_identity_group_alias" "entra" {
  name           = "cccccccc-0000-4000-8000-000000000001"
  mount_accessor = vault_auth_backend.fleet.accessor
  canonical_id   = vault_identity_group.entra.id
}

resource "vault_identity_group" "open" {
  name                       = "open"
  external_policies          = true
  external_member_entity_ids = true
}

resource "vault_identity_group_policies" "open" {
  group_id  = vault_identity_group.open.id
  exclusive = false
  policies  = ["default"]
}

resource "vault_identity_group_member_entity_ids" "open" {
  group_id          = vault_identity_group.open.id
  exclusive         = false
  member_entity_ids = [vault_identity_entity.bare.id]
}

data "vault_identity_entity" "web" {
  entity_name = vault_identity_entity.web.name
  depends_on  = [vault_identity_entity_alias.web]
}

data "vault_identity_group" "team" {
  group_name = vault_identity_group.team.name
}

data "vault_auth_backend" "fleet" {
  path       = vault_auth_backend.fleet.path
  depends_on = [vault_auth_backend.fleet]
}

# Identity tokens

resource "vault_identity_oidc" "issuer" {
  issuer = "https://azimuth.example.com:8200"
}

resource "vault_identity_oidc_key" "signing" {
  name             = "signing"
  algorithm        = "ES256"
  rotation_period  = var.changed ? 172800 : 86400
  verification_ttl = 86400
}

resource "vault_identity_oidc_role" "web" {
  name     = "web"
  key      = vault_identity_oidc_key.signing.name
  ttl      = 3600
  template = "{\"name\": {{identity.entity.name}}}"
}

resource "vault_identity_oidc_key_allowed_client_id" "web" {
  key_name          = vault_identity_oidc_key.signing.name
  allowed_client_id = vault_identity_oidc_role.web.client_id
}

output "port" {
  value     = jsondecode(data.vault_kv_secret_v2.database.data_json).port
  sensitive = true
}

output "names" {
  value     = data.vault_kv_secrets_list_v2.app.names
  sensitive = true
}

output "aliases" {
  value = [for alias in data.vault_identity_entity.web.aliases : alias.name]
}
