package io.azimuth.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.spi.api.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What classes may do and be. */
final class HabitRules {

  /** What an adapter shows to bootstrap: how it is wired, configured and started. */
  private static final Set<String> FACE =
      Set.of(
          "io.azimuth.adapters.azure.AzureModule",
          "io.azimuth.adapters.azure.AzureModule$SiteFiles",
          "io.azimuth.adapters.azure.attested.AttestedSigners",
          "io.azimuth.adapters.azure.cloud.CloudConfig",
          "io.azimuth.adapters.azure.cloud.CloudConfig$Services",
          "io.azimuth.adapters.azure.cloud.KeyVaultService",
          "io.azimuth.adapters.azure.cloud.LocalKeys",
          "io.azimuth.adapters.azure.database.DatabaseTokenFactory",
          "io.azimuth.adapters.azure.keyvault.KeyVaultSealConfig",
          "io.azimuth.adapters.azure.keyvault.KeyVaultSealFactory",
          "io.azimuth.adapters.azure.signin.SignInConfig",
          "io.azimuth.adapters.azure.transport.ProxyConfig",
          "io.azimuth.adapters.cron.CronModule",
          "io.azimuth.adapters.http.certificate.CertificateForwarding",
          "io.azimuth.adapters.http.certificate.CertificateHeaderForm",
          "io.azimuth.adapters.http.config.ForwardingConfig",
          "io.azimuth.adapters.http.config.HttpConfig",
          "io.azimuth.adapters.http.config.HttpConfig$Capacity",
          "io.azimuth.adapters.http.config.ListenerConfig",
          "io.azimuth.adapters.http.config.ListenerLimits",
          "io.azimuth.adapters.http.config.ListenerLimits$Timeouts",
          "io.azimuth.adapters.http.server.HttpServer",
          "io.azimuth.adapters.http.tls.BoringSsl",
          "io.azimuth.adapters.http.tls.TlsConfig",
          "io.azimuth.adapters.http.tls.TlsEngine",
          "io.azimuth.adapters.jose.JoseModule",
          "io.azimuth.adapters.jose.KeySetDocument",
          "io.azimuth.adapters.storage.StorageModule",
          "io.azimuth.adapters.storage.audit.AuditConfig",
          "io.azimuth.adapters.storage.pgp.PgpModule",
          "io.azimuth.adapters.storage.seal.KeyedSealFactory",
          "io.azimuth.adapters.storage.seal.SealKey",
          "io.azimuth.adapters.storage.seal.StaticSealConfig");

  private static final DescribedPredicate<JavaClass> IS_FACE =
      DescribedPredicate.describe(
          "a face of its adapter",
          type ->
              FACE.contains(type.getName())
                  // A product of its own, which users start in their tests too.
                  || type.getPackageName().startsWith("io.azimuth.adapters.azure.simulator"));

  private HabitRules() {}

  /** Time and chance come in as arguments, so that a test can decide them. */
  static final ArchRule TIME_AND_CHANCE_COME_IN =
      noClasses()
          .that()
          .resideInAPackage("io.azimuth..")
          .and()
          .resideOutsideOfPackage("io.azimuth.bootstrap..")
          .should()
          .accessTargetWhere(target(new TimeAndChance()));

  /** A secret as these types is printed with the record, alone or in a collection. */
  private static final Set<String> PRINTABLE =
      Set.of(
          "byte",
          "char",
          "java.lang.Byte",
          "java.lang.CharSequence",
          "java.lang.Character",
          "java.lang.Object",
          "java.lang.String",
          "java.nio.ByteBuffer",
          "java.nio.CharBuffer");

  private static final DescribedPredicate<JavaField> NAME_OF_A_SECRET =
      nameMatching("(?i).*(secret|password|passphrase|token|jwt)(value|text|bytes|chars|string)?s?")
          .<JavaField>forSubtype()
          .and(
              DescribedPredicate.describe(
                  "are no functions",
                  field -> !field.getRawType().getPackageName().equals("java.util.function")));

  /** A record prints its fields. May match no field at all when all is well. */
  static final ArchRule NO_NAKED_SECRETS =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .areRecords()
          .and(NAME_OF_A_SECRET)
          .should(
              have(
                  DescribedPredicate.describe(
                      "a type that shows what is in it",
                      field ->
                          field.getType().getAllInvolvedRawTypes().stream()
                              .anyMatch(type -> PRINTABLE.contains(type.getName())))))
          .allowEmptyShould(true);

  /** What is in a port package and no interface is a value: a record, an enum, a final class. */
  static final ArchRule PORTS_ARE_INTERFACES =
      classes()
          .that()
          .resideInAPackage("io.azimuth.application.port..")
          .and()
          .areNotRecords()
          .and()
          .areNotEnums()
          .and()
          .doNotHaveModifier(JavaModifier.FINAL)
          .and(DescribedPredicate.not(simpleNameEndingWith("package-info")))
          .should()
          .beInterfaces();

  /** A package of an adapter may show its classes to the others of the same adapter alone. */
  static final ArchRule ADAPTERS_SHOW_THEIR_FACES_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.azimuth..")
          .and()
          .resideOutsideOfPackage("io.azimuth.adapters..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.azimuth.adapters..")
                  .and(DescribedPredicate.not(IS_FACE)));

  static final ArchRule NO_CYCLES = slices().matching("io.azimuth.(**)").should().beFreeOfCycles();

  /**
   * A part of the core with all its packages: no two parts know each other, even through others.
   */
  static final ArchRule NO_CYCLES_BETWEEN_PARTS_OF_THE_CORE =
      slices().matching("io.azimuth.application.(*)..").should().beFreeOfCycles();

  static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  static final ArchRule NO_STANDARD_STREAMS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.azimuth.bootstrap.Main")
          .and()
          .doNotHaveFullyQualifiedName("io.azimuth.bootstrap.command.client.wiring.ClientMain")
          .should(ACCESS_STANDARD_STREAMS);

  /**
   * Verified means verified: only who checks signatures may say so. Role tests have a file in the
   * place of tokens; their verifier does not leave its package.
   */
  static final ArchRule ONLY_VERIFIERS_VOUCH =
      only("io.azimuth.adapters.jose..", "io.azimuth.azure.roletest")
          .construct(VerifiedClaims.class, SignedClaims.class);

  /** A handler refuses by throwing; the gateway alone makes the answer. */
  static final ArchRule ONLY_THE_GATEWAY_ANSWERS_REFUSALS =
      only("io.azimuth.application.gateway").construct(Answer.Refused.class);

  /** A package holds one idea. */
  static final ArchRule PACKAGES_ARE_SMALL =
      classes().that().resideInAPackage("io.azimuth..").should(new PackageSize(30));

  private static Constructing only(String... packages) {
    return new Constructing(List.of(packages));
  }

  private record Constructing(List<String> packages) {

    /** Calls and references of the constructors alike. */
    ArchRule construct(Class<?>... types) {
      return noClasses()
          .that()
          .resideOutsideOfPackages(packages.toArray(String[]::new))
          .should()
          .accessTargetWhere(
              target(
                  DescribedPredicate.describe(
                      "constructs one of " + List.of(types),
                      target ->
                          target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                              && Stream.of(types).anyMatch(target.getOwner()::isEquivalentTo))));
    }
  }
}
