# What a workload does with the same provider: it logs in with its token of Azure and reads.

terraform {
  required_providers {
    vault = {
      source = "hashicorp/vault"
    }
  }
}

variable "jwt" {
  type      = string
  sensitive = true
}

variable "subscription" {
  type = string
}

variable "resource_group" {
  type = string
}

variable "machine" {
  type = string
}

provider "vault" {
  skip_child_token = true

  auth_login_azure {
    mount               = "fleet"
    role                = "web"
    jwt                 = var.jwt
    subscription_id     = var.subscription
    resource_group_name = var.resource_group
    vm_name             = var.machine
  }
}

data "vault_kv_secret_v2" "database" {
  mount = "secret"
  name  = "app/database"
}

output "user" {
  value     = jsondecode(data.vault_kv_secret_v2.database.data_json).user
  sensitive = true
}
