package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token of a workload, and the names of its resource.
 *
 * @param jwt the access token
 * @param names the resource's names by the login's field names; the server verifies them
 * @param warnings messages about names that could not be found
 * @param instance the id of the machine, if it is an instance of a uniform scale set, whose tokens
 *     name the set alone
 * @param key the key to which the access token is bound, if it is
 */
public record AzureToken(
    SecretText jwt,
    Map<String, String> names,
    List<String> warnings,
    Optional<String> instance,
    Optional<ClientKey> key) {

  public AzureToken {
    names = Map.copyOf(names);
    warnings = List.copyOf(warnings);
  }

  static AzureToken of(SecretText jwt, Map<String, String> names) {
    return new AzureToken(jwt, names, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same, of this instance. */
  AzureToken of(Optional<String> machine) {
    return new AzureToken(jwt, names, warnings, machine, key);
  }

  /** The same, bound to this key. */
  AzureToken boundTo(ClientKey owner) {
    return new AzureToken(jwt, names, warnings, instance, Optional.of(owner));
  }
}
