mount {
  tenant_id = "11111111-1111-1111-1111-111111111111"
  resource  = "https://management.azure.com/"
}

role "orders" {
  bound_service_principal_ids = ["bbbbbbbb-0000-4000-8000-000000000001"]
  bound_resource_groups       = ["rg-web"]
  token_policies              = ["orders"]
  token_ttl                   = "1h"
}

policy "orders" {
  path "secret/data/orders/*" {
    capabilities = ["read"]
  }
}

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

machine "second-web-1" {
  claims = {
    oid       = "bbbbbbbb-0000-4000-8000-000000000025"
    xms_mirid = "/subscriptions/33333333-3333-3333-3333-333333333333/resourcegroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-1"
  }
}

case "orders reads the password of its database, and nothing else" {
  machine  = "web-1"
  role     = "orders"
  expect   = "granted"
  policies = ["default", "orders"]
  ttl      = "1h"
  path "secret/data/orders/db" {
    allowed = ["read"]
    denied  = ["update", "delete"]
  }
  path "secret/data/billing/db" {
    denied = ["read"]
  }
}

case "a machine of the same name elsewhere does not" {
  machine = "second-web-1"
  role    = "orders"
  expect  = "refused"
  reason  = "principal_not_bound"
}
