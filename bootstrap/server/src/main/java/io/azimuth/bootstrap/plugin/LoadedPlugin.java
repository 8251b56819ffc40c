package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.PluginContext;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * A plugin that was found.
 *
 * @param kind the kind
 * @param type the type, as the factory stated it when it was loaded
 * @param factory the factory
 * @param origin where it comes from
 * @param <F> the type of the factory
 */
public record LoadedPlugin<F>(PluginKind kind, String type, F factory, PluginOrigin origin) {

  public LoadedPlugin {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(factory, "factory");
    Objects.requireNonNull(origin, "origin");
  }

  /** The services that every plugin receives, for this one. */
  public PluginContext context(Clock clock) {
    return new PluginContext(clock, LoggerFactory.getLogger(kind.loggerName(type)));
  }

  /** The plugin in a sentence, such as {@code the auth method "badge" (badge.jar)}. */
  @Override
  public String toString() {
    return "the " + kind + " \"" + type + "\" (" + origin + ")";
  }
}
