package io.azimuth.bootstrap.command.client.azure.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says of its mount is checked and quoted like what a person types. */
class SetupPlannerTest {

  private static final String PLACE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web";
  private static final String EARLIER =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-web";
  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String SITE = PLACE + "/providers/Microsoft.Web/sites/it's ${a} $(id)`x`";

  @Test
  void aResourceWithAHostileNameIsTextInEveryLanguage() {
    SetupPlan plan = plan(status("https://vault.example.com", needed("action", SITE)));

    assertThat(String.join("\n", AzLines.of(plan)))
        .contains("--scope '" + SITE.replace("'", "'\\''") + "'");
    assertThat(String.join("\n", TerraformLines.of(plan)))
        .contains("\"" + SITE.replace("${", "$${") + "\"");
    assertThat(String.join("\n", BicepLines.of(plan)))
        .contains(
            "// At the whole group, because a module has no single resource: " + SITE,
            "az.resourceGroup('22222222-2222-2222-2222-222222222222', 'rg-web')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*/read", "a b", "Microsoft.Authorization/roleAssignments/write"})
  void aServerThatNamesMoreThanReadingIsNotBelieved(String action) {
    Value.Obj status = status("https://vault.example.com", right("action", action, PLACE));

    assertThatThrownBy(() -> plan(status))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("no role is made of that");
  }

  @Test
  void anAdditionalTenantHasAnId() {
    Value.Obj tenants = Value.Obj.builder().put("x", Value.Obj.EMPTY).build();

    assertThatThrownBy(() -> plan(Value.Obj.builder().put("additional_tenants", tenants).build()))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("an additional tenant has no id: x");
  }

  /** A place that sorts first gets a role of its own and leaves the other one its name. */
  @Test
  void theNameOfARoleIsThatOfItsActions() {
    SetupPlan one = plan(status("https://vault.example.com", needed("action", PLACE)));
    SetupPlan more =
        plan(
            status(
                "https://vault.example.com",
                right("action", "Microsoft.Compute/virtualMachines/read", EARLIER),
                needed("action", PLACE)));

    assertThat(one.roles()).hasSize(1);
    assertThat(more.roles()).hasSize(2).contains(one.roles().get(0));
    assertThat(more.roles()).extracting(PlannedRole::name).doesNotHaveDuplicates();
  }

  @Test
  void mountsOfOtherServersAndPathsHaveOtherNames() {
    Value.Obj production = status("https://vault.example.com");
    Value.Obj staging = status("https://staging.example.com");

    assertThat(
            List.of(
                plan(production),
                plan(staging),
                plan(MountNeeds.read("auth/a/b", Value.Obj.EMPTY))))
        .extracting(it -> it.principal().name())
        .doesNotHaveDuplicates();
    assertThat(plan(production).credentialName())
        .isEqualTo(plan(production).principal().name())
        .isNotEqualTo(plan(staging).credentialName());
    assertThat(plan(MountNeeds.read("auth/" + "a".repeat(300), production)).credentialName())
        .hasSize(SetupPlan.LONGEST_NAME)
        .endsWith(plan(production).principal().name().replaceFirst(".*-", "-"));
  }

  @Test
  void aMountWithAManagedIdentityGetsNoApplicationUnasked() {
    assertThatThrownBy(() -> plan(credential("managed_identity")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("give --identity=managed-identity, with the --name");
  }

  @Test
  void whatTheMountHasIsNotWritten() {
    assertThat(AzLines.of(plan(credential("client_secret"))))
        .contains("app=" + CLIENT)
        .noneMatch(it -> it.contains("azimuth write") || it.contains("az ad app create"));
    assertThat(AzLines.of(plan(credential("federation"))))
        .contains("app=" + CLIENT)
        .noneMatch(it -> it.contains("azimuth write"));
    assertThat(AzLines.of(plan(status("https://vault.example.com"))))
        .contains("azimuth write auth/azure/config client_id=\"$app\"");
  }

  @Test
  void whatIsNoPlaceIsLeftOut() {
    SetupPlan plan =
        plan(
            status(
                "https://vault.example.com",
                right("permission", "Everything", "Microsoft Graph"),
                right("action", "Microsoft.Compute/virtualMachines/read", "/nowhere\n$(id)")));

    assertThat(plan.roles()).isEmpty();
    assertThat(plan.permissions()).isEmpty();
    assertThat(plan.notes()).singleElement().asString().contains("no binding tells where");
  }

  @Test
  void aLineEndInWhatTheServerSaysIsRefused() {
    assertThatThrownBy(() -> plan(status("https://vault.example.com/\nrm -rf", needed("x", ""))))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("--issuer is an https address");
    assertThatThrownBy(() -> plan(MountNeeds.read("auth/a\nb", Value.Obj.EMPTY)))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("auth/a\\u000ab");
  }

  private static SetupPlan plan(MountNeeds needs) {
    return SetupPlanner.plan(new SetupOptions(), needs);
  }

  private static SetupPlan plan(Value.Obj status) {
    return plan(MountNeeds.read("auth/azure", status));
  }

  private static Value.Obj credential(String kind) {
    Value.Builder credential = Value.Obj.builder().put("kind", kind).put("client_id", CLIENT);
    if (kind.equals("federation")) {
      credential.put("federation", trust("https://vault.example.com"));
    }
    return Value.Obj.builder().put("credential", credential.build()).build();
  }

  private static Value.Obj trust(String issuer) {
    return Value.Obj.builder()
        .put("issuer", issuer)
        .put("subject", "s")
        .put("audience", "api://AzureADTokenExchange")
        .build();
  }

  private static Value.Obj status(String issuer, Value... needed) {
    return Value.Obj.builder()
        .put("credential", Value.Obj.builder().put("federation", trust(issuer)).build())
        .put(
            "rights",
            Value.Obj.builder()
                .put("needed", new Value.Items(List.of(needed)))
                .put("complete", true)
                .build())
        .build();
  }

  private static Value needed(String kind, String scope) {
    return right(kind, "Microsoft.Web/sites/read", scope);
  }

  private static Value right(String kind, String right, String scope) {
    return Value.Obj.builder()
        .put("kind", kind)
        .put("right", right)
        .put("scope", scope)
        .put("required", true)
        .put("reason", "role web")
        .build();
  }
}
