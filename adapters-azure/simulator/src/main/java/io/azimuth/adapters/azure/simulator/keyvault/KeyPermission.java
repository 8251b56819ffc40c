package io.azimuth.adapters.azure.simulator.keyvault;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a principal may do with the keys of a vault. */
public enum KeyPermission {
  /** Read a key and its versions. */
  GET("get", "read"),
  /** Wrap with a key. */
  WRAP_KEY("wrapKey", "wrap/action"),
  /** Unwrap with a key. */
  UNWRAP_KEY("unwrapKey", "unwrap/action"),
  /** Make, rotate, delete and recover keys. */
  MANAGE("manage", "write");

  private final String wireName;
  private final String action;

  KeyPermission(String wireName, String action) {
    this.wireName = wireName;
    this.action = action;
  }

  /** The name in access policies and steering requests. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The data action of role assignments. */
  String dataAction() {
    return "Microsoft.KeyVault/vaults/keys/" + action;
  }
}
