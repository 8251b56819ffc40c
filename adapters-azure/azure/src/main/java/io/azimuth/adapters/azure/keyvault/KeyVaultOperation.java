package io.azimuth.adapters.azure.keyvault;

/** A call to Key Vault, and what it takes to be allowed to make it. */
enum KeyVaultOperation {
  GET("get", "read"),
  WRAP("wrapKey", "wrap/action"),
  UNWRAP("unwrapKey", "unwrap/action");

  private final String permission;
  private final String action;

  KeyVaultOperation(String permission, String action) {
    this.permission = permission;
    this.action = action;
  }

  /** The name of the operation, which is that of the permission in an access policy. */
  String permission() {
    return permission;
  }

  /** The data action that a role must have. */
  String dataAction() {
    return "Microsoft.KeyVault/vaults/keys/" + action;
  }
}
