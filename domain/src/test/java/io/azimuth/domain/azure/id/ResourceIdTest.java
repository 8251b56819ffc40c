package io.azimuth.domain.azure.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

  private static final String SUB = "/subscriptions/aaaaaaaa-0000-4000-8000-00000000000a";
  private static final String GROUP = SUB + "/resourceGroups/prod";
  private static final String COMPUTE = GROUP + "/providers/Microsoft.Compute";
  private static final String VM = COMPUTE + "/virtualMachines/web-1";

  @Test
  void readsTheSegmentsOfAMachine() {
    ResourceId id = id(VM);

    assertThat(id.subscription()).hasToString("aaaaaaaa-0000-4000-8000-00000000000a");
    assertThat(id.resourceGroup()).hasToString("prod");
    assertThat(id.type()).isEqualTo(ResourceType.VIRTUAL_MACHINE);
    assertThat(id.name()).isEqualTo("web-1");
    assertThat(id.isUserAssignedIdentity()).isFalse();
    assertThat(id.scaleSetOfInstance()).isEmpty();
  }

  @Test
  void foldsAsciiLettersOfEverySegment() {
    String shouted = VM.toUpperCase(Locale.ROOT);

    assertThat(id(shouted)).isEqualTo(id(VM)).hasSameHashCodeAs(id(VM));
    assertThat(id(shouted).canonical()).isEqualTo(id(VM).canonical());
    assertThat(id(VM).canonical())
        .isEqualTo(
            "/subscriptions/aaaaaaaa-0000-4000-8000-00000000000a/resourcegroups/prod"
                + "/providers/microsoft.compute/virtualmachines/web-1");
  }

  @Test
  void keepsTheSpellingOfNames() {
    assertThat(id(SUB + "/resourcegroups/Prod/providers/Microsoft.Web/sites/Shop").text())
        .isEqualTo(SUB + "/resourceGroups/Prod/providers/Microsoft.Web/sites/Shop");
  }

  @Test
  void foldsNothingBeyondAscii() {
    assertThat(id(VM.replace("web-1", "tſt"))).isNotEqualTo(id(VM.replace("web-1", "tst")));
    assertThat(id(VM.replace("web-1", "\u212Aey"))).isNotEqualTo(id(VM.replace("web-1", "key")));
    assertThat(id(VM.replace("web-1", "\u0131d"))).isNotEqualTo(id(VM.replace("web-1", "id")));
    assertThat(id(VM.replace("prod", "\u0131d"))).isNotEqualTo(id(VM.replace("prod", "ID")));
    assertThat(id(VM.replace("web-1", "\u0130d"))).isNotEqualTo(id(VM.replace("web-1", "id")));
  }

  @Test
  void letsNoPrefixPassForAName() {
    assertThat(id(COMPUTE + "/virtualMachines/web")).isNotEqualTo(id(VM));
    assertThat(id(VM)).isNotEqualTo(id(COMPUTE + "/virtualMachines/web-12"));
    assertThat(id(VM)).isNotEqualTo(id(VM.replace("prod", "prod-x")));
    assertThat(id(VM)).isNotEqualTo(id(COMPUTE + "/virtualMachineScaleSets/web-1"));
    assertThat(id(VM)).isNotEqualTo(id(VM.replace("00000000000a", "00000000000b")));
  }

  @Test
  void countsAnInstanceAsItsScaleSet() {
    ResourceId set = id(COMPUTE + "/virtualMachineScaleSets/fleet");
    ResourceId instance = id(COMPUTE + "/VirtualMachineScaleSets/fleet/virtualMachines/3");

    assertThat(instance.scaleSetOfInstance()).contains(set);
    assertThat(instance.name()).isEqualTo("3");
    assertThat(set.scaleSetOfInstance()).isEmpty();
  }

  @Test
  void knowsAUserAssignedIdentity() {
    String id = GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer";

    assertThat(id(id).isUserAssignedIdentity()).isTrue();
    assertThat(id(id.replace("userAssigned", "USERASSIGNED")).isUserAssignedIdentity()).isTrue();
    assertThat(id(id.replace("userAssigned", "xserAssigned")).isUserAssignedIdentity()).isFalse();
  }

  @Test
  void readsNestedTypes() {
    ResourceId slot = id(GROUP + "/providers/Microsoft.Web/sites/shop/slots/green");

    assertThat(slot.type()).hasToString("Microsoft.Web/sites/slots");
    assertThat(slot.name()).isEqualTo("green");
    assertThat(slot.text()).endsWith("/sites/shop/slots/green");
  }

  @ParameterizedTest(name = "CVE-2025-49827: {0}")
  @ValueSource(
      strings = {
        "",
        "/",
        "web-1",
        SUB,
        GROUP,
        GROUP + "/providers/Microsoft.Compute",
        COMPUTE + "/virtualMachines",
        COMPUTE + "/virtualMachines/",
        VM + "/",
        VM + "/extensions",
        "/" + VM,
        "x" + VM,
        VM + "//a",
        COMPUTE + "//web-1",
        COMPUTE + "/virtualMachines/..",
        COMPUTE + "/virtualMachines/.",
        COMPUTE + "/virtualMachines/../virtualMachines",
        VM + "?api-version=1",
        VM + "#a",
        VM + "%2f..",
        VM + "\\a",
        VM + "\n",
        VM + "\u0000",
        VM + "\u007f",
        VM + "\u200b",
        VM + "\u202e",
        VM + " ",
        COMPUTE + "/virtualMachines/ ",
        COMPUTE + "/virtualMachines/ web",
        "/subscriptions/aaaaaaaa/resourceGroups/prod/providers/Microsoft.Compute/virtualMachines/a",
        SUB + "/resourceGroups/prod./providers/Microsoft.Compute/virtualMachines/a",
        SUB + "/resourceGroups/../providers/Microsoft.Compute/virtualMachines/a",
        SUB + "/resourceGroup/prod/providers/Microsoft.Compute/virtualMachines/a",
        "/\u017fubscriptions/aaaaaaaa-0000-4000-8000-00000000000a/resourceGroups/g/providers/M.C/v/a",
        GROUP + "/provider\u017f/Microsoft.Compute/virtualMachines/a",
        GROUP + "/providers/Micro\u017foft.Compute/virtualMachines/a",
        GROUP + "/providers/Microsoft.Compute/v\u0131rtualMachines/a",
        GROUP + "/providers/Microsoft..Compute/virtualMachines/a",
        VM + "/providers/Microsoft.Web/sites/a"
      })
  void refusesWhatIsNoWholeId(String text) {
    assertThat(ResourceId.parse(text)).isEmpty();
  }

  @Test
  void refusesAnIdBeyondItsLimit() {
    String longestName = "n".repeat(260);
    assertThat(ResourceId.parse(COMPUTE + "/virtualMachines/" + longestName)).isPresent();
    assertThat(ResourceId.parse(COMPUTE + "/virtualMachines/" + longestName + "n")).isEmpty();

    String nested = COMPUTE + "/a/" + longestName + "/b/" + longestName + "/c/" + longestName;
    String filled = nested + "/d/" + "n".repeat(1024 - nested.length() - 3);
    assertThat(filled).hasSize(1024);
    assertThat(ResourceId.parse(filled)).isPresent();
    assertThat(ResourceId.parse(filled + "n")).isEmpty();
  }

  private static ResourceId id(String text) {
    Optional<ResourceId> id = ResourceId.parse(text);
    assertThat(id).as(text).isPresent();
    return id.orElseThrow();
  }
}
