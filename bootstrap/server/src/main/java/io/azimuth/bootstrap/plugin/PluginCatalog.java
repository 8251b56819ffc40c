package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.CloudPluginFactory;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.spi.seal.SealFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final PluginFactories<CloudPluginFactory> clouds =
      new PluginFactories<>(PluginKind.CLOUD, CloudPluginFactory.class, CloudPluginFactory::type);
  private final PluginFactories<AuditSinkFactory> auditSinks =
      new PluginFactories<>(
          PluginKind.AUDIT_DEVICE, AuditSinkFactory.class, AuditSinkFactory::type);
  private final PluginFactories<SealFactory> seals =
      new PluginFactories<>(PluginKind.SEAL, SealFactory.class, SealFactory::type);

  private final Deque<Runnable> beforeClose = new ArrayDeque<>();
  private final List<PluginOrigin> origins = new ArrayList<>();

  private PluginCatalog(PluginJars jars) {
    this.jars = jars;
  }

  /**
   * Loads all plugins.
   *
   * @param directory the directory of plugin jars, if any
   * @param pinned the jars that may be loaded
   * @throws PluginException if a jar may not be loaded or a plugin cannot be, or two plugins of a
   *     kind have the same type
   */
  public static PluginCatalog load(Optional<Path> directory, PinnedJars pinned) {
    return load(directory, pinned, JarLimits.STANDARD);
  }

  static PluginCatalog load(Optional<Path> directory, PinnedJars pinned, JarLimits limits) {
    ClassLoader own = PluginCatalog.class.getClassLoader();
    PluginJars jars =
        directory.map(path -> PluginJars.in(path, pinned, limits, own)).orElseGet(PluginJars::none);
    PluginCatalog catalog = new PluginCatalog(jars);
    boolean complete = false;
    try {
      catalog.addAll(PluginOrigin.builtIn(own));
      jars.jars().forEach(it -> catalog.addAll(PluginOrigin.jar(it.jar(), it.loader())));
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

  /** The types of all plugins for clouds, in alphabetical order. */
  public Collection<String> cloudTypes() {
    return clouds.types();
  }

  /** The plugin for clouds of the type, if there is one. */
  public Optional<LoadedPlugin<CloudPluginFactory>> cloud(String type) {
    return clouds.ofType(type);
  }

  /** All audit devices. */
  public Collection<LoadedPlugin<AuditSinkFactory>> auditSinks() {
    return auditSinks.all();
  }

  /** All seals. */
  public Collection<LoadedPlugin<SealFactory>> seals() {
    return seals.all();
  }

  /** The seal of the type, if there is one. */
  public Optional<LoadedPlugin<SealFactory>> seal(String type) {
    return seals.ofType(type);
  }

  /** The plugins that a server with this storage engine and these plugins for clouds uses. */
  public List<LoadedPlugin<?>> usedWith(String engineType, Set<String> cloudTypes) {
    List<LoadedPlugin<?>> used = new ArrayList<>(authMethods());
    used.addAll(secretsEngines());
    clouds.all().stream().filter(it -> cloudTypes.contains(it.type())).forEach(used::add);
    engines.ofType(engineType).ifPresent(used::add);
    return List.copyOf(used);
  }

  /** The jars of the plugin directory, in alphabetical order. */
  public List<PluginJar> jars() {
    return jars.jars().stream().map(PluginJars.Loaded::jar).toList();
  }

  /** Where the plugins come from: the product, and each jar. */
  public List<PluginOrigin> origins() {
    return List.copyOf(origins);
  }

  /** Has this run before the jars are closed, what was added last first. */
  public void beforeClose(Runnable task) {
    beforeClose.push(task);
  }

  @Override
  public void close() {
    while (!beforeClose.isEmpty()) {
      beforeClose.pop().run();
    }
    origins.forEach(PluginOrigin::close);
    jars.close();
  }

  private void addAll(PluginOrigin origin) {
    origins.add(origin);
    engines.addAll(origin);
    authMethods.addAll(origin);
    secretsEngines.addAll(origin);
    clouds.addAll(origin);
    auditSinks.addAll(origin);
    seals.addAll(origin);
  }
}
