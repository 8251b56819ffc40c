package io.azimuth.bootstrap.plugin;

import java.util.function.Supplier;

/** Where a plugin comes from: the class path of the product, or a jar of the plugin directory. */
public final class PluginOrigin {

  private static final String BUILT_IN = "built in";

  private final String name;
  private final ClassLoader loader;

  private PluginOrigin(String name, ClassLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  static PluginOrigin builtIn(ClassLoader loader) {
    return new PluginOrigin(BUILT_IN, loader);
  }

  static PluginOrigin jar(String fileName, PluginClassLoader loader) {
    return new PluginOrigin(fileName, loader);
  }

  /** Whether the plugin is part of the product. */
  public boolean isBuiltIn() {
    return !(loader instanceof PluginClassLoader);
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * Runs code of the plugin. While a plugin of a jar runs, the context class loader of the thread
   * is that of the jar, so that a search for services does not lead to the classes of the server.
   */
  public <T> T run(Supplier<T> code) {
    if (isBuiltIn()) {
      return code.get();
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The file name of the jar, or {@code built in}. */
  @Override
  public String toString() {
    return name;
  }
}
