package io.azimuth.bootstrap.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one plugin jar. The plugin sees the JDK, the published interfaces of the
 * server and its own classes. It finds no other class of the server or of the server's libraries,
 * so that it can bring any version of a library.
 *
 * <p>Everything comes from the one open jar: a {@code Class-Path} of its manifest leads nowhere,
 * because what it names was not checked.
 */
final class PluginClassLoader extends ClassLoader implements AutoCloseable {

  /** The packages that plugins share with the server, each with those below it. */
  private static final List<String> PUBLISHED =
      List.of("io.azimuth.spi.", "io.azimuth.azure.spi.", "io.azimuth.domain.", "org.slf4j.");

  private static final String PROTOCOL = "azimuth-plugin";

  static {
    registerAsParallelCapable();
  }

  private final String name;
  private final JarFile jar;
  private final JarLimits limits;
  private final ClassLoader server;
  private final ProtectionDomain domain;

  PluginClassLoader(String name, JarFile jar, JarLimits limits, ClassLoader server)
      throws MalformedURLException {
    super(name, ClassLoader.getPlatformClassLoader());
    this.name = name;
    this.jar = jar;
    this.limits = limits;
    this.server = server;
    this.domain =
        new ProtectionDomain(
            new CodeSource(url("", new JarEntry("none")), (Certificate[]) null), null, this, null);
  }

  @Override
  protected Class<?> loadClass(String className, boolean resolve) throws ClassNotFoundException {
    if (PUBLISHED.stream().anyMatch(className::startsWith)) {
      return server.loadClass(className);
    }
    return super.loadClass(className, resolve);
  }

  @Override
  protected Class<?> findClass(String className) throws ClassNotFoundException {
    byte[] bytes = bytesOf(className);
    if (bytes.length > limits.classBytes()) {
      throw new ClassNotFoundException(
          className + " has more than " + limits.classBytes() + " bytes");
    }
    return defineClass(className, bytes, 0, bytes.length, domain);
  }

  private byte[] bytesOf(String className) throws ClassNotFoundException {
    try {
      JarEntry entry = jar.getJarEntry(className.replace('.', '/') + ".class");
      if (entry == null) {
        throw new ClassNotFoundException(className);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readNBytes(limits.classBytes() + 1);
      }
    } catch (IOException | IllegalStateException e) { // the jar is closed
      throw new ClassNotFoundException(className, e);
    }
  }

  @Override
  protected @Nullable URL findResource(String path) {
    try {
      JarEntry entry = jar.getJarEntry(path);
      return entry == null ? null : url(path, entry);
    } catch (MalformedURLException | IllegalStateException e) { // the jar is closed
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String path) {
    URL found = findResource(path);
    return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
  }

  private URL url(String path, JarEntry entry) throws MalformedURLException {
    return new URL(
        null,
        PROTOCOL + ":" + name + "!/" + path,
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new EntryConnection(url, entry);
          }
        });
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  /** Reads one entry of the jar. */
  private final class EntryConnection extends URLConnection {

    private final JarEntry entry;

    EntryConnection(URL url, JarEntry entry) {
      super(url);
      this.entry = entry;
    }

    @Override
    public void connect() {}

    @Override
    public long getContentLengthLong() {
      return entry.getSize();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return jar.getInputStream(entry);
    }
  }
}
