package io.azimuth.bootstrap.client.azure;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a workload has to show.
 *
 * @param jwt the access token
 * @param names what it says of itself, by the login's field names; the server checks them
 * @param warnings what could not be found out
 */
public record AzureToken(SecretText jwt, Map<String, String> names, List<String> warnings) {

  public AzureToken {
    Objects.requireNonNull(jwt, "jwt");
    names = Map.copyOf(names);
    warnings = List.copyOf(warnings);
  }

  static AzureToken of(SecretText jwt, Map<String, String> names) {
    return new AzureToken(jwt, names, List.of());
  }
}
