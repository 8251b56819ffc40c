package io.azimuth.application.mount;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.spi.SecretsEngine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets engines that can be mounted, by their type. */
public final class SecretsEngines {

  private final Map<String, SecretsEngine> byType = new TreeMap<>();
  private final Map<String, Named> byName = new TreeMap<>();

  /**
   * A catalog of these engines.
   *
   * @throws IllegalStateException when two have the same name, or one asks for callers' tokens
   */
  public SecretsEngines(Collection<? extends SecretsEngine> engines) {
    for (SecretsEngine engine : engines) {
      if (engine.backends().stream().anyMatch(CoreBackend.class::isInstance)) { // CVE-2026-4525
        throw new IllegalStateException(
            "secrets engine " + engine.type() + " poses as a core backend");
      }
      byType.put(engine.type(), engine);
      add(engine.type(), new Named(engine, Map.of()));
      engine.otherNames().forEach((name, options) -> add(name, new Named(engine, options)));
    }
  }

  private void add(String name, Named named) {
    if (byName.put(name, named) != null) {
      throw new IllegalStateException("two secrets engines are called " + name);
    }
  }

  public Optional<SecretsEngine> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * The engine and options for the name of a type: {@code kv-v2} means {@code kv} with an option.
   */
  public Optional<Named> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In order of their type. */
  public Collection<SecretsEngine> all() {
    return byType.values();
  }

  /**
   * The meaning of a name.
   *
   * @param options that the name adds
   */
  public record Named(SecretsEngine engine, Map<String, String> options) {

    public Named {
      options = Map.copyOf(options);
    }
  }
}
