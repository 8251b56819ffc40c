package io.azimuth.bootstrap.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The jars of the plugin directory, each with its own class loader. Each file is read once, into a
 * copy that has no name any more when it is used: the bytes that are checked are those that are
 * loaded, whatever happens to the file.
 */
final class PluginJars implements AutoCloseable {

  /** One jar and its class loader. */
  record Loaded(PluginJar jar, PluginClassLoader loader) {}

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}");
  private static final int BUFFER = 1 << 16;

  /** How the name of a copy begins, as long as it has one. */
  static final String COPY = "azimuth-plugin-" + ProcessHandle.current().pid() + "-";

  private final PinnedJars pinned;
  private final JarLimits limits;
  private final ClassLoader server;
  private final SpiVersion offered = SpiVersion.ofServer();
  private final List<Loaded> jars = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private PluginJars(PinnedJars pinned, JarLimits limits, ClassLoader server) {
    this.pinned = pinned;
    this.limits = limits;
    this.server = server;
  }

  static PluginJars none() {
    return new PluginJars(PinnedJars.NONE, JarLimits.STANDARD, PluginJars.class.getClassLoader());
  }

  /**
   * Opens every {@code *.jar} file directly in the directory, in alphabetical order.
   *
   * @throws PluginException with the problems of all jars
   */
  static PluginJars in(Path directory, PinnedJars pinned, JarLimits limits, ClassLoader server) {
    PluginJars opened = new PluginJars(pinned, limits, server);
    opened.openAll(directory);
    if (!opened.problems.isEmpty()) {
      opened.close();
      throw new PluginException(opened.problems);
    }
    return opened;
  }

  private void openAll(Path directory) {
    List<Path> files;
    try {
      files = jarFiles(directory);
    } catch (IOException e) {
      problems.add("the plugin directory " + directory + " cannot be read");
      return;
    }
    if (files.size() > limits.jars()) {
      problems.add(
          "the plugin directory %s has %d jars; %d are the most"
              .formatted(directory, files.size(), limits.jars()));
      return;
    }
    files.forEach(this::open);
    pinned
        .without(files.stream().map(PluginJars::nameOf).collect(Collectors.toSet()))
        .forEach(
            name ->
                problems.add(
                    "%s has a checksum in %s and is not in the plugin directory"
                        .formatted(name, PinnedJars.BLOCK)));
  }

  private static List<Path> jarFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void open(Path file) {
    String name = nameOf(file);
    if (!Files.isRegularFile(file)) { // a pipe would never end
      problems.add(name + " in the plugin directory is not a file");
      return;
    }
    Path copy;
    try {
      copy = Files.createTempFile(COPY, ".jar");
    } catch (IOException e) {
      problems.add(
          "no copy of %s can be made in the directory for temporary files, %s"
              .formatted(name, System.getProperty("java.io.tmpdir")));
      return;
    }
    try {
      copied(file, copy).ifPresent(checksum -> opened(name, checksum, copy));
    } catch (IOException e) {
      problems.add(name + " is not a jar that can be read: " + e.getMessage());
    } finally {
      delete(copy);
    }
  }

  // One pass over the file: what is hashed is what is copied.
  private Optional<JarChecksum> copied(Path file, Path copy) throws IOException {
    MessageDigest digest = sha256();
    long length = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(copy)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        length += read;
        if (length > limits.bytes()) {
          problems.add("%s has more than %d bytes".formatted(nameOf(file), limits.bytes()));
          return Optional.empty();
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return Optional.of(JarChecksum.of(digest.digest()));
  }

  private void opened(String name, JarChecksum checksum, Path copy) {
    Optional<String> unpinned = pinned.problemWith(name, checksum);
    if (unpinned.isPresent()) {
      problems.add(unpinned.get());
      return;
    }
    try {
      JarFile content = new JarFile(copy.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
      Optional<String> problem = problemWith(name, content);
      if (problem.isPresent()) {
        content.close();
        problems.add(problem.get());
        return;
      }
      PluginJar jar = new PluginJar(name, checksum, versionOf(content));
      jars.add(new Loaded(jar, new PluginClassLoader(name, content, limits, server)));
    } catch (IOException | SecurityException e) {
      problems.add(name + " is not a jar that can be read: " + e.getMessage());
    }
  }

  private Optional<String> problemWith(String name, JarFile content) throws IOException {
    if (content.size() > limits.entries()) {
      return Optional.of(
          "%s has %d entries; %d are the most".formatted(name, content.size(), limits.entries()));
    }
    Optional<String> stated = attribute(content, SpiVersion.ATTRIBUTE);
    if (stated.isEmpty()) {
      return Optional.of(
          "%s does not say in its manifest (%s) which version of azimuth-spi it was built against;"
                  .formatted(name, SpiVersion.ATTRIBUTE)
              + " this server has "
              + offered);
    }
    Optional<SpiVersion> needed = SpiVersion.of(stated.get());
    if (needed.isEmpty()) {
      return Optional.of(
          "%s: %s of its manifest is not a version such as %s"
              .formatted(name, SpiVersion.ATTRIBUTE, offered));
    }
    return offered.serves(needed.get())
        ? Optional.empty()
        : Optional.of(
            "%s was built against azimuth-spi %s, and this server has %s"
                .formatted(name, needed.get(), offered));
  }

  // What is shown in lists and logs is a version and nothing else.
  private static Optional<String> versionOf(JarFile content) throws IOException {
    return attribute(content, Attributes.Name.IMPLEMENTATION_VERSION.toString())
        .filter(text -> VERSION.matcher(text).matches());
  }

  private static Optional<String> attribute(JarFile content, String name) throws IOException {
    Manifest manifest = content.getManifest();
    return manifest == null
        ? Optional.empty()
        : Optional.ofNullable(manifest.getMainAttributes().getValue(name)).map(String::strip);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }

  // An open file goes on without its name.
  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      copy.toFile().deleteOnExit();
    }
  }

  List<Loaded> jars() {
    return List.copyOf(jars);
  }

  @Override
  public void close() {
    for (Loaded one : jars) {
      try {
        one.loader().close();
      } catch (IOException e) {
        // The jar is only read, so a failed close loses no data.
      }
    }
  }
}
