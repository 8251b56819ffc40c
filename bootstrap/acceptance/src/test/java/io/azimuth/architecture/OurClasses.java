package io.azimuth.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes that the rules are about. */
final class OurClasses {

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(OurClasses::isMain).importPackages("io.azimuth");

  private OurClasses() {}

  /** Production classes of every module, from directories or from jars. */
  static JavaClasses main() {
    return MAIN;
  }

  /** What tests of this project and of others use, of every module. */
  static JavaClasses testkits() {
    return new ClassFileImporter()
        .withImportOption(
            location -> !location.contains("/test-classes/") && location.contains("testkit"))
        .importPackages("io.azimuth.testkit");
  }

  /**
   * Test classes of every module that has been compiled; what they use is known by its name alone,
   * since to read it takes most of the time.
   */
  static JavaClasses tests() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPaths(testDirectories());
        });
  }

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("testkit");
  }

  /**
   * Surefire runs in the directory of the module; the others are beside it, some up to two levels
   * below.
   */
  private static List<Path> testDirectories() {
    try (Stream<Path> directories =
        Files.walk(Path.of("..", "..").toAbsolutePath().normalize(), 6)) {
      return directories
          .filter(directory -> directory.endsWith("target/test-classes"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
