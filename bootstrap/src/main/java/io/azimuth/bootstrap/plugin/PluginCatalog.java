package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.KeyValueEngineFactory;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * The plugins that this process has: those of the class path, the product's own among them, and
 * those of each jar of the plugin directory.
 *
 * <p>Closing it closes the jars: nothing of a plugin may run any more.
 */
public final class PluginCatalog implements AutoCloseable {

  private static final String OWN = "the class path";

  private final PluginJars jars;
  private final Map<String, KeyValueEngineFactory> engines = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  private PluginCatalog(PluginJars jars) {
    this.jars = jars;
  }

  /**
   * Finds all plugins.
   *
   * @param directory of plugin jars, if there is one
   * @throws PluginException when a plugin cannot be loaded or two have one type
   */
  public static PluginCatalog load(Optional<Path> directory) {
    return load(directory, PluginCatalog.class.getClassLoader());
  }

  static PluginCatalog load(Optional<Path> directory, ClassLoader own) {
    PluginJars jars = directory.map(path -> PluginJars.in(path, own)).orElseGet(PluginJars::none);
    PluginCatalog catalog = new PluginCatalog(jars);
    boolean complete = false;
    try {
      catalog.addAll(own, OWN);
      jars.jars().forEach(jar -> catalog.addAll(jar.loader(), jar.name()));
      complete = true;
      return catalog;
    } finally {
      if (!complete) {
        catalog.close();
      }
    }
  }

  /** The types of all key-value engines, in alphabetical order. */
  public Collection<String> engineTypes() {
    return new TreeSet<>(engines.keySet());
  }

  /** The factory of the type, if there is one. */
  public Optional<KeyValueEngineFactory> engine(String type) {
    return Optional.ofNullable(engines.get(type));
  }

  @Override
  public void close() {
    jars.close();
  }

  private void addAll(ClassLoader loader, String origin) {
    boolean own = origin.equals(OWN);
    Iterator<ServiceLoader.Provider<KeyValueEngineFactory>> providers =
        ServiceLoader.load(KeyValueEngineFactory.class, loader).stream().iterator();
    try {
      while (providers.hasNext()) {
        ServiceLoader.Provider<KeyValueEngineFactory> provider = providers.next();
        // A jar's loader also sees the class path, whose plugins have been added already.
        if (own || provider.type().getClassLoader() == loader) {
          add(provider.get(), origin);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException("a plugin of " + origin + " cannot be loaded: " + reason(e), e);
    }
  }

  /** The class that failed is named in the error; what it threw may say anything. */
  private static String reason(Error error) {
    return error instanceof ServiceConfigurationError
        ? String.valueOf(error.getMessage())
        : error.toString();
  }

  private void add(KeyValueEngineFactory factory, String origin) {
    String type = factory.type();
    String other = origins.putIfAbsent(type, origin);
    if (other != null) {
      throw new PluginException(
          "two plugins are called \"%s\": one of %s, one of %s".formatted(type, other, origin));
    }
    engines.put(type, factory);
  }
}
