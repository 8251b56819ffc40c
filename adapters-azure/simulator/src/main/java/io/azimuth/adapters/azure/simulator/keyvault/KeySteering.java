package io.azimuth.adapters.azure.simulator.keyvault;

import java.util.List;

/** Changes of keys from inside; for the vault of the documented fleet. */
public final class KeySteering {

  private final LiveVaults vaults;

  public KeySteering(LiveVaults vaults) {
    this.vaults = vaults;
  }

  public String rotate(String key) {
    var unused = vaults.find(LiveVaults.VAULT, key); // so that the first version is not the new one
    return vaults.addVersion(LiveVaults.VAULT, key).id();
  }

  public List<String> versions(String key) {
    return key(key).versions().stream().map(KeyVersion::id).toList();
  }

  public void enable(String key, String version, boolean enabled) {
    version(key, version).enable(enabled);
  }

  public void permitUnwrapping(String key, String version, boolean permitted) {
    version(key, version).permitUnwrapping(permitted);
  }

  public void delete(String key, boolean deleted) {
    key(key).delete(deleted);
  }

  public void restore() {
    vaults.restore();
  }

  private KeyVersion version(String key, String version) {
    return key(key)
        .version(version)
        .orElseThrow(() -> new IllegalArgumentException("the key has no such version"));
  }

  private VaultKey key(String key) {
    return vaults
        .find(LiveVaults.VAULT, key)
        .orElseThrow(() -> new IllegalArgumentException("the vault has no key of that name"));
  }
}
