package io.azimuth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom. */
final class LayerRules {

  private LayerRules() {}

  /** Dependencies point inwards only; adapters never see one another. */
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("domain")
          .definedBy("io.azimuth.domain..")
          .layer("application")
          .definedBy("io.azimuth.application..")
          .layer("spi")
          .definedBy("io.azimuth.spi..")
          .layer("http")
          .definedBy("io.azimuth.adapters.http..")
          .layer("azure")
          .definedBy("io.azimuth.adapters.azure..")
          .layer("jose")
          .definedBy("io.azimuth.adapters.jose..")
          .layer("cron")
          .definedBy("io.azimuth.adapters.cron..")
          .layer("storage")
          .definedBy("io.azimuth.adapters.storage..")
          .layer("bootstrap")
          .definedBy("io.azimuth.bootstrap..")
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("application") // whose auth methods come through the door of the plugins
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("spi")
          .mayOnlyAccessLayers("domain", "application")
          .whereLayer("http")
          .mayOnlyAccessLayers("domain", "application")
          .whereLayer("azure")
          .mayOnlyAccessLayers("domain", "application", "spi")
          .whereLayer("jose")
          .mayOnlyAccessLayers("domain", "application", "spi")
          .whereLayer("cron")
          .mayOnlyAccessLayers("domain", "application")
          .whereLayer("storage")
          .mayOnlyAccessLayers("domain", "application", "spi")
          .whereLayer("bootstrap")
          .mayNotBeAccessedByAnyLayer();

  /** The rules of the product run on the JDK alone. */
  static final ArchRule PURE_DOMAIN =
      classes()
          .that()
          .resideInAPackage("io.azimuth.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.azimuth.domain..", "java..", "javax.crypto..");

  /** The use cases know what is injected and where to log, and no technology. */
  static final ArchRule PURE_APPLICATION =
      classes()
          .that()
          .resideInAPackage("io.azimuth.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.azimuth.application..",
              "io.azimuth.domain..",
              "io.azimuth.spi..",
              "java..",
              "javax.crypto..",
              "jakarta.inject..",
              "org.slf4j..");

  /** An auth method declares routes, in the API's words. */
  static final ArchRule PURE_SPI =
      classes()
          .that()
          .resideInAPackage("io.azimuth.spi..")
          .should()
          .onlyDependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(
                      "io.azimuth.spi..",
                      "io.azimuth.domain..",
                      "io.azimuth.application.port..",
                      "io.azimuth.application.api..",
                      "io.azimuth.application.route..",
                      "java..")
                  .or(JavaClass.Predicates.equivalentTo(org.slf4j.Logger.class)))
          .as("the SPI shows nothing but itself, domain, ports, the API's words and a logger");

  /**
   * Another cloud or another auth method can live in the same house. What puts the parts together
   * and what shows Azure, the demo and the development server, may know it; the rest of {@code
   * bootstrap} may not.
   */
  static final ArchRule AZURE_STAYS_HOME =
      noClasses()
          .that()
          .resideInAPackage("io.azimuth..")
          .and()
          .resideOutsideOfPackages(
              "..azure..",
              "io.azimuth.bootstrap",
              "io.azimuth.bootstrap.server",
              "io.azimuth.bootstrap.demo",
              "io.azimuth.bootstrap.dev")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..azure..");
}
