package io.azimuth.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule reports a class that was written to violate it, so no rule passes because it matches
 * nothing.
 */
class PlantedViolationsTest {

  /**
   * The violating classes and the classes that they misuse: a rule about constructors or about who
   * may use a layer checks the class that is used.
   */
  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location ->
                  location.contains("/planted/")
                      || location.contains("/bootstrap/client/ClientException.class")
                      || location.contains("/bootstrap/command/Commands.class")
                      || location.contains("/domain/claim/")
                      || location.contains("/spi/api/"))
          .importPackages("io.azimuth");

  /** Some rules are violated by several. */
  private static final Map<ArchRule, EvaluationResult> RESULTS = new HashMap<>();

  private static final String APPLICATION = "io.azimuth.application.planted.";
  private static final String REACHING_DOMAIN = "io.azimuth.domain.planted.DomainReachesOut.";

  @ParameterizedTest
  @MethodSource("violations")
  void reports(ArchRule rule, String planted) {
    EvaluationResult result = RESULTS.computeIfAbsent(rule, it -> it.evaluate(PLANTED));

    assertThat(result.getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> detail.contains(planted));
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        arguments(LayerRules.LAYERS, "io.azimuth.domain.planted.DomainUsesApplication"),
        arguments(LayerRules.LAYERS, "io.azimuth.adapters.storage.planted.SeesAnotherAdapter"),
        arguments(LayerRules.LAYERS, "io.azimuth.spi.planted.SpiUsesCore"),
        arguments(LayerRules.LAYERS, "io.azimuth.azure.planted.AzureMethodUsesCore"),
        arguments(LayerRules.LAYERS, "io.azimuth.approle.planted.AppRoleMethodUsesCore"),
        arguments(LayerRules.LAYERS, "io.azimuth.kubernetes.planted.KubernetesMethodUsesCore"),
        arguments(
            LayerRules.LAYERS, "io.azimuth.adapters.azure.simulator.planted.SimulatorUsesSpi"),
        arguments(LayerRules.LAYERS, "io.azimuth.jwt.planted.JwtMethodUsesCore"),
        arguments(LayerRules.LAYERS, "io.azimuth.glue.planted.InNoLayer"),
        arguments(LayerRules.LAYERS, APPLICATION + "UsesBootstrap"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.client.planted.ClientUsesServer"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.process.planted.RuntimeUsesServer"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.server.planted.ServerUsesClient"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.server.planted.ServerUsesLauncher"),
        arguments(PurityRules.PURE_DOMAIN, "io.azimuth.domain.planted.DomainUsesLogger"),
        arguments(PurityRules.PURE_DOMAIN, REACHING_DOMAIN + "file"),
        arguments(PurityRules.PURE_DOMAIN, REACHING_DOMAIN + "connection"),
        arguments(PurityRules.PURE_DOMAIN, REACHING_DOMAIN + "thread"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, REACHING_DOMAIN + "environment"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, REACHING_DOMAIN + "nameServer"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, APPLICATION + "ReadsOutside.file"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, APPLICATION + "ReadsOutside.address"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, APPLICATION + "ReadsOutside.resource"),
        arguments(PurityRules.THE_OUTSIDE_COMES_IN, APPLICATION + "ReadsOutside.environment"),
        arguments(PurityRules.PURE_APPLICATION, APPLICATION + "UsesJackson"),
        arguments(PurityRules.PURE_SPI, "io.azimuth.spi.planted.ShowsGuice"),
        arguments(
            PurityRules.PURE_APPROLE_METHOD, "io.azimuth.approle.planted.AppRoleMethodUsesCore"),
        arguments(PurityRules.PURE_AZURE_METHOD, "io.azimuth.azure.planted.AzureMethodUsesCore"),
        arguments(PurityRules.PURE_JWT_METHOD, "io.azimuth.jwt.planted.JwtMethodUsesNaming"),
        arguments(
            PurityRules.PURE_KUBERNETES_METHOD,
            "io.azimuth.kubernetes.planted.KubernetesMethodUsesCore"),
        arguments(LayerRules.AZURE_STAYS_HOME, APPLICATION + "KnowsAzure"),
        arguments(
            LayerRules.AZURE_METHOD_IS_A_PLUGIN, "io.azimuth.bootstrap.planted.UsesAzureMethod"),
        arguments(VendorRules.AZURE_SDK, APPLICATION + "UsesAzureSdk"),
        arguments(VendorRules.JOSE4J, APPLICATION + "UsesJose4j"),
        arguments(VendorRules.HTTP_CLIENT, APPLICATION + "UsesHttpClient"),
        arguments(VendorRules.CRON_UTILS, APPLICATION + "UsesCronUtils"),
        arguments(VendorRules.UNDERTOW, APPLICATION + "UsesUndertow"),
        arguments(VendorRules.CONSCRYPT, APPLICATION + "UsesConscrypt"),
        arguments(VendorRules.MAPDB, APPLICATION + "UsesMapDb"),
        arguments(
            VendorRules.MAPDB, "io.azimuth.adapters.storage.postgresql.planted.DatabaseUsesMapDb"),
        arguments(VendorRules.POSTGRESQL, APPLICATION + "UsesPostgres"),
        arguments(VendorRules.BOUNCY_CASTLE, APPLICATION + "UsesBouncyCastle"),
        arguments(VendorRules.JACKSON, APPLICATION + "UsesJackson"),
        arguments(VendorRules.LOGBACK, APPLICATION + "UsesLogback"),
        arguments(VendorRules.MICROMETER, APPLICATION + "UsesMicrometer"),
        arguments(VendorRules.OPENTELEMETRY, APPLICATION + "UsesOpenTelemetry"),
        arguments(VendorRules.PICOCLI, APPLICATION + "UsesPicocli"),
        arguments(VendorRules.GUICE, APPLICATION + "UsesGuice"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "AsksTheClock.now"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "AsksTheClock.today"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "AsksTheClock.seconds"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "AsksTheClock.timeOfDay"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "RefersToTime.now"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "RefersToTime.id"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "RefersToTime.today"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice.<init>"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice.reference"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice.strong"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice.splittable"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice.standard"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "NamesAnId"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.clientSecret"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.secretValue"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.password"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.tokens"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.mountTokens"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.hashedSecret"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret.passphrase"),
        arguments(HabitRules.PORTS_ARE_INTERFACES, "io.azimuth.application.port.planted.OpenPort"),
        arguments(
            HabitRules.ADAPTERS_SHOW_THEIR_FACES_ONLY, "io.azimuth.bootstrap.planted.UsesExposed"),
        arguments(
            HabitRules.ADAPTERS_SHOW_THEIR_FACES_ONLY,
            "io.azimuth.bootstrap.planted.UsesNestedExposed"),
        arguments(HabitRules.NO_CYCLES, "io.azimuth.domain.planted.left.Left"),
        arguments(
            HabitRules.NO_CYCLES_BETWEEN_PARTS_OF_THE_CORE,
            "io.azimuth.application.port.planted.NeedsSibling"),
        arguments(HabitRules.NO_FIELD_INJECTION, APPLICATION + "FieldInjected"),
        arguments(HabitRules.NO_GENERIC_EXCEPTIONS, APPLICATION + "ThrowsAnything"),
        arguments(HabitRules.NO_STANDARD_STREAMS, APPLICATION + "PrintsToStream"),
        arguments(HabitRules.ONLY_VERIFIERS_VOUCH, APPLICATION + "ForgesClaims.forge"),
        arguments(HabitRules.ONLY_VERIFIERS_VOUCH, APPLICATION + "ForgesClaims.byReference"),
        arguments(
            HabitRules.ONLY_THE_GATEWAY_ANSWERS_REFUSALS, APPLICATION + "ReturnsRefusal.handle"),
        arguments(
            HabitRules.ONLY_THE_GATEWAY_ANSWERS_REFUSALS,
            APPLICATION + "ReturnsRefusal.byReference"),
        arguments(HabitRules.PACKAGES_ARE_SMALL, APPLICATION + "crowd has 31 classes"));
  }
}
