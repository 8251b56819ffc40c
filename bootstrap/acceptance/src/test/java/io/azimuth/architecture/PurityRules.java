package io.azimuth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** What the inner layers may use beside one another. */
final class PurityRules {

  private PurityRules() {}

  /** The packages that compute, and of the others the classes that are values. */
  private static final DescribedPredicate<JavaClass> PURE_JDK =
      resideInAnyPackage(
              "java.lang",
              "java.lang.annotation",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.math",
              "java.nio.charset",
              "java.security",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "javax.crypto..")
          .and(not(Outside.PARTS_OF_THE_PROCESS))
          .or(
              belongToAnyOf(
                  ByteBuffer.class,
                  Inet4Address.class,
                  InetAddress.class,
                  URI.class,
                  URISyntaxException.class,
                  UnknownHostException.class));

  /** The rules of the product need the JDK alone, and what it computes with. */
  static final ArchRule PURE_DOMAIN =
      classes()
          .that()
          .resideInAPackage("io.azimuth.domain..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.azimuth.domain..")
                  .or(PURE_JDK)
                  .as("are of the domain or compute only"));

  /** The use cases know what is injected and where to log, and no technology. */
  static final ArchRule PURE_APPLICATION =
      only("io.azimuth.application..", "javax.crypto..", "jakarta.inject..");

  /** What a plugin sees is a small world of its own. */
  static final ArchRule PURE_SPI = only("io.azimuth.spi..");

  /** The azure method uses what every plugin may use. */
  static final ArchRule PURE_AZURE_METHOD = only("io.azimuth.azure..");

  /** The approle method uses what every plugin may use, and hashes. */
  static final ArchRule PURE_APPROLE_METHOD = only("io.azimuth.approle..", "javax.crypto..");

  /** The jwt method uses what every plugin may use. */
  static final ArchRule PURE_JWT_METHOD = only("io.azimuth.jwt..");

  /** The kubernetes method uses what every plugin may use. */
  static final ArchRule PURE_KUBERNETES_METHOD = only("io.azimuth.kubernetes..");

  /**
   * Files, connections and the environment come in through ports. The azure method reads two kinds
   * of files that its operator names: a certificate, and tests of roles.
   */
  static final ArchRule THE_OUTSIDE_COMES_IN =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.azimuth.domain..",
              "io.azimuth.application..",
              "io.azimuth.approle..",
              "io.azimuth.azure..",
              "io.azimuth.jwt..",
              "io.azimuth.kubernetes..",
              "io.azimuth.spi..")
          .and()
          .doNotHaveFullyQualifiedName("io.azimuth.azure.config.CertificateFile")
          .and()
          .doNotHaveFullyQualifiedName("io.azimuth.azure.roletest.TextFile")
          .should()
          .dependOnClassesThat(Outside.FILES_AND_CONNECTIONS)
          .orShould()
          .accessTargetWhere(target(Outside.READING));

  private static ArchRule only(String own, String... more) {
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of(
                        own, "io.azimuth.spi..", "io.azimuth.domain..", "java..", "org.slf4j.."),
                    Stream.of(more))
                .toArray(String[]::new));
  }
}
