package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.NeededAction;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a plan of what a mount needs and of the options. */
final class SetupPlanner {

  private SetupPlanner() {}

  /**
   * The plan.
   *
   * @throws ClientException when an option, or a value of the server, cannot be used
   */
  static SetupPlan plan(SetupOptions options, MountNeeds mount) {
    NeededRights needed = RightsRules.placed(mount.needed(), options.places());
    Optional<SetupPlan.Federation> federation =
        options.federation(credentialName(mount.path()), mount.federation());
    requireSense(options.identity(), needed, federation);
    return new SetupPlan(
        options.name(),
        options.identity(),
        options.clientId(mount.clientId()),
        options.tenantId(mount.tenantId()),
        options.home(),
        federation,
        roles(needed, options),
        needed.permissions(),
        needed.ownership().isPresent(),
        mount.otherTenants().stream().map(PlainLine::require).toList(),
        PlainLine.require(mount.path()),
        notes(options.identity(), needed, mount.clientId().isEmpty() && federation.isEmpty()));
  }

  private static void requireSense(
      IdentityKind identity, NeededRights needed, Optional<SetupPlan.Federation> federation) {
    if (identity == IdentityKind.MANAGED_IDENTITY && needed.ownership().isPresent()) {
      throw new ClientException("a managed identity has no secret to rotate");
    }
    if (federation.isPresent() && needed.ownership().isPresent()) {
      throw new ClientException("with a federated credential there is no secret to rotate");
    }
  }

  private static String credentialName(String mount) {
    String name = "azimuth-" + mount.replaceAll("[^A-Za-z0-9_-]+", "-");
    return name.substring(0, Math.min(120, name.length()));
  }

  // One role for each set of actions, so that no place has one that is not needed there.
  private static List<PlannedRole> roles(NeededRights needed, SetupOptions options) {
    Map<AzureScope, Set<String>> byPlace = new TreeMap<>();
    for (NeededAction action : needed.actions()) {
      Optional.of(action)
          .filter(it -> it.required() || !it.isOfProvider())
          .flatMap(NeededAction::scope)
          .ifPresent(
              place ->
                  byPlace
                      .computeIfAbsent(place, it -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                      .add(action.action().value()));
    }
    if (byPlace.isEmpty()) {
      return List.of();
    }
    if (options.reader()) {
      return List.of(new PlannedRole(PlannedRole.READER, List.of(), List.copyOf(byPlace.keySet())));
    }
    Map<Set<String>, List<AzureScope>> bySet = new LinkedHashMap<>();
    byPlace.forEach(
        (place, actions) -> bySet.computeIfAbsent(actions, it -> new ArrayList<>()).add(place));
    List<PlannedRole> roles = new ArrayList<>();
    bySet.forEach(
        (actions, places) ->
            roles.add(
                new PlannedRole(name(options.name(), roles.size()), List.copyOf(actions), places)));
    return roles;
  }

  private static String name(String name, int before) {
    return "Azimuth login server (" + name + (before == 0 ? "" : ", " + (before + 1)) + ")";
  }

  private static List<String> notes(
      IdentityKind identity, NeededRights needed, boolean withoutCredential) {
    List<String> notes = new ArrayList<>();
    if (withoutCredential) {
      notes.add(
          identity == IdentityKind.APPLICATION
              ? "Not in it: a secret or certificate; none is needed with --issuer and --subject."
              : "Not in it: the assignment of the identity to the machine of the server.");
    }
    needed.actions().stream()
        .filter(it -> it.scope().isEmpty())
        .forEach(
            it ->
                notes.add(
                    (it.required() ? "Not in it: " : "Not in it, and needed for some logins only: ")
                        + it.action()
                        + ", because no binding tells where; name --subscription-id."));
    if (!needed.complete()) {
      notes.add("Not all of it: there are more roles or places than are named at once.");
    }
    return notes;
  }
}
