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
        arguments(LayerRules.LAYERS, APPLICATION + "UsesBootstrap"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.client.planted.ClientUsesServer"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.process.planted.RuntimeUsesServer"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.server.planted.ServerUsesClient"),
        arguments(LayerRules.LAYERS, "io.azimuth.bootstrap.server.planted.ServerUsesLauncher"),
        arguments(LayerRules.PURE_DOMAIN, "io.azimuth.domain.planted.DomainUsesLogger"),
        arguments(LayerRules.PURE_APPLICATION, APPLICATION + "UsesJackson"),
        arguments(LayerRules.PURE_SPI, "io.azimuth.spi.planted.ShowsGuice"),
        arguments(
            LayerRules.PURE_APPROLE_METHOD, "io.azimuth.approle.planted.AppRoleMethodUsesCore"),
        arguments(LayerRules.PURE_AZURE_METHOD, "io.azimuth.azure.planted.AzureMethodUsesCore"),
        arguments(
            LayerRules.PURE_KUBERNETES_METHOD,
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
        arguments(VendorRules.POSTGRESQL, APPLICATION + "UsesPostgres"),
        arguments(VendorRules.BOUNCY_CASTLE, APPLICATION + "UsesBouncyCastle"),
        arguments(VendorRules.JACKSON, APPLICATION + "UsesJackson"),
        arguments(VendorRules.LOGBACK, APPLICATION + "UsesLogback"),
        arguments(VendorRules.MICROMETER, APPLICATION + "UsesMicrometer"),
        arguments(VendorRules.OPENTELEMETRY, APPLICATION + "UsesOpenTelemetry"),
        arguments(VendorRules.PICOCLI, APPLICATION + "UsesPicocli"),
        arguments(VendorRules.GUICE, APPLICATION + "UsesGuice"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "AsksTheClock"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "ThrowsDice"),
        arguments(HabitRules.TIME_AND_CHANCE_COME_IN, APPLICATION + "NamesAnId"),
        arguments(HabitRules.NO_NAKED_SECRETS, APPLICATION + "NakedSecret"),
        arguments(HabitRules.PORTS_ARE_INTERFACES, "io.azimuth.application.port.planted.OpenPort"),
        arguments(
            HabitRules.ADAPTERS_SHOW_THEIR_FACES_ONLY, "io.azimuth.bootstrap.planted.UsesExposed"),
        arguments(HabitRules.NO_CYCLES, "io.azimuth.domain.planted.left.Left"),
        arguments(
            HabitRules.NO_CYCLES_BETWEEN_PARTS_OF_THE_CORE,
            "io.azimuth.application.port.planted.NeedsSibling"),
        arguments(HabitRules.NO_FIELD_INJECTION, APPLICATION + "FieldInjected"),
        arguments(HabitRules.NO_GENERIC_EXCEPTIONS, APPLICATION + "ThrowsAnything"),
        arguments(HabitRules.NO_STANDARD_STREAMS, APPLICATION + "PrintsToStream"),
        arguments(HabitRules.ONLY_VERIFIERS_VOUCH, APPLICATION + "ForgesClaims"),
        arguments(HabitRules.ONLY_THE_GATEWAY_ANSWERS_REFUSALS, APPLICATION + "ReturnsRefusal"),
        arguments(HabitRules.NO_MOCKS, APPLICATION + "UsesMock"));
  }
}
