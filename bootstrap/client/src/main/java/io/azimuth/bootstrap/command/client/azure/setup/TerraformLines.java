package io.azimuth.bootstrap.command.client.azure.setup;

import static java.util.stream.Collectors.joining;

import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededPermission;
import java.util.List;
import java.util.Locale;

/** A plan as a file for Terraform, with the providers azuread 3 and azurerm 4. */
final class TerraformLines {

  private final SetupPlan plan;
  private final SetupLines lines = new SetupLines("#");

  private TerraformLines(SetupPlan plan) {
    this.plan = plan;
  }

  static List<String> of(SetupPlan plan) {
    return new TerraformLines(plan).made();
  }

  private List<String> made() {
    lines.begin(plan, "apply it with Terraform.");
    providers();
    if (plan.principal().isApplication()) {
      application();
    } else {
      managedIdentity();
    }
    plan.federation().ifPresent(this::federation);
    for (int i = 0; i < plan.roles().size(); i++) {
      role(plan.roles().get(i), "reads" + (i == 0 ? "" : "_" + (i + 1)));
    }
    permissions();
    if (plan.ownership()) {
      lines.part("The application as its own owner, so that it can change its own secrets only.");
      block(
          "resource \"azuread_application_owner\" \"azimuth\"",
          "application_id  = " + applicationId(),
          "owner_object_id = " + principal());
    }
    if (!plan.otherTenants().isEmpty()) {
      lines.part("Other tenants are not in this file; see the lines of --format=az.");
    }
    lines.part("For client_id of the mount's configuration.");
    block("output \"client_id\"", "value = " + clientId());
    return lines.all();
  }

  private void providers() {
    lines.add(
        "",
        "terraform {",
        "  required_providers {",
        "    azuread = {",
        "      source  = \"hashicorp/azuread\"",
        "      version = \"~> 3.0\"",
        "    }",
        "    azurerm = {",
        "      source  = \"hashicorp/azurerm\"",
        "      version = \"~> 4.0\"",
        "    }",
        "  }",
        "}",
        "");
    if (plan.tenant().isPresent()) {
      block("provider \"azuread\"", "tenant_id = " + text(plan.tenant().get()));
    } else {
      lines.add("provider \"azuread\" {}");
    }
    lines.add("", "provider \"azurerm\" {", "  features {}");
    plan.roles().stream()
        .flatMap(role -> role.places().stream())
        .findFirst()
        .ifPresent(place -> lines.add("  subscription_id = " + text(place.subscription().value())));
    lines.add("}");
  }

  private void application() {
    lines.part("The application with which the server signs in.");
    if (plan.principal().clientId().isPresent()) {
      String id = "client_id = " + text(plan.principal().clientId().get());
      block("data \"azuread_application\" \"azimuth\"", id);
      lines.add("");
      block("data \"azuread_service_principal\" \"azimuth\"", id);
      return;
    }
    block(
        "resource \"azuread_application\" \"azimuth\"",
        "display_name            = " + text(plan.principal().name()),
        "prevent_duplicate_names = true");
    lines.add("");
    block(
        "resource \"azuread_service_principal\" \"azimuth\"",
        "client_id = azuread_application.azimuth.client_id");
  }

  private void managedIdentity() {
    lines.part("The managed identity with which the server signs in.");
    String group = text(plan.principal().home().orElseThrow());
    if (plan.principal().clientId().isPresent()) {
      block(
          "data \"azurerm_user_assigned_identity\" \"azimuth\"",
          "name                = " + text(plan.principal().name()),
          "resource_group_name = " + group,
          "",
          "lifecycle {",
          "  postcondition {",
          "    condition     = self.client_id == " + text(plan.principal().clientId().get()),
          "    error_message = \"The identity of this name has another client id.\"",
          "  }",
          "}");
      return;
    }
    block("data \"azurerm_resource_group\" \"home\"", "name = " + group);
    lines.add("");
    block(
        "resource \"azurerm_user_assigned_identity\" \"azimuth\"",
        "name                = " + text(plan.principal().name()),
        "resource_group_name = data.azurerm_resource_group.home.name",
        "location            = data.azurerm_resource_group.home.location");
  }

