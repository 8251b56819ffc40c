package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.util.List;

/**
 * A plan as commands of the Azure CLI for a POSIX shell. They end at the first failure, in a shell
 * of their own, so that what is pasted ends too, and make only what is not there.
 */
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
    lines.begin(
        plan,
        "run it with sh, signed in with the Azure CLI.",
        "It ends at the first failure, and does not make again what is there.");
    lines.add("(", "set -eu");
    plan.tenant().ifPresent(it -> lines.add("az login --tenant " + ShellText.of(it)));
    if (plan.principal().isApplication()) {
      application();
    } else {
      managedIdentity();
    }
    plan.federation().ifPresent(this::federation);
    plan.roles().forEach(this::role);
    permissions();
    ownership();
    mount();
    otherTenants();
    return lines.add(")").all();
  }

  private void application() {
    lines.part("The application with which the server signs in.");
    plan.principal()
        .clientId()
        .ifPresentOrElse(id -> lines.add("app=" + ShellText.of(id)), this::register);
    principal();
    lines.add(": \"${sp:?there is no service principal}\"");
  }

  // The Azure CLI takes an application that has the name already, also one that an attacker made
  // and has the secret of.
  private void register() {
    lines.add(
        "found=$(az ad app list --filter "
            + ShellText.of("displayName eq '" + plan.principal().name().replace("'", "''") + "'")
            + " --query '[].appId' -o tsv)",
        "if [ -n \"$found\" ]; then",
        "  echo 'An application has this name. If it is the right one, print these lines again with"
            + " --client-id, else with another --name:' \"$found\" >&2",
        "  exit 1",
        "fi",
        "app=$(az ad app create --display-name "
            + ShellText.of(plan.principal().name())
            + " --query appId -o tsv)",
        ": \"${app:?there is no client id}\"");
  }

  private void principal() {
    lines.add(
        "sp=$(az ad sp list --filter \"appId eq '$app'\" --query '[].id' -o tsv)",
        "[ -n \"$sp\" ] || sp=$(az ad sp create --id \"$app\" --query id -o tsv)");
  }

  private void managedIdentity() {
    lines.part("The managed identity with which the server signs in.");
    String identity =
        " --name "
            + ShellText.of(plan.principal().name())
            + " --resource-group "
            + ShellText.of(plan.principal().home().orElseThrow());
    if (plan.principal().clientId().isEmpty()) {
      lines.add("az identity create" + identity);
    }
    lines.add(
        "app=$(az identity show" + identity + " --query clientId -o tsv)",
        "sp=$(az identity show" + identity + " --query principalId -o tsv)",
        ": \"${app:?there is no client id}\" \"${sp:?there is no principal id}\"");
    plan.principal()
        .clientId()
        .ifPresent(
            id ->
                lines.add(
                    "if [ \"$app\" != " + ShellText.of(id) + " ]; then",
                    "  echo 'The identity of this name has another client id:' \"$app\" >&2",
                    "  exit 1",
                    "fi"));
  }

  private void federation(SetupPlan.Federation trusted) {
    lines.part("Its federated credential, with which it needs no secret.");
    String of =
        plan.principal().isApplication()
            ? " --id \"$app\""
            : " --identity-name "
                + ShellText.of(plan.principal().name())
                + " --resource-group "
                + ShellText.of(plan.principal().home().orElseThrow());
    String command =
        plan.principal().isApplication()
            ? "az ad app federated-credential"
            : "az identity federated-credential";
    String same =
        "[?issuer==%s && subject==%s && contains(audiences, %s)].name"
            .formatted(
                jmesPath(trusted.issuer()),
                jmesPath(trusted.subject()),
                jmesPath(trusted.audience()));
    lines.add(
        "found=$(" + command + " list" + of + " --query " + ShellText.of(same) + " -o tsv)",
        "[ -n \"$found\" ] || "
            + command
            + " create"
            + of
            + (plan.principal().isApplication() ? parameters(trusted) : options(trusted)));
  }

  private String parameters(SetupPlan.Federation trusted) {
    return " --parameters "
        + json(
            Value.Obj.builder()
                .put("name", plan.credentialName())
                .put("issuer", trusted.issuer())
                .put("subject", trusted.subject())
                .put("audiences", List.of(trusted.audience()))
                .build());
  }

  private String options(SetupPlan.Federation trusted) {
    return " --name "
        + ShellText.of(plan.credentialName())
        + " --issuer "
        + ShellText.of(trusted.issuer())
        + " --subject "
        + ShellText.of(trusted.subject())
        + " --audiences "
        + ShellText.of(trusted.audience());
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
      lines.add(
          "found=$(az role definition list --custom-role-only --name "
              + ShellText.of(role.name())
              + " --scope "
              + ShellText.of(role.subscriptions().get(0))
              + " --query '[].name' -o tsv)",
          "[ -n \"$found\" ] || az role definition create --role-definition " + json(definition));
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
    String url =
        " --url \"https://graph.microsoft.com/v1.0/servicePrincipals/$sp/appRoleAssignments\"";
    lines.add(
        "graph=$(az ad sp show --id " + SetupLines.GRAPH + " --query id -o tsv)",
        ": \"${graph:?there is no service principal of Microsoft Graph}\"",
        "held=$(az rest --method GET" + url + " --query 'value[].appRoleId' -o tsv)");
    for (NeededPermission need : plan.permissions()) {
      lines.comment(need.role().permission() + ": " + need.why());
      lines.add(
          "case \"$held\" in *"
              + need.role().id()
              + "*) ;; *) az rest --method POST"
              + url
              + " --body '{\"principalId\":\"'\"$sp\"'\",\"resourceId\":\"'\"$graph\"'\",\"appRoleId\":\""
              + need.role().id()
              + "\"}' ;; esac");
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
      lines.add("az login --tenant " + ShellText.of(tenant));
      principal();
    }
  }

  private void mount() {
    if (!plan.mount().newClientId() && plan.mount().settings().isEmpty()) {
      return;
    }
    lines.part("The mount.");
    StringBuilder write =
        new StringBuilder("azimuth write ").append(ShellText.of(plan.mount().path() + "/config"));
    if (plan.mount().newClientId()) {
      write.append(" client_id=\"$app\"");
    }
    plan.mount().settings().forEach(it -> write.append(' ').append(ShellText.of(it)));
    lines.add(write.toString());
  }

  // A literal of JMESPath, the language of --query, is JSON between grave accents.
  private static String jmesPath(String text) {
    return "`" + JsonText.of(Value.of(text), JsonForm.COMMAND).replace("`", "\\u0060") + "`";
  }

  private static String json(Value value) {
    return ShellText.of(JsonText.of(value, JsonForm.COMMAND));
  }
}
