package io.azimuth.adapters.azure.discovery;

import java.util.Map;
import java.util.Optional;

/**
 * What an Azure environment can be asked besides its expectations of tokens.
 *
 * @param byType each under the port that it is
 */
public record CloudServices(Map<Class<?>, Object> byType) {

  public CloudServices {
    byType = Map.copyOf(byType);
  }

  <T> Optional<T> of(Class<T> type) {
    return Optional.ofNullable(byType.get(type)).map(type::cast);
  }
}
