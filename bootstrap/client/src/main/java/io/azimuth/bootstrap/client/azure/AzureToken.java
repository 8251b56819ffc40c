package io.azimuth.bootstrap.client.azure;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Map;

/**
 * A token of a workload, and the names of its resource.
 *
 * @param jwt the access token
 * @param names the resource's names by the login's field names; the server verifies them
 * @param warnings messages about names that could not be found
 */
public record AzureToken(SecretText jwt, Map<String, String> names, List<String> warnings) {

  public AzureToken {
    names = Map.copyOf(names);
    warnings = List.copyOf(warnings);
  }

  static AzureToken of(SecretText jwt, Map<String, String> names) {
    return new AzureToken(jwt, names, List.of());
  }
}
