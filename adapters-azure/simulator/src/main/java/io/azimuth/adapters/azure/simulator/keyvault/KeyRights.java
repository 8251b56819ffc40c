package io.azimuth.adapters.azure.simulator.keyvault;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do what with keys; the same in every vault. */
public final class KeyRights {

  /** What the role Key Vault Crypto Service Encryption User has. */
  private static final Set<KeyPermission> ENCRYPTION_USER =
      Set.of(KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);

  private final List<String> users;
  private final Map<String, Set<KeyPermission>> rights = new HashMap<>();

  /**
   * @param users the object ids of the principals that have the role at the start
   */
  public KeyRights(List<String> users) {
    this.users = List.copyOf(users);
    restore();
  }

  synchronized boolean has(String principalId, KeyPermission permission) {
    return rights.getOrDefault(principalId, Set.of()).contains(permission);
  }

  public synchronized void set(String principalId, KeyPermission permission, boolean granted) {
    Set<KeyPermission> own =
        rights.computeIfAbsent(
            Guids.require(principalId, "principal id"), it -> EnumSet.noneOf(KeyPermission.class));
    if (granted) {
      own.add(permission);
    } else {
      own.remove(permission);
    }
  }

  public synchronized void restore() {
    rights.clear();
    users.forEach(it -> rights.put(it, EnumSet.copyOf(ENCRYPTION_USER)));
  }
}
