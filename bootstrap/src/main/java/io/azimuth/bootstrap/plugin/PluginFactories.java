package io.azimuth.bootstrap.plugin;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The factories of one kind of plugin by their type.
 *
 * @param <F> the type of the factories
 */
final class PluginFactories<F> {

  private final Class<F> kind;
  private final Function<F, String> typeOf;
  private final Map<String, F> byType = new TreeMap<>();
  private final Map<String, String> origins = new TreeMap<>();

  PluginFactories(Class<F> kind, Function<F, String> typeOf) {
    this.kind = kind;
    this.typeOf = typeOf;
  }

  Optional<F> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  Set<String> types() {
    return Collections.unmodifiableSet(byType.keySet());
  }

  Collection<F> all() {
    return Collections.unmodifiableCollection(byType.values());
  }

  /**
   * Adds the factories that a class loader finds.
   *
   * @param only whether to skip factories that the loader inherits from the class path
   */
  void addAll(ClassLoader loader, String origin, boolean only) {
    try {
      ServiceLoader.load(kind, loader).stream()
          .filter(provider -> !only || provider.type().getClassLoader() == loader)
          .forEach(provider -> add(provider.get(), origin));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException("a plugin of " + origin + " cannot be loaded: " + reason(e), e);
    }
  }

  /**
   * The name of the class that failed. The message of its exception may contain anything, so it is
   * omitted.
   */
  private static String reason(Error error) {
    return error instanceof ServiceConfigurationError
        ? String.valueOf(error.getMessage())
        : error.toString();
  }

  private void add(F factory, String origin) {
    String type = typeOf.apply(factory);
    String other = origins.putIfAbsent(type, origin);
    if (other != null) {
      throw new PluginException(
          "two plugins are called \"%s\": one of %s, one of %s".formatted(type, other, origin));
    }
    byType.put(type, factory);
  }
}
