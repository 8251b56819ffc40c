package io.azimuth.bootstrap.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jars of the plugin directory, each with its own class loader. */
final class PluginJars implements AutoCloseable {

  /** One jar and its class loader. */
  record Jar(String name, PluginClassLoader loader) {}

  private final List<Jar> jars;

  private PluginJars(List<Jar> jars) {
    this.jars = jars;
  }

  static PluginJars none() {
    return new PluginJars(List.of());
  }

  /** Opens every {@code *.jar} file directly in the directory, in alphabetical order. */
  static PluginJars in(Path directory, ClassLoader server) {
    PluginJars opened = new PluginJars(new ArrayList<>());
    try {
      for (Path file : jarFiles(directory)) {
        opened.jars.add(open(file, server));
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw new PluginException("the plugin directory " + directory + " cannot be read", e);
    }
  }

  private static List<Path> jarFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static Jar open(Path file, ClassLoader server) throws IOException {
    return new Jar(
        String.valueOf(file.getFileName()), new PluginClassLoader(file.toUri().toURL(), server));
  }

  List<Jar> jars() {
    return List.copyOf(jars);
  }

  @Override
  public void close() {
    for (Jar jar : jars) {
      try {
        jar.loader().close();
      } catch (IOException e) {
        // The jar is only read, so a failed close loses no data.
      }
    }
  }
}
