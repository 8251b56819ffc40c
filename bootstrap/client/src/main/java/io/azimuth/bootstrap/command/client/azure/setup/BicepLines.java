package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededPermission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan as a Bicep file for a deployment at a subscription, beside the modules of {@code
 * packaging/azure}. Applications and permissions are made by Bicep's extension for Microsoft Graph.
 */
final class BicepLines {

  private final SetupPlan plan;
  private final SetupLines lines = new SetupLines("//");

  private BicepLines(SetupPlan plan) {
    this.plan = plan;
  }

  static List<String> of(SetupPlan plan) {
    return new BicepLines(plan).made();
  }

  private List<String> made() {
    lines.begin(
        plan,
        "deploy it from packaging/azure of the distribution:",
        "az deployment sub create --location LOCATION --template-file FILE");
    lines.add("targetScope = 'subscription'");
    if (plan.principal().isApplication() || !plan.permissions().isEmpty()) {
      lines.part("Applications and permissions take this in bicepconfig.json:");
      lines.comment(
          "{\"extensions\":{\"microsoftGraphV1\":\"br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0\"}}");
      lines.add("extension microsoftGraphV1");
    }
    if (plan.principal().isApplication()) {
      application();
    } else {
      managedIdentity();
    }
    plan.federation().ifPresent(this::federation);
    for (int i = 0; i < plan.roles().size(); i++) {
      role(plan.roles().get(i), i == 0 ? "" : String.valueOf(i + 1));
    }
    permissions();
    if (plan.ownership()) {
      lines.part("The application as its own owner cannot be in the same file. After it, run:");
      lines.comment("az ad app owner add --id CLIENT_ID --owner-object-id PRINCIPAL_ID");
    }
    if (!plan.otherTenants().isEmpty()) {
      lines.part("Other tenants are not in this file; see the lines of --format=az.");
    }
    lines.part("For client_id of the mount's configuration.");
    lines.add(
        "output clientId string = " + clientId(), "output principalId string = " + principal());
    return lines.all();
  }

  private void application() {
    lines.part("The application with which the server signs in.");
    if (plan.principal().clientId().isPresent()) {
      block(
          "resource principal 'Microsoft.Graph/servicePrincipals@v1.0' existing =",
          "appId: " + text(plan.principal().clientId().get()));
      return;
    }
    lines.comment("It changes an application that has this unique name already. Before the first");
    lines.comment("deployment there must be none; this must end with an error (404):");
    lines.comment(
        "az rest --url "
            + ShellText.of(
                "https://graph.microsoft.com/v1.0/applications(uniqueName='"
                    + plan.principal().name().replace("'", "''")
                    + "')"));
    block(
        "resource application 'Microsoft.Graph/applications@v1.0' =",
        "uniqueName: " + text(plan.principal().name()),
        "displayName: " + text(plan.principal().name()));
    lines.add("");
    block(
        "resource principal 'Microsoft.Graph/servicePrincipals@v1.0' =",
        "appId: application.appId");
  }

  private void managedIdentity() {
    lines.part("The managed identity with which the server signs in.");
    if (plan.principal().clientId().isPresent()) {
      lines.comment(
          "Its client id must be " + plan.principal().clientId().get() + ": compare the output.");
      lines.add(
          "resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing"
              + " = {",
          "  name: " + text(plan.principal().name()),
          "  scope: az.resourceGroup(" + text(plan.principal().home().orElseThrow()) + ")",
          "}");
      return;
    }
    lines.add(
        "module identity 'identity.bicep' = {",
        "  name: " + deployment("identity"),
        "  scope: az.resourceGroup(" + text(plan.principal().home().orElseThrow()) + ")",
        "  params: {",
        "    name: " + text(plan.principal().name()),
        "  }",
        "}");
  }

  private void federation(SetupPlan.Federation trusted) {
    lines.part("Its federated credential, with which it needs no secret.");
    if (plan.principal().isApplication() && plan.principal().clientId().isPresent()) {
      lines.comment("Bicep finds no application by its client id: see the line of --format=az.");
      return;
    }
    String[] members = {"issuer: " + text(trusted.issuer()), "subject: " + text(trusted.subject())};
    if (plan.principal().isApplication()) {
      block(
          "resource federated"
              + " 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' =",
          "name: '${application.uniqueName}/" + text(plan.credentialName()).substring(1),
          members[0],
          members[1],
          "audiences: [",
          "  " + text(trusted.audience()),
          "]");
      return;
    }
    lines.add(
        "module federated 'federation.bicep' = {",
        "  name: " + deployment("federation"),
        "  scope: az.resourceGroup(" + text(plan.principal().home().orElseThrow()) + ")");
    if (plan.principal().clientId().isEmpty()) {
      lines.add("  dependsOn: [", "    identity", "  ]");
    }
    lines.add(
        "  params: {",
        "    identity: " + text(plan.principal().name()),
        "    name: " + text(plan.credentialName()),
        "    " + members[0],
        "    " + members[1],
        "    audience: " + text(trusted.audience()),
        "  }",
        "}");
  }

