package io.azimuth.architecture;

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

  /** Test classes of every module that has been compiled. */
  static JavaClasses tests() {
    return new ClassFileImporter().importPaths(testDirectories());
  }

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  /** Surefire runs in the module's directory; its siblings are beside it. */
  private static List<Path> testDirectories() {
    try (Stream<Path> modules = Files.list(Path.of("..").toAbsolutePath().normalize())) {
      return modules
          .map(module -> module.resolve("target/test-classes"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
