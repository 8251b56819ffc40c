package io.azimuth.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

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

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("testkit");
  }
}
