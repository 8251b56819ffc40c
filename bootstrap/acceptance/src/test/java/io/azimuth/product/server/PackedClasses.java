package io.azimuth.product.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The class path of processes that tests start. {@code -Dazimuth.tests.packed} names the packed
 * distribution if it was built from this very tree: its classes come first then, since it has an
 * archive of them with which a start needs less processor time.
 */
public final class PackedClasses {

  private static final String OWN = System.getProperty("java.class.path");

  private static final Optional<Path> DISTRIBUTION =
      Optional.ofNullable(System.getProperty("azimuth.tests.packed"))
          .filter(path -> !path.isEmpty())
          .map(Path::of);

  private PackedClasses() {}

  /** The options of {@code java} for the class path. */
  public static List<String> options() {
    return DISTRIBUTION.flatMap(PackedClasses::packed).orElse(List.of("-cp", OWN));
  }

  private static Optional<List<String>> packed(Path distribution) {
    String classPath = distribution.resolve("lib/azimuth.jar") + File.pathSeparator + OWN;
    return archive(distribution)
        .map(archive -> List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath));
  }

  private static Optional<Path> archive(Path distribution) {
    Path cache = distribution.resolve("cache");
    if (!Files.isDirectory(cache)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
