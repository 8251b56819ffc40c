package io.azimuth.adapters.azure.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorFleetTest {

  private static final SimulatorFleet FLEET = SimulatorFleet.seeded();

  @Test
  void everyClientIdBelongsToOnePrincipal() {
    FLEET.machines().stream()
        .flatMap(it -> it.identities().userAssigned().stream())
        .forEach(
            it -> assertThat(it.clientId().substring(9)).isEqualTo(it.principalId().substring(9)));
  }

  @Test
  void printsNoSecret() {
    assertThat(FLEET.toString())
        .doesNotContain("lab-secret-of")
        .doesNotContain("lab-identity-header");
  }

  @Test
  void refusesANameTwice() {
    SeededTenant tenant = FLEET.tenants().get(0);

    assertThatThrownBy(
            () ->
                new SimulatorFleet(
                    List.of(tenant, tenant),
                    FLEET.machines(),
                    List.of(),
                    List.of(),
                    List.of(),
                    SecretText.of("x"),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the fleet has " + tenant.id() + " twice");
  }

  @Test
  void refusesAGuidThatIsNone() {
    assertThatThrownBy(() -> new SeededTenant("11111111", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenant id must be a GUID in lower case");
  }

  @Test
  void aUniformInstanceMustBeNamedByItsSet() {
    SeededMachine vm = FLEET.machine("web-1").orElseThrow();

    assertThatThrownBy(
            () ->
                new SeededMachine(
                    "x_0",
                    MachineKind.SCALE_SET_INSTANCE,
                    vm.tenantId(),
                    vm.resource(),
                    Optional.empty(),
                    vm.vmId(),
                    vm.identities()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokens of a uniform instance name its scale set");
  }

  @Test
  void aTenantIsFoundByGuidAndDomain() {
    assertThat(FLEET.tenant("LAB.azimuth.example")).contains(FLEET.tenants().get(0));
    assertThat(FLEET.tenant("99999999-9999-9999-9999-999999999999"))
        .contains(FLEET.tenants().get(1));
    assertThat(FLEET.tenant("nobody")).isEmpty();
  }
}
