package io.azimuth.domain.azure.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureNamesTest {

  private static final String GUID = "abcdefab-0000-4000-8000-00000000000f";

  @Test
  void keepsIdsInLowerCase() {
    String shouted = "ABCDEFAB-0000-4000-8000-00000000000F";

    assertThat(PrincipalId.parse(shouted)).contains(new PrincipalId(GUID));
    assertThat(new AppId(shouted)).hasToString(GUID);
    assertThat(new TenantId(shouted)).isEqualTo(new TenantId(GUID));
    assertThat(SubscriptionId.parse(shouted).orElseThrow().value()).isEqualTo(GUID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "abcdefab-0000-4000-8000-00000000000",
        "abcdefab-0000-4000-8000-00000000000g",
        "abcdefab-0000-4000-8000-00000000000f\n",
        " abcdefab-0000-4000-8000-00000000000f",
        "abcdefab000040008000000000000000000f",
        "{abcdefab-0000-4000-8000-00000000000f}",
        "abcdefab-0000-4000-8000-0000000000\uff10f"
      })
  void refusesWhatIsNoGuid(String text) {
    assertThat(PrincipalId.parse(text)).isEmpty();
    assertThat(SubscriptionId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalId(text));
  }

  @Test
  void capsTheNameOfAResourceGroup() {
    assertThat(ResourceGroupName.parse("g".repeat(90))).isPresent();
    assertThat(ResourceGroupName.parse("g".repeat(91))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "1", "_", "(a)", "a.b", "größe", "-", "名前"})
  void takesTheNamesOfResourceGroups(String name) {
    assertThat(ResourceGroupName.parse(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.", ".", "..", "a b", "a/b", "a%2fb", "a?", "a\n", "a\u0000"})
  void refusesOtherNamesOfResourceGroups(String name) {
    assertThat(ResourceGroupName.parse(name)).isEmpty();
  }

  @Test
  void comparesNamesWithAsciiLettersFoldedOnly() {
    assertThat(new ResourceGroupName("Prod"))
        .isEqualTo(new ResourceGroupName("pROD"))
        .hasSameHashCodeAs(new ResourceGroupName("PROD"));
    assertThat(new ResourceGroupName("tſt")).isNotEqualTo(new ResourceGroupName("tst"));
    assertThat(new ResourceGroupName("\u212A")).isNotEqualTo(new ResourceGroupName("k"));
    assertThat(new ResourceGroupName("Ä")).isNotEqualTo(new ResourceGroupName("ä"));
    assertThat(new MachineName("WEB")).isEqualTo(new MachineName("web"));
    assertThat(new ScaleSetName("WEB")).isEqualTo(new ScaleSetName("web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "0web", "web-1", "web_", "a.b", "fleet_0"})
  void takesTheNamesOfMachinesAlsoWithADigitFirst(String name) {
    assertThat(MachineName.parse(name)).isPresent();
    assertThat(ScaleSetName.parse(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "_a", ".a", "a-", "a.", "a b", "a/b", "wéb", "\u212Aey", "a\n"})
  void refusesOtherNamesOfMachines(String name) {
    assertThat(MachineName.parse(name)).isEmpty();
    assertThat(ScaleSetName.parse(name)).isEmpty();
  }

  @Test
  void capsTheNamesOfMachinesAndScaleSets() {
    assertThat(MachineName.parse("m".repeat(64))).isPresent();
    assertThat(MachineName.parse("m".repeat(65))).isEmpty();
    assertThat(ScaleSetName.parse("m".repeat(64))).isPresent();
    assertThat(ScaleSetName.parse("m".repeat(65))).isEmpty();
  }

  @Test
  void takesALocationAsPeopleOrAzureWriteIt() {
    assertThat(Location.parse("West Europe")).isEqualTo(Location.parse("westeurope"));
    assertThat(Location.parse("")).isEmpty();
    assertThat(Location.parse("we\u017fteurope")).isEmpty();
  }

  @Test
  void readsResourceTypes() {
    assertThat(ResourceType.parse("microsoft.compute/VIRTUALMACHINES"))
        .contains(ResourceType.VIRTUAL_MACHINE);
    assertThat(ResourceType.parse("Microsoft.Compute")).isEmpty();
    assertThat(ResourceType.parse("Microsoft.Compute/")).isEmpty();
    assertThat(ResourceType.parse("Microsoft.Compute/v\u0131rtualMachines")).isEmpty();
  }

  @Test
  void takesAGroupByIdOrByName() {
    assertThat(GroupId.parse(GUID)).isPresent();
    assertThat(GroupId.parse("ops team")).isPresent();
    assertThat(GroupId.parse("")).isEmpty();
    assertThat(GroupId.parse(" ")).isEmpty();
    assertThat(GroupId.parse("a\nb")).isEmpty();
    assertThat(GroupId.parse("g".repeat(257))).isEmpty();
  }
}
