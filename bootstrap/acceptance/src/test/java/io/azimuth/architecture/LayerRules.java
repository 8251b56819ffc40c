package io.azimuth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom. */
final class LayerRules {

  private LayerRules() {}

  private static final String[] RUNTIME = {
    "io.azimuth.bootstrap.build..",
    "io.azimuth.bootstrap.configfile..",
    "io.azimuth.bootstrap.host..",
    "io.azimuth.bootstrap.logging..",
    "io.azimuth.bootstrap.process..",
    "io.azimuth.bootstrap.random.."
  };
  private static final String[] CLIENT = {
    "io.azimuth.bootstrap.agent..",
    "io.azimuth.bootstrap.auditlog..",
    "io.azimuth.bootstrap.client..",
    "io.azimuth.bootstrap.command.client..",
    "io.azimuth.bootstrap.command.line..",
    "io.azimuth.bootstrap.imports.."
  };
  private static final String[] SERVER = {
    "io.azimuth.bootstrap.config..",
    "io.azimuth.bootstrap.lab..",
    "io.azimuth.bootstrap.metrics..",
    "io.azimuth.bootstrap.plugin..",
    "io.azimuth.bootstrap.server..",
    "io.azimuth.bootstrap.snapshot..",
    "io.azimuth.bootstrap.tracing.."
  };

  /** All of the azure auth method; a build may leave it out. */
  private static final DescribedPredicate<JavaClass> AZURE_METHOD =
      resideInAPackage("io.azimuth.azure..")
          .and(
              resideOutsideOfPackages(
                  "io.azimuth.azure.metrics..",
                  "io.azimuth.azure.port..",
                  "io.azimuth.azure.spi.."))
          .as("the azure method");

  /** Dependencies point inwards only; adapters never see one another; every class has a layer. */
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("domain")
          .definedBy("io.azimuth.domain..")
          .layer("spi")
          .definedBy("io.azimuth.spi..")
          .layer("core")
          .definedBy("io.azimuth.application..")
          .layer("approle method")
          .definedBy("io.azimuth.approle..")
          .optionalLayer("azure method")
          .definedBy(AZURE_METHOD)
          .layer("azure ports")
          .definedBy("io.azimuth.azure.port..", "io.azimuth.azure.metrics..")
          .layer("azure spi")
          .definedBy("io.azimuth.azure.spi..")
          .layer("jwt method")
          .definedBy("io.azimuth.jwt..")
          .layer("kubernetes method")
          .definedBy("io.azimuth.kubernetes..")
          .layer("http")
          .definedBy("io.azimuth.adapters.http..")
          .layer("azure")
          .definedBy(
              resideInAPackage("io.azimuth.adapters.azure..")
                  .and(resideOutsideOfPackage("io.azimuth.adapters.azure.simulator..")))
          .layer("simulator")
          .definedBy("io.azimuth.adapters.azure.simulator..")
          .layer("jose")
          .definedBy("io.azimuth.adapters.jose..", "io.azimuth.adapters.web..")
          .optionalLayer("cel") // a build without the azure method has no expressions
          .definedBy("io.azimuth.adapters.cel..")
          .layer("cron")
          .definedBy("io.azimuth.adapters.cron..")
          .layer("storage")
          .definedBy("io.azimuth.adapters.storage..")
          .layer("runtime")
          .definedBy(RUNTIME)
          .layer("client")
          .definedBy(CLIENT)
          .layer("server")
          .definedBy(SERVER)
          .layer("launcher")
          .definedBy(
              resideInAPackage("io.azimuth.bootstrap..")
                  .and(resideOutsideOfPackages(RUNTIME))
                  .and(resideOutsideOfPackages(CLIENT))
                  .and(resideOutsideOfPackages(SERVER)))
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("spi")
          .mayOnlyAccessLayers("domain")
          .whereLayer("core")
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("approle method") // a plugin like any other
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("azure method") // a plugin like any other
          .mayOnlyAccessLayers("domain", "spi", "azure ports", "azure spi")
          .whereLayer("azure ports")
          .mayOnlyAccessLayers("domain", "spi", "azure spi")
          .whereLayer("azure spi") // plugins see it
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("jwt method")
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("kubernetes method")
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("http")
          .mayOnlyAccessLayers("domain", "spi", "core")
          .whereLayer("azure")
          .mayOnlyAccessLayers("domain", "spi", "core", "azure ports", "azure spi")
          .whereLayer("simulator") // others use it without the server
          .mayOnlyAccessLayers("domain")
          .whereLayer("jose")
          .mayOnlyAccessLayers("domain", "spi", "core")
          .whereLayer("cel")
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("cron")
          .mayOnlyAccessLayers("domain", "spi")
          .whereLayer("storage")
          .mayOnlyAccessLayers("domain", "spi", "core")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("domain", "spi", "core")
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("client", "server", "launcher")
          .whereLayer("client") // it is handed out without the server
          .mayOnlyAccessLayers("domain", "spi", "runtime")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("server")
          .mayOnlyAccessLayers(
              "domain",
              "spi",
              "core",
              "approle method",
              "jwt method",
              "kubernetes method",
              "azure ports",
              "azure spi",
              "http",
              "azure",
              "jose",
              "cron",
              "storage",
              "runtime")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("launcher")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

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
              "io.azimuth.bootstrap.command.client.wiring",
              "io.azimuth.bootstrap.server",
              "io.azimuth.bootstrap.demo",
              "io.azimuth.bootstrap.dev",
              "io.azimuth.bootstrap.warmup")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..azure..");

  /** A build can leave the azure method out, since it is found as any plugin is. */
  static final ArchRule AZURE_METHOD_IS_A_PLUGIN =
      noClasses()
          .that(not(AZURE_METHOD))
          .and()
          .resideOutsideOfPackage("io.azimuth.bootstrap.command.azure")
          .should()
          .dependOnClassesThat(AZURE_METHOD);
}
