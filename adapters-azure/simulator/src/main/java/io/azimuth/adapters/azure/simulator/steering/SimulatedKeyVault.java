package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.keyvault.KeyPermission;
import io.azimuth.adapters.azure.simulator.keyvault.KeyRights;
import io.azimuth.adapters.azure.simulator.keyvault.KeySteering;
import java.util.List;

/**
 * Steers the simulated Key Vault, whose vault is {@code lab-vault}. Methods throw {@link
 * IllegalArgumentException} when it has no such key. Thread-safe.
 */
public final class SimulatedKeyVault {

  private final KeySteering keys;
  private final KeyRights rights;

  public SimulatedKeyVault(KeySteering keys, KeyRights rights) {
    this.keys = keys;
    this.rights = rights;
  }

  /** Makes a key, or a new version of one; gives the version. */
  public String rotate(String key) {
    return keys.rotate(key);
  }

  /** The versions of a key, the oldest first. */
  public List<String> versions(String key) {
    return keys.versions(key);
  }

  /** Enables or disables a version of a key. */
  public void enable(String key, String version, boolean enabled) {
    keys.enable(key, version, enabled);
  }

  /** Permits that a version of a key unwraps, or forbids it; it still wraps. */
  public void permitUnwrapping(String key, String version, boolean permitted) {
    keys.permitUnwrapping(key, version, permitted);
  }

  /** Deletes a key; it can be recovered. */
  public void delete(String key) {
    keys.delete(key, true);
  }

  public void recover(String key) {
    keys.delete(key, false);
  }

  /** Gives a principal a permission at once. */
  public void grant(String principalId, KeyPermission permission) {
    rights.set(principalId, permission, true);
  }

  /** Takes a permission from a principal at once. */
  public void revoke(String principalId, KeyPermission permission) {
    rights.set(principalId, permission, false);
  }

  /** Nothing is deleted, disabled or forbidden any more; keys and their versions stay. */
  void restore() {
    keys.restore();
    rights.restore();
  }
}