  private void federation(SetupPlan.Federation trusted) {
    lines.part("Its federated credential, with which it needs no secret.");
    if (plan.principal().isApplication()) {
      block(
          "resource \"azuread_application_federated_identity_credential\" \"azimuth\"",
          "application_id = " + applicationId(),
          "display_name   = " + text(plan.credentialName()),
          "issuer         = " + text(trusted.issuer()),
          "subject        = " + text(trusted.subject()),
          "audiences      = [" + text(trusted.audience()) + "]");
      return;
    }
    block(
        "resource \"azurerm_federated_identity_credential\" \"azimuth\"",
        "name                = " + text(plan.credentialName()),
        "resource_group_name = " + text(plan.principal().home().orElseThrow()),
        "parent_id           = " + identity() + ".id",
        "issuer              = " + text(trusted.issuer()),
        "subject             = " + text(trusted.subject()),
        "audience            = [" + text(trusted.audience()) + "]");
  }

  private void role(PlannedRole role, String label) {
    lines.part(
        role.isBuiltIn()
            ? "A built-in role, which reads more than the server does."
            : "A role with exactly the actions that are needed.");
    if (!role.isBuiltIn()) {
      lines.add(
          "resource \"azurerm_role_definition\" \"" + label + "\" {",
          "  name        = " + text(role.name()),
          "  scope       = " + text(role.subscriptions().get(0)),
          "  description = " + text(PlannedRole.DESCRIPTION),
          "",
          "  permissions {",
          "    actions = [",
          role.actions().stream().map(it -> "      " + text(it) + ",").collect(joining("\n")),
          "    ]",
          "  }",
          "",
          "  assignable_scopes = ["
              + role.subscriptions().stream().map(TerraformText::of).collect(joining(", "))
              + "]",
          "}",
          "");
    }
    lines.add(
        "resource \"azurerm_role_assignment\" \"" + label + "\" {",
        "  for_each = toset([",
        role.places().stream()
            .map(AzureScope::path)
            .map(it -> "    " + text(it) + ",")
            .collect(joining("\n")),
        "  ])",
        role.isBuiltIn()
            ? assigned("  ", "role_definition_name = " + text(role.name()))
            : assigned(
                "",
                "role_definition_id = azurerm_role_definition."
                    + label
                    + ".role_definition_resource_id"),
        "}");
  }

  // Terraform's own layout has the equals signs below one another.
  private String assigned(String wider, String definition) {
    return String.join(
        "\n",
        "  scope              " + wider + "= each.value",
        "  " + definition,
        "  principal_id       " + wider + "= " + principal(),
        "  principal_type     " + wider + "= \"ServicePrincipal\"");
  }

  private void permissions() {
    if (plan.permissions().isEmpty()) {
      return;
    }
    lines.part("Permissions of Microsoft Graph, which an administrator of the tenant grants.");
    block("data \"azuread_service_principal\" \"graph\"", "client_id = " + text(SetupLines.GRAPH));
    for (NeededPermission need : plan.permissions()) {
      String permission = need.role().permission();
      lines.part(permission + ": " + need.why());
      block(
          "resource \"azuread_app_role_assignment\" \""
              + permission.toLowerCase(Locale.ROOT).replace('.', '_')
              + "\"",
          "app_role_id         = " + text(need.role().id()),
          "principal_object_id = " + principal(),
          "resource_object_id  = data.azuread_service_principal.graph.object_id");
    }
  }

  private String clientId() {
    return plan.principal().isApplication()
        ? principalOf() + ".client_id"
        : identity() + ".client_id";
  }

  private String principal() {
    return plan.principal().isApplication()
        ? principalOf() + ".object_id"
        : identity() + ".principal_id";
  }

  private String applicationId() {
    return existing() + "azuread_application.azimuth.id";
  }

  private String principalOf() {
    return existing() + "azuread_service_principal.azimuth";
  }

  private String identity() {
    return existing() + "azurerm_user_assigned_identity.azimuth";
  }

  private String existing() {
    return plan.principal().clientId().isPresent() ? "data." : "";
  }

  private void block(String head, String... members) {
    lines.add(head + " {");
    for (String member : members) {
      lines.add(member.isEmpty() ? "" : "  " + member);
    }
    lines.add("}");
  }

  private static String text(String value) {
    return TerraformText.of(value);
  }
}
