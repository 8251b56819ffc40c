package io.azimuth.bootstrap.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads the classes of one plugin jar. The plugin sees the JDK, the published interfaces of the
 * server and its own classes. It finds no other class of the server or of the server's libraries,
 * so that it can bring any version of a library.
 */
final class PluginClassLoader extends URLClassLoader {

  /** The packages that plugins share with the server, each with those below it. */
  private static final List<String> PUBLISHED =
      List.of("io.azimuth.spi.", "io.azimuth.domain.", "org.slf4j.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader server;

  PluginClassLoader(URL jar, ClassLoader server) {
    super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    this.server = server;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (PUBLISHED.stream().anyMatch(name::startsWith)) {
      return server.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }
}
