package io.azimuth.domain.kubernetes;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a login proved.
 *
 * @param account the service account
 * @param alias the name of the alias
 * @param annotations metadata of the alias that the service account itself has
 */
public record KubernetesGrant(
    ServiceAccount account, String alias, Map<String, String> annotations) {

  public KubernetesGrant {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(alias, "alias");
    annotations = Map.copyOf(annotations);
  }

  /** How the caller is named in logs. */
  public String displayName() {
    return account.namespace() + "-" + account.name();
  }

  /** The metadata that every login proves. */
  public Map<String, String> metadata() {
    return AccountMetadata.of(account);
  }

  /** The metadata of the alias. */
  public Map<String, String> aliasMetadata() {
    Map<String, String> all = new TreeMap<>(annotations);
    all.putAll(metadata());
    return all;
  }
}
