package io.azimuth.adapters.azure.discovery;

import java.util.Map;
import java.util.Optional;

/**
 * The services of an Azure environment besides discovery.
 *
 * @param byType each service under the class of its port
 */
public record CloudServices(Map<Class<?>, Object> byType) {

  public CloudServices {
    byType = Map.copyOf(byType);
  }

  <T> Optional<T> of(Class<T> type) {
    return Optional.ofNullable(byType.get(type)).map(type::cast);
  }
}
