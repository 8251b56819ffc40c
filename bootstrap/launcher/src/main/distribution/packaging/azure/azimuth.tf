# Azure's side of an Azimuth server: an identity for it, and the right to read what roles bind.
#
#   terraform init
#   terraform apply -var subscription_id=… -var resource_group=rg-azimuth -var 'readable=["rg-web"]'
#
# Then assign the identity to the machine of the server, or federate it with the server's pod
# (docs/guides/federation.md), and write its client id into the mount's configuration.

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
  subscription_id = var.subscription_id
}

variable "subscription_id" {
  description = "The subscription of the identity and of the readable resource groups."
  type        = string
}

variable "resource_group" {
  description = "The resource group of the identity. It must exist."
  type        = string
}

variable "readable" {
  description = "The resource groups whose machines log in by resource bindings."
  type        = set(string)
  default     = []
}

variable "name" {
  description = "The name of the identity."
  type        = string
  default     = "azimuth"
}

data "azurerm_subscription" "this" {}

data "azurerm_resource_group" "home" {
  name = var.resource_group
}

data "azurerm_resource_group" "readable" {
  for_each = var.readable
  name     = each.value
}

resource "azurerm_role_definition" "azimuth" {
  name        = "Azimuth login server (${var.subscription_id})"
  scope       = data.azurerm_subscription.this.id
  description = "Reads what an Azimuth server compares logins with: machines, scale sets and identities."

  permissions {
    actions = [
      "Microsoft.Compute/virtualMachines/read",
      "Microsoft.Compute/virtualMachineScaleSets/read",
      "Microsoft.ManagedIdentity/userAssignedIdentities/read",
    ]
  }

  assignable_scopes = [data.azurerm_subscription.this.id]
}

resource "azurerm_user_assigned_identity" "azimuth" {
  name                = var.name
  resource_group_name = data.azurerm_resource_group.home.name
  location            = data.azurerm_resource_group.home.location
}

resource "azurerm_role_assignment" "reads" {
  for_each           = data.azurerm_resource_group.readable
  scope              = each.value.id
  role_definition_id = azurerm_role_definition.azimuth.role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.azimuth.principal_id
}

output "client_id" {
  value = azurerm_user_assigned_identity.azimuth.client_id
}
