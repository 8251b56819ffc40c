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
import java.util.regex.Pattern;

/**
 * The plugins of one kind by their type.
 *
 * @param <F> the type of the factories
 */
final class PluginFactories<F> {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  private final PluginKind kind;
  private final Class<F> service;
  private final Function<F, String> typeOf;
  private final Map<String, LoadedPlugin<F>> byType = new TreeMap<>();

  PluginFactories(PluginKind kind, Class<F> service, Function<F, String> typeOf) {
    this.kind = kind;
    this.service = service;
    this.typeOf = typeOf;
  }

  Optional<LoadedPlugin<F>> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  Set<String> types() {
    return Collections.unmodifiableSet(byType.keySet());
  }

  Collection<LoadedPlugin<F>> all() {
    return Collections.unmodifiableCollection(byType.values());
  }

  /** Adds the factories that the class loader of the origin finds. */
  void addAll(PluginOrigin origin) {
    try {
      origin.starting(
          () -> {
            ServiceLoader.load(service, origin.loader()).forEach(factory -> add(factory, origin));
            return origin;
          });
    } catch (PluginException e) {
      throw e;
    } catch (PluginStartException e) {
      throw unusable(origin, e.reason(), e);
    } catch (PluginLateException e) {
      throw unusable(origin, String.valueOf(e.getMessage()), e);
    } catch (ServiceConfigurationError e) {
      throw unusable(origin, String.valueOf(e.getMessage()), e);
    } catch (LinkageError e) {
      throw unusable(origin, e.toString(), e);
    } catch (RuntimeException e) {
      // Its message may contain anything, so the sentence omits it.
      throw unusable(origin, e.getClass().getName(), e);
    }
  }

  private static PluginException unusable(PluginOrigin origin, String reason, Throwable cause) {
    return new PluginException("a plugin (" + origin + ") cannot be loaded: " + reason, cause);
  }

  private void add(F factory, PluginOrigin origin) {
    String type = typeOf.apply(factory);
    if (type == null || !TYPE.matcher(type).matches()) {
      throw new PluginException(
          "the type of a plugin (%s) must match %s".formatted(origin, TYPE.pattern()));
    }
    LoadedPlugin<F> other =
        byType.putIfAbsent(type, new LoadedPlugin<>(kind, type, factory, origin));
    if (other != null) {
      throw new PluginException(
          "two plugins of the kind %s have the type \"%s\" (%s, %s)"
              .formatted(kind, type, other.origin(), origin));
    }
  }
}
