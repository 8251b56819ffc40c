package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretsEngineFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The plugins of this process: those on the class path, which include the product's own, and those
 * in each jar of the plugin directory.
 *
 * <p>Closing the catalog closes the jars; no code of a plugin may run after that.
 */
public final class PluginCatalog implements AutoCloseable {

  private final PluginJars jars;
  private final PluginFactories<KeyValueEngineFactory> engines =
      new PluginFactories<>(
          PluginKind.STORAGE_ENGINE, KeyValueEngineFactory.class, KeyValueEngineFactory::type);
  private final PluginFactories<AuthMethodFactory> authMethods =
      new PluginFactories<>(
          PluginKind.AUTH_METHOD, AuthMethodFactory.class, AuthMethodFactory::type);
  private final PluginFactories<SecretsEngineFactory> secretsEngines =
      new PluginFactories<>(
          PluginKind.SECRETS_ENGINE, SecretsEngineFactory.class, SecretsEngineFactory::type);

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
      catalog.addAll(PluginOrigin.builtIn(own));
      jars.jars().forEach(jar -> catalog.addAll(PluginOrigin.jar(jar.name(), jar.loader())));
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

  /** The storage engine of the type, if there is one. */
  public Optional<LoadedPlugin<KeyValueEngineFactory>> engine(String type) {
    return engines.ofType(type);
  }

  /** All auth methods. */
  public Collection<LoadedPlugin<AuthMethodFactory>> authMethods() {
    return authMethods.all();
  }

  /** All secrets engines. */
  public Collection<LoadedPlugin<SecretsEngineFactory>> secretsEngines() {
    return secretsEngines.all();
  }

  /** The plugins that a server with this storage engine uses. */
  public List<LoadedPlugin<?>> usedWith(String engineType) {
    List<LoadedPlugin<?>> used = new ArrayList<>(authMethods());
    used.addAll(secretsEngines());
    engines.ofType(engineType).ifPresent(used::add);
    return List.copyOf(used);
  }

  @Override
  public void close() {
    jars.close();
  }

  private void addAll(PluginOrigin origin) {
    engines.addAll(origin);
    authMethods.addAll(origin);
    secretsEngines.addAll(origin);
  }
}
