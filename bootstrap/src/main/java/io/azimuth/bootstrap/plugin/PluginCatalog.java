package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretsEngineFactory;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * The plugins of this process: those on the class path, which include the product's own, and those
 * in each jar of the plugin directory.
 *
 * <p>Closing the catalog closes the jars; no code of a plugin may run after that.
 */
public final class PluginCatalog implements AutoCloseable {

  private static final String OWN = "the class path";

  private final PluginJars jars;
  private final PluginFactories<KeyValueEngineFactory> engines =
      new PluginFactories<>(KeyValueEngineFactory.class, KeyValueEngineFactory::type);
  private final PluginFactories<AuthMethodFactory> authMethods =
      new PluginFactories<>(AuthMethodFactory.class, AuthMethodFactory::type);
  private final PluginFactories<SecretsEngineFactory> secretsEngines =
      new PluginFactories<>(SecretsEngineFactory.class, SecretsEngineFactory::type);

  private PluginCatalog(PluginJars jars) {
    this.jars = jars;
  }

  /**
   * Loads all plugins.
   *
   * @param directory the directory of plugin jars, if any
   * @throws PluginException if a plugin cannot be loaded or two plugins of a kind have the same
   *     type
   */
  public static PluginCatalog load(Optional<Path> directory) {
    return load(directory, PluginCatalog.class.getClassLoader());
  }

  static PluginCatalog load(Optional<Path> directory, ClassLoader own) {
    PluginJars jars = directory.map(path -> PluginJars.in(path, own)).orElseGet(PluginJars::none);
    PluginCatalog catalog = new PluginCatalog(jars);
    boolean complete = false;
    try {
      catalog.addAll(own, OWN, false);
      jars.jars().forEach(jar -> catalog.addAll(jar.loader(), jar.name(), true));
      complete = true;
      return catalog;
    } finally {
      if (!complete) {
        catalog.close();
      }
    }
  }

  /** The types of all storage engines, in alphabetical order. */
  public Collection<String> engineTypes() {
    return engines.types();
  }

  /** The factory of the storage engine of the type, if there is one. */
  public Optional<KeyValueEngineFactory> engine(String type) {
    return engines.ofType(type);
  }

  /** The factories of all auth methods. */
  public Collection<AuthMethodFactory> authMethods() {
    return authMethods.all();
  }

  /** The factories of all secrets engines. */
  public Collection<SecretsEngineFactory> secretsEngines() {
    return secretsEngines.all();
  }

  @Override
  public void close() {
    jars.close();
  }

  // A jar's loader also finds the plugins of the class path, which have already been added.
  private void addAll(ClassLoader loader, String origin, boolean only) {
    engines.addAll(loader, origin, only);
    authMethods.addAll(loader, origin, only);
    secretsEngines.addAll(loader, origin, only);
  }
}
