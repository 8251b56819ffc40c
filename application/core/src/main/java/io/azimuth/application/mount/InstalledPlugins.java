package io.azimuth.application.mount;

import java.util.List;
import java.util.Optional;

/**
 * The auth methods, secrets engines, audit devices and seals that are no part of the server, but
 * files of its plugin directory.
 *
 * @param plugins the plugins, at most one of each kind and type
 */
public record InstalledPlugins(List<Installed> plugins) {

  /** There are no such files. */
  public static final InstalledPlugins NONE = new InstalledPlugins(List.of());

  public InstalledPlugins {
    plugins = List.copyOf(plugins);
  }

  /** The plugin of that kind and type; empty if it is a part of the server, or not there. */
  public Optional<Installed> of(String kind, String type) {
    return plugins.stream()
        .filter(plugin -> plugin.kind().equals(kind) && plugin.type().equals(type))
        .findFirst();
  }

  /** The types of all plugins of that kind. */
  public List<String> typesOf(String kind) {
    return plugins.stream().filter(it -> it.kind().equals(kind)).map(Installed::type).toList();
  }

  /**
   * One plugin.
   *
   * @param kind {@code auth}, {@code secret}, {@code audit} or {@code seal}
   * @param type the type that operators enable
   * @param file the name of the file
   * @param sha256 the checksum of the file, in hexadecimal digits
   * @param version the version; empty when the file does not name one
   */
  public record Installed(String kind, String type, String file, String sha256, String version) {}
}
