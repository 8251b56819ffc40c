package io.azimuth.domain.azure.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineGroupTest {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

  @Test
  void aMachineIsInTheGroupOfItsType() {
    MachineGroup group = group("rg-web", "Microsoft.Compute/virtualMachines/web-1");

    assertThat(group.path())
        .isEqualTo(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers"
                + "/Microsoft.Compute/virtualMachines");
    assertThat(group).isEqualTo(group("RG-Web", "microsoft.compute/VIRTUALMACHINES/web-2"));
    assertThat(group).hasSameHashCodeAs(group("RG-Web", "microsoft.compute/virtualmachines/web-2"));
  }

  @Test
  void aGroupTellsOfItsOwnMachinesOnly() {
    MachineGroup group = group("rg-web", "Microsoft.Compute/virtualMachines/web-1");

    assertThat(group.contains(id("RG-WEB", "Microsoft.Compute/virtualMachines/web-9"))).isTrue();
    assertThat(group.contains(id("rg-web-2", "Microsoft.Compute/virtualMachines/web-1"))).isFalse();
    assertThat(group.contains(id("rg-web", "Microsoft.Compute/virtualMachineScaleSets/web-1")))
        .isFalse();
    assertThat(group.contains(id("rg-web", "Microsoft.Web/sites/web-1"))).isFalse();
  }

  @Test
  void aGroupOfASubscriptionIsNotThatOfAnother() {
    ResourceId other =
        ResourceId.parse(
                "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-web"
                    + "/providers/Microsoft.Compute/virtualMachines/web-1")
            .orElseThrow();

    assertThat(group("rg-web", "Microsoft.Compute/virtualMachines/web-1").contains(other))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.Web/sites/shop",
        "Microsoft.ManagedIdentity/userAssignedIdentities/robot",
        "Microsoft.Compute/virtualMachineScaleSets/fleet/virtualMachines/0",
        "Microsoft.Compute/disks/data"
      })
  void otherResourcesAreInNoGroup(String resource) {
    assertThat(MachineGroup.of(id("rg-web", resource))).isEmpty();
  }

  @Test
  void thereIsNoGroupOfAnotherType() {
    assertThatThrownBy(
            () ->
                new MachineGroup(
                    new SubscriptionId(SUBSCRIPTION),
                    new ResourceGroupName("rg-web"),
                    ResourceType.USER_ASSIGNED_IDENTITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MachineGroup group(String group, String resource) {
    return MachineGroup.of(id(group, resource)).orElseThrow();
  }

  private static ResourceId id(String group, String resource) {
    return ResourceId.parse(
            "/subscriptions/"
                + SUBSCRIPTION
                + "/resourceGroups/"
                + group
                + "/providers/"
                + resource)
        .orElseThrow();
  }
}
