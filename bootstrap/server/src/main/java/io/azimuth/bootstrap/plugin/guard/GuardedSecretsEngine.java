package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.lease.LeasedSecrets;
import io.azimuth.spi.storage.MountTransaction;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A secrets engine of a plugin, all of whose code runs under a guard. */
final class GuardedSecretsEngine extends GuardedMountPlugin implements SecretsEngine {

  private static final int MOST_BACKENDS = 16;
  private static final int MOST_OPTIONS = 1_000;

  private final SecretsEngine engine;
  private final Map<String, Map<String, String>> otherNames;
  private final List<Backend> backends;
  private final Optional<LeasedSecrets> leases;
  private final IdentityHashMap<Backend, Backend> guardedBackends = new IdentityHashMap<>();
  private final Map<Map<String, String>, Backend> byOptions = new ConcurrentHashMap<>();

  GuardedSecretsEngine(SecretsEngine engine, PluginGuard guard) {
    super(engine, guard);
    this.engine = engine;
    this.otherNames = guard.upkeep().call("otherNames", () -> copy(engine.otherNames()));
    List<Backend> own = guard.upkeep().call("backends", () -> List.copyOf(engine.backends()));
    if (own.size() > MOST_BACKENDS) {
      throw new PluginFailedException(guard + " has more than " + MOST_BACKENDS + " backends");
    }
    own.forEach(backend -> guardedBackends.put(backend, new GuardedBackend(backend, guard)));
    this.backends = List.copyOf(guardedBackends.values());
    this.leases =
        guard
            .upkeep()
            .call("leases", engine::leases)
            .map(it -> new GuardedLeasedSecrets(it, guard));
  }

  // On the thread of the plugin: what it returns may be of a class of its own.
  private static Map<String, Map<String, String>> copy(Map<String, Map<String, String>> names) {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    names.forEach((name, options) -> copy.put(name, Map.copyOf(options)));
    return Map.copyOf(copy);
  }

  @Override
  public Map<String, Map<String, String>> otherNames() {
    return otherNames;
  }

  @Override
  public List<Backend> backends() {
    return backends;
  }

  @Override
  public Backend backendFor(Map<String, String> options) {
    if (backends.size() == 1) { // this is asked for every request, before its token is checked
      return backends.get(0);
    }
    Backend known = byOptions.get(options);
    if (known != null) {
      return known;
    }
    Backend own = guard.answer("backendFor", () -> engine.backendFor(options));
    Backend guarded = guardedBackends.get(own);
    if (guarded == null) {
      throw new PluginFailedException("backendFor of the type " + type() + " left its backends()");
    }
    if (byOptions.size() < MOST_OPTIONS) {
      byOptions.put(Map.copyOf(options), guarded);
    }
    return guarded;
  }

  @Override
  public Optional<LeasedSecrets> leases() {
    return leases;
  }

  @Override
  public void check(Map<String, String> options) {
    var unused =
        guard.answer(
            "check",
            () -> {
              engine.check(options);
              return options;
            });
  }

  @Override
  public List<String> change(
      Mount mount, Map<String, String> options, MountTransaction transaction) {
    return GuardedTransaction.during(
        transaction,
        own ->
            guard.handleAll(
                "change", mount, () -> List.copyOf(engine.change(mount, options, own))));
  }
}
