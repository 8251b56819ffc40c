package io.azimuth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import io.azimuth.product.server.AzureMethod;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All rules hold. {@link PlantedViolationsTest} checks that each rule can fail. */
class ArchitectureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.azimuth.domain",
        "io.azimuth.application",
        "io.azimuth.approle",
        "io.azimuth.azure.port",
        "io.azimuth.jwt",
        "io.azimuth.kubernetes",
        "io.azimuth.spi",
        "io.azimuth.adapters.http",
        "io.azimuth.adapters.azure",
        "io.azimuth.adapters.azure.simulator",
        "io.azimuth.adapters.jose",
        "io.azimuth.adapters.web",
        "io.azimuth.adapters.cron",
        "io.azimuth.adapters.storage",
        "io.azimuth.bootstrap.client",
        "io.azimuth.bootstrap.command",
        "io.azimuth.bootstrap.process",
        "io.azimuth.bootstrap.server"
      })
  void rulesSeeEveryModule(String name) {
    assertThat(OurClasses.main())
        .anyMatch(type -> (type.getPackageName() + ".").startsWith(name + "."));
  }

  @Test
  void rulesSeeExpressionsWhereTheAzureMethodIs() {
    AzureMethod.require();
    rulesSeeEveryModule("io.azimuth.adapters.cel");
  }

  @Test
  void rulesAboutProductionSeeNoTests() {
    assertThat(OurClasses.main()).noneMatch(type -> type.getSimpleName().endsWith("Test"));
  }

  @ParameterizedTest
  @MethodSource("rulesOfProduction")
  void productionKeeps(ArchRule rule) {
    rule.check(OurClasses.main());
  }

  @Test
  void packagesOfTestkitsAreSmall() {
    HabitRules.PACKAGES_ARE_SMALL.check(OurClasses.testkits());
  }

  static Stream<ArchRule> rulesOfProduction() {
    return Stream.of(
        LayerRules.LAYERS,
        PurityRules.PURE_DOMAIN,
        PurityRules.PURE_APPLICATION,
        PurityRules.PURE_SPI,
        PurityRules.PURE_APPROLE_METHOD,
        PurityRules.PURE_AZURE_METHOD,
        PurityRules.PURE_JWT_METHOD,
        PurityRules.PURE_KUBERNETES_METHOD,
        PurityRules.THE_OUTSIDE_COMES_IN,
        LayerRules.AZURE_STAYS_HOME,
        LayerRules.AZURE_METHOD_IS_A_PLUGIN,
        VendorRules.AZURE_SDK,
        VendorRules.JOSE4J,
        VendorRules.HTTP_CLIENT,
        VendorRules.CEL,
        VendorRules.CRON_UTILS,
        VendorRules.UNDERTOW,
        VendorRules.CONSCRYPT,
        VendorRules.MAPDB,
        VendorRules.POSTGRESQL,
        VendorRules.BOUNCY_CASTLE,
        VendorRules.JACKSON,
        VendorRules.LOGBACK,
        VendorRules.MICROMETER,
        VendorRules.OPENTELEMETRY,
        VendorRules.PICOCLI,
        VendorRules.GUICE,
        HabitRules.TIME_AND_CHANCE_COME_IN,
        HabitRules.NO_NAKED_SECRETS,
        HabitRules.PORTS_ARE_INTERFACES,
        HabitRules.ADAPTERS_SHOW_THEIR_FACES_ONLY,
        HabitRules.NO_CYCLES,
        HabitRules.NO_CYCLES_BETWEEN_PARTS_OF_THE_CORE,
        HabitRules.NO_FIELD_INJECTION,
        HabitRules.NO_GENERIC_EXCEPTIONS,
        HabitRules.NO_STANDARD_STREAMS,
        HabitRules.ONLY_VERIFIERS_VOUCH,
        HabitRules.ONLY_THE_GATEWAY_ANSWERS_REFUSALS,
        HabitRules.PACKAGES_ARE_SMALL);
  }
}
