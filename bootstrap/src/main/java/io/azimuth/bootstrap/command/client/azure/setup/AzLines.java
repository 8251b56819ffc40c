package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.application.api.JsonForm;
import io.azimuth.application.api.JsonText;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.spi.api.Value;
import java.util.List;

/** A plan as commands of the Azure CLI for a POSIX shell. */
final class AzLines {

  private final SetupPlan plan;
  private final SetupLines lines = new SetupLines("#");

  private AzLines(SetupPlan plan) {
    this.plan = plan;
  }

  static List<String> of(SetupPlan plan) {
    return new AzLines(plan).made();
  }

  private List<String> made() {
    lines.begin(plan, "run it in a shell, signed in with the Azure CLI.");
    plan.tenant().ifPresent(it -> lines.add("az login --tenant " + ShellText.of(it)));
    if (plan.isApplication()) {
      application();
    } else {
      managedIdentity();
    }
    plan.federation().ifPresent(this::federation);
    plan.roles().forEach(this::role);
    permissions();
    ownership();
    otherTenants();
    mount();
    return lines.all();
  }

  private void application() {
    lines.part("The application with which the server signs in.");
    plan.clientId()
        .ifPresentOrElse(
            id ->
                lines.add(
                    "app=" + ShellText.of(id),
                    "sp=$(az ad sp show --id \"$app\" --query id -o tsv)"),
            () ->
                lines.add(
                    "app=$(az ad app create --display-name "
                        + ShellText.of(plan.name())
                        + " --query appId -o tsv)",
                    "sp=$(az ad sp create --id \"$app\" --query id -o tsv)"));
  }

  private void managedIdentity() {
    lines.part("The managed identity with which the server signs in.");
    String identity =
        " --name "
            + ShellText.of(plan.name())
            + " --resource-group "
            + ShellText.of(plan.home().orElseThrow());
    if (plan.clientId().isEmpty()) {
      lines.add("az identity create" + identity);
    }
    lines.add(
        "app=$(az identity show" + identity + " --query clientId -o tsv)",
        "sp=$(az identity show" + identity + " --query principalId -o tsv)");
  }

  private void federation(SetupPlan.Federation trusted) {
    lines.part("Its federated credential, with which it needs no secret.");
    if (plan.isApplication()) {
      Value.Obj parameters =
          Value.Obj.builder()
              .put("name", trusted.name())
              .put("issuer", trusted.issuer())
              .put("subject", trusted.subject())
              .put("audiences", List.of(trusted.audience()))
              .build();
      lines.add(
          "az ad app federated-credential create --id \"$app\" --parameters " + json(parameters));
      return;
    }
    lines.add(
        "az identity federated-credential create --identity-name "
            + ShellText.of(plan.name())
            + " --resource-group "
            + ShellText.of(plan.home().orElseThrow())
            + " --name "
            + ShellText.of(trusted.name())
            + " --issuer "
            + ShellText.of(trusted.issuer())
            + " --subject "
            + ShellText.of(trusted.subject())
            + " --audiences "
            + ShellText.of(trusted.audience()));
  }

  private void role(PlannedRole role) {
    lines.part(
        role.isBuiltIn()
            ? "A built-in role, which reads more than the server does."
            : "A role with exactly the actions that are needed.");
    if (!role.isBuiltIn()) {
      Value.Obj definition =
          Value.Obj.builder()
              .put("Name", role.name())
              .put("IsCustom", true)
              .put("Description", PlannedRole.DESCRIPTION)
              .put("Actions", role.actions())
              .put("AssignableScopes", role.subscriptions())
              .build();
      lines.add("az role definition create --role-definition " + json(definition));
    }
    for (AzureScope place : role.places()) {
      lines.add(
          "az role assignment create --assignee-object-id \"$sp\" --assignee-principal-type"
              + " ServicePrincipal --role "
              + ShellText.of(role.name())
              + " --scope "
              + ShellText.of(place.path()));
    }
  }

  private void permissions() {
    if (plan.permissions().isEmpty()) {
      return;
    }
    lines.part("Permissions of Microsoft Graph, which an administrator of the tenant grants.");
    lines.add("graph=$(az ad sp show --id " + SetupLines.GRAPH + " --query id -o tsv)");
    for (NeededPermission need : plan.permissions()) {
      lines.comment(need.role().permission() + ": " + need.why());
      lines.add(
          "az rest --method POST --url"
              + " \"https://graph.microsoft.com/v1.0/servicePrincipals/$sp/appRoleAssignments\""
              + " --body '{\"principalId\":\"'\"$sp\"'\",\"resourceId\":\"'\"$graph\"'\",\"appRoleId\":\""
              + need.role().id()
              + "\"}'");
    }
  }

  private void ownership() {
    if (plan.ownership()) {
      lines.part("The application as its own owner, so that it can change its own secrets only.");
      lines.add("az ad app owner add --id \"$app\" --owner-object-id \"$sp\"");
    }
  }

  private void otherTenants() {
    if (plan.otherTenants().isEmpty()) {
      return;
    }
    lines.part("The other tenants: an administrator of each runs this there, and the lines above");
    lines.comment("for roles and permissions that are needed there.");
    lines.add("az ad app update --id \"$app\" --sign-in-audience AzureADMultipleOrgs");
    for (String tenant : plan.otherTenants()) {
      lines.add("az login --tenant " + ShellText.of(tenant), "az ad sp create --id \"$app\"");
    }
  }

  private void mount() {
    lines.part("The mount.");
    String audience =
        plan.federation()
            .map(
                it ->
                    " client_secret= client_certificate= identity_token_audience="
                        + ShellText.of(it.audience()))
            .orElse("");
    lines.add(
        "azimuth write "
            + ShellText.of(plan.mount() + "/config")
            + " client_id=\"$app\""
            + audience);
  }

  private static String json(Value value) {
    return ShellText.of(JsonText.of(value, JsonForm.COMMAND));
  }
}
