package io.azimuth.bootstrap.command.client.azure.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server says of its mount is checked and quoted like what a person types. */
class SetupPlannerTest {

  private static final String PLACE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web";
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

  @Test
  void whatIsNoActionOrPlaceIsLeftOut() {
    SetupPlan plan =
        plan(
            status(
                "https://vault.example.com",
                right("action", "*", PLACE),
                right("action", "a b", PLACE),
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

  private static Value.Obj status(String issuer, Value... needed) {
    return Value.Obj.builder()
        .put(
            "credential",
            Value.Obj.builder()
                .put(
                    "federation",
                    Value.Obj.builder()
                        .put("issuer", issuer)
                        .put("subject", "s")
                        .put("audience", "api://AzureADTokenExchange")
                        .build())
                .build())
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
