package io.azimuth.adapters.azure.simulator.keyvault;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The vaults and their keys. RSA keys are made when they are first asked for, and are never stored.
 * Thread-safe.
 */
public final class LiveVaults {

  /** The vault of the documented fleet. */
  public static final String VAULT = "lab-vault";

  public static final String KEY = "azimuth-seal";

  private final Map<String, Map<String, VaultKey>> vaults = new TreeMap<>();
  private final Supplier<TokenSigningKey> rsaKeys;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param rsaKeys where RSA keys come from
   */
  public LiveVaults(Supplier<TokenSigningKey> rsaKeys, Clock clock, RandomGenerator random) {
    this.rsaKeys = rsaKeys;
    this.clock = clock;
    this.random = random;
  }

  boolean isVault(String vault) {
    return vault.equals(VAULT);
  }

  /** The key; empty when there is none of that name, also none that is deleted. */
  synchronized Optional<VaultKey> find(String vault, String key) {
    if (isVault(vault) && key.equals(KEY) && !keys(vault).containsKey(key)) {
      addVersion(vault, key);
    }
    return Optional.ofNullable(keys(vault).get(key));
  }

  /** A new version of the key, which is made if there is none. */
  synchronized KeyVersion addVersion(String vault, String key) {
    TokenSigningKey rsa = rsaKeys.get();
    KeyVersion version =
        new KeyVersion(
            Guids.random(random).replace("-", ""),
            rsa.privateKey(),
            rsa.publicKey(),
            clock.instant());
    keys(vault).computeIfAbsent(key, it -> new VaultKey()).add(version);
    return version;
  }

  /**
   * Nothing is deleted, disabled or without an operation any more; versions stay, since something
   * may be wrapped.
   */
  synchronized void restore() {
    for (Map<String, VaultKey> keys : vaults.values()) {
      for (VaultKey key : keys.values()) {
        key.delete(false);
        key.versions().forEach(it -> it.enable(true));
        key.versions().forEach(it -> it.permitUnwrapping(true));
      }
    }
  }

  private Map<String, VaultKey> keys(String vault) {
    return vaults.computeIfAbsent(vault, it -> new TreeMap<>());
  }
}
