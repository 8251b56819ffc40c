# Logins that are expected to work, and logins that are not. Run it: azimuth test-roles roles.hcl

# What a login depends on of auth/azure/config and of the mount.
mount {
  tenant_id = "11111111-1111-1111-1111-111111111111"
  resource  = "https://management.azure.com/"
}

# As auth/azure/role/web has it.
role "web" {
  bound_service_principal_ids = ["*"]
  bound_subscription_ids      = ["22222222-2222-2222-2222-222222222222"]
  bound_resource_groups       = ["rg-web"]
  bound_locations             = ["westeurope"]
  bound_resource_types        = ["Microsoft.Compute/virtualMachines"]
  token_policies              = ["web"]
  token_ttl                   = "1h"
}

# The rules themselves, or file = "web.hcl" for a file beside this one.
policy "web" {
  path "secret/data/web/*" {
    capabilities = ["read"]
  }
  path "secret/data/web/admin" {
    capabilities = ["deny"]
  }
}

# The claims of its token that matter here, and what Resource Manager knows of it.
machine "web-1" {
  claims = {
    oid       = "bbbbbbbb-0000-4000-8000-000000000001"
    xms_mirid = "/subscriptions/22222222-2222-2222-2222-222222222222/resourcegroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1"
  }
  resource "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1" {
    location        = "westeurope"
    system_assigned = "bbbbbbbb-0000-4000-8000-000000000001"
  }
}

machine "db-1" {
  claims = {
    oid       = "bbbbbbbb-0000-4000-8000-000000000002"
    xms_mirid = "/subscriptions/22222222-2222-2222-2222-222222222222/resourcegroups/rg-db/providers/Microsoft.Compute/virtualMachines/db-1"
  }
}

case "the web machine reads the secrets of the web" {
  machine  = "web-1"
  role     = "web"
  expect   = "granted"
  policies = ["default", "web"]
  ttl      = "1h"
  path "secret/data/web/db" {
    allowed = ["read"]
    denied  = ["update", "delete"]
    rule    = "secret/data/web/*"
  }
  path "secret/data/web/admin" {
    denied = ["read"]
  }
}

case "no machine of another group gets in" {
  machine = "db-1"
  role    = "web"
  expect  = "refused"
  reason  = "resource_group_not_bound"
}

case "nor one that calls itself by another name" {
  machine = "web-1"
  role    = "web"
  login   = { vm_name = "web-2" }
  expect  = "refused"
  check   = "vm_name"
}