  private void role(PlannedRole role, String number) {
    lines.part(
        role.isBuiltIn()
            ? "A built-in role, which reads more than the server does."
            : "A role with exactly the actions that are needed.");
    if (!role.isBuiltIn()) {
      definition(role, number);
      lines.add("");
    }
    Set<AzureScope> places = new LinkedHashSet<>();
    for (AzureScope place : role.places()) {
      if (place.resource().isPresent()) {
        lines.comment("At the whole group, because a module has no single resource: " + place);
      }
      places.add(
          place.group().map(name -> AzureScope.of(place.subscription(), name)).orElse(place));
    }
    int count = 0;
    for (AzureScope place : places) {
      count++;
      lines.add(count == 1 ? new String[0] : new String[] {""});
      grant(role, number, place, "grant" + (number.isEmpty() ? "" : number + "_") + count);
    }
  }

  private void definition(PlannedRole role, String number) {
    lines.add(
        "resource role" + number + " 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {",
        "  name: guid(subscription().id, " + text(role.name()) + ")",
        "  properties: {",
        "    roleName: " + text(role.name()),
        "    description: " + text(PlannedRole.DESCRIPTION),
        "    type: 'CustomRole'",
        "    permissions: [",
        "      {",
        "        actions: [");
    role.actions().forEach(action -> lines.add("          " + text(action)));
    lines.add("        ]", "        notActions: []", "      }", "    ]", "    assignableScopes: [");
    role.subscriptions().forEach(path -> lines.add("      " + text(path)));
    lines.add("    ]", "  }", "}");
  }

  private void grant(PlannedRole role, String number, AzureScope place, String symbol) {
    String subscription = text(place.subscription().value());
    String group =
        place.group().map(ResourceGroupName::value).map(it -> ", " + text(it)).orElse("");
    String id = role.isBuiltIn() ? text(PlannedRole.READER_ID) : "role" + number + ".name";
    lines.add(
        "module "
            + symbol
            + (group.isEmpty() ? " 'grant-subscription.bicep' = {" : " 'grant.bicep' = {"),
        "  name: " + deployment(symbol),
        (group.isEmpty() ? "  scope: subscription(" : "  scope: az.resourceGroup(")
            + subscription
            + group
            + ")",
        "  params: {",
        "    roleDefinitionId: subscriptionResourceId("
            + subscription
            + ", 'Microsoft.Authorization/roleDefinitions', "
            + id
            + ")",
        "    principalId: " + principal(),
        "  }",
        "}");
  }

  private void permissions() {
    if (plan.permissions().isEmpty()) {
      return;
    }
    lines.part("Permissions of Microsoft Graph, which an administrator of the tenant grants.");
    block(
        "resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing =",
        "appId: " + text(SetupLines.GRAPH));
    int count = 0;
    for (NeededPermission need : plan.permissions()) {
      count++;
      lines.part(need.role().permission() + ": " + need.why());
      block(
          "resource permission" + count + " 'Microsoft.Graph/appRoleAssignedTo@v1.0' =",
          "appRoleId: " + text(need.role().id()),
          "principalId: " + principal(),
          "resourceId: graph.id");
    }
  }

  private String clientId() {
    return plan.principal().isApplication() ? "principal.appId" : identity() + ".clientId";
  }

  private String principal() {
    return plan.principal().isApplication() ? "principal.id" : identity() + ".principalId";
  }

  private String identity() {
    return plan.principal().clientId().isPresent() ? "identity.properties" : "identity.outputs";
  }

  private void block(String head, String... members) {
    lines.add(head + " {");
    for (String member : members) {
      lines.add("  " + member);
    }
    lines.add("}");
  }

  // Names of deployments have 64 characters at most, and few of them.
  private String deployment(String part) {
    String name = plan.principal().name().replaceAll("[^A-Za-z0-9_-]", "-");
    return text(name.substring(0, Math.min(40, name.length())) + "-" + part);
  }

  private static String text(String value) {
    return BicepText.of(value);
  }
}
