package io.azimuth.adapters.azure.keyvault;

import java.net.URI;

/**
 * A key of a vault.
 *
 * @param vault the address of the vault, without a slash at its end
 */
record KeyVaultKey(URI vault, String name) {

  /** Where the newest version is. */
  String address() {
    return vault + "/keys/" + name;
  }

  /** What an operator calls it. */
  @Override
  public String toString() {
    return "the key " + name + " of " + vault;
  }
}
