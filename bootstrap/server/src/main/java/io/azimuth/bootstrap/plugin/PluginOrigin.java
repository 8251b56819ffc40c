package io.azimuth.bootstrap.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Where a plugin comes from: the class path of the product, or a jar of the plugin directory. */
public final class PluginOrigin implements AutoCloseable {

  /** How long a plugin may take for each step of its start. */
  public static final Duration START = Duration.ofSeconds(30);

  private static final String BUILT_IN = "built in";
  private static final int LOADING_THREADS = 2;
  private static final int MOST_COUNTED = 10_000;

  private final String name;
  private final ClassLoader loader;
  private final Optional<PluginJar> jar;
  private final ThreadGroup group;
  private final AtomicInteger ownThreads = new AtomicInteger();
  private final PluginThreads loading;

  private PluginOrigin(String name, ClassLoader loader, Optional<PluginJar> jar) {
    this.name = name;
    this.loader = loader;
    this.jar = jar;
    this.group = new ThreadGroup("plugin " + name);
    this.loading = threads("load", LOADING_THREADS);
  }

  static PluginOrigin builtIn(ClassLoader loader) {
    return new PluginOrigin(BUILT_IN, loader, Optional.empty());
  }

  static PluginOrigin jar(PluginJar jar, PluginClassLoader loader) {
    return new PluginOrigin(jar.file(), loader, Optional.of(jar));
  }

  /** Whether the plugin is part of the product. */
  public boolean isBuiltIn() {
    return jar.isEmpty();
  }

  /** The jar, if the plugin comes from one. */
  public Optional<PluginJar> jar() {
    return jar;
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * Runs code of the plugin on this thread. While a plugin of a jar runs, the context class loader
   * of the thread is that of the jar, so that a search for services does not lead to the classes of
   * the server.
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

  /**
   * Runs code of the plugin for the start of the server: that of a jar on a thread of its own.
   *
   * @throws PluginLateException if a plugin of a jar does not return within {@link #START}
   * @throws PluginStartException if it throws anything but {@link PluginException} or {@link
   *     io.azimuth.spi.InvalidSettingsException}
   */
  public <T> T starting(Supplier<T> code) {
    return isBuiltIn() ? code.get() : loading.call(START, () -> PluginStartException.contain(code));
  }

  /**
   * Threads for code of the jar. Its class loader is their context class loader, and they inherit
   * nothing else from the thread that starts them. What the code starts itself is in their group.
   *
   * @param part a word for the names of the threads
   */
  public PluginThreads threads(String part, int most) {
    return threads(part, most, 0);
  }

  /**
   * The same with a line of tasks that wait for one of them.
   *
   * @param waiting how many tasks may wait
   */
  public PluginThreads threads(String part, int most, int waiting) {
    return new PluginThreads(factory(part), most, waiting);
  }

  /** Makes such threads. */
  public ThreadFactory factory(String part) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Runnable counted =
          () -> {
            ownThreads.incrementAndGet();
            try {
              task.run();
            } finally {
              ownThreads.decrementAndGet();
            }
          };
      String title = "plugin-%s-%s-%d".formatted(name, part, number.incrementAndGet());
      Thread thread = new Thread(group, counted, title, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  /**
   * How many threads the code of the jar has started itself, as far as they stay in its group, up
   * to a limit. It calls no method that a group of the jar may override.
   */
  public int startedThreads() {
    return Math.max(0, group.enumerate(new Thread[MOST_COUNTED], true) - ownThreads.get());
  }

  @Override
  public void close() {
    loading.close();
  }

  /** The file name of the jar, or {@code built in}. */
  @Override
  public String toString() {
    return name;
  }
}
