package io.azimuth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Rules about the packages in which a library may be used. */
final class VendorRules {

  private VendorRules() {}

  static final ArchRule AZURE_SDK =
      only("io.azimuth.adapters.azure..").use("com.azure..", "com.microsoft..");
  static final ArchRule JOSE4J =
      only("io.azimuth.adapters.jose..", "io.azimuth.adapters.azure.simulator..")
          .use("org.jose4j..");
  static final ArchRule HTTP_CLIENT =
      only("io.azimuth.adapters..", "io.azimuth.bootstrap..").use("java.net.http..");
  static final ArchRule CEL =
      only("io.azimuth.adapters.cel..")
          .use("dev.cel..", "com.google.re2j..", "com.google.protobuf..");
  static final ArchRule CRON_UTILS = only("io.azimuth.adapters.cron..").use("com.cronutils..");
  static final ArchRule UNDERTOW =
      only("io.azimuth.adapters.http..").use("io.undertow..", "org.xnio..");
  static final ArchRule CONSCRYPT = only("io.azimuth.adapters.http.tls..").use("org.conscrypt..");
  static final ArchRule MAPDB = only("io.azimuth.adapters.storage.mapdb..").use("org.mapdb..");
  static final ArchRule POSTGRESQL =
      only("io.azimuth.adapters.storage.postgresql..")
          .use("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");
  static final ArchRule BOUNCY_CASTLE = only("io.azimuth.adapters..").use("org.bouncycastle..");
  static final ArchRule JACKSON =
      only("io.azimuth.adapters..", "io.azimuth.bootstrap..").use("com.fasterxml.jackson..");
  static final ArchRule LOGBACK = only("io.azimuth.bootstrap.logging..").use("ch.qos.logback..");
  static final ArchRule MICROMETER =
      only("io.azimuth.bootstrap.metrics..").use("io.micrometer..", "io.prometheus..");
  static final ArchRule OPENTELEMETRY =
      only("io.azimuth.bootstrap.tracing..").use("io.opentelemetry..");
  static final ArchRule PICOCLI = only("io.azimuth.bootstrap.command..").use("picocli..");

  static final ArchRule GUICE =
      noClasses()
          .that()
          .resideInAPackage("io.azimuth..")
          .and()
          .resideOutsideOfPackage("io.azimuth.bootstrap..")
          .and()
          .haveSimpleNameNotEndingWith("Module")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..");

  private static Only only(String... packages) {
    return new Only(packages);
  }

  private static final class Only {
    private final String[] packages;

    Only(String... packages) {
      this.packages = packages.clone();
    }

    ArchRule use(String... vendor) {
      return noClasses()
          .that()
          .resideInAPackage("io.azimuth..")
          .and()
          .resideOutsideOfPackages(packages)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(vendor);
    }
  }
}
