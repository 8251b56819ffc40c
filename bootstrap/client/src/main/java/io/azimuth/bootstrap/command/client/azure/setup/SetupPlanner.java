package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.azure.id.GuidText;
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
    IdentityKind identity = options.identity(mount.identity());
    Optional<SetupPlan.Federation> federation = options.federation(mount.federation());
    requireSense(identity, needed, federation);
    Optional<String> known =
        mount.clientId().filter(id -> mount.identity().filter(it -> it != identity).isEmpty());
    Optional<String> clientId = options.clientId(known);
    String name =
        options.name(identity, clientId.isPresent(), SetupPlan.nameOf(mount.path(), federation));
    return new SetupPlan(
        new SetupPlan.Principal(name, identity, clientId, options.home(identity)),
        options.tenantId(mount.tenantId()),
        federation,
        roles(needed, name, options.reader()),
        needed.permissions(),
        needed.ownership().isPresent(),
        mount.otherTenants().stream().map(SetupPlanner::tenant).toList(),
        new SetupPlan.MountConfig(
            SingleLineText.require(mount.path()),
            known.isEmpty() || !known.flatMap(GuidText::canonical).equals(clientId),
            settings(identity, federation, mount)),
        notes(identity, needed, mount.clientId().isEmpty() && federation.isEmpty()));
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

  private static String tenant(String said) {
    return GuidText.canonical(said)
        .orElseThrow(
            () ->
                new ClientException(
                    "an additional tenant has no id: " + SingleLineText.shown(said)));
  }

  // What the configuration of the mount lacks besides the client id.
  private static List<String> settings(
      IdentityKind identity, Optional<SetupPlan.Federation> federation, MountNeeds mount) {
    Optional<String> audience = federation.map(SetupPlan.Federation::audience);
    List<String> settings = new ArrayList<>();
    boolean trusted = audience.equals(mount.federation().map(SetupPlan.Federation::audience));
    boolean hasSecret = mount.identity().filter(IdentityKind.APPLICATION::equals).isPresent();
    if (!trusted || (identity == IdentityKind.MANAGED_IDENTITY && hasSecret)) {
      settings.addAll(List.of("client_secret=", "client_certificate="));
    }
    if (!trusted) {
      audience.ifPresent(it -> settings.add("identity_token_audience=" + it));
    }
    return settings;
  }

  // One role for each set of actions, so that no place has one that is not needed there.
  private static List<PlannedRole> roles(NeededRights needed, String name, boolean reader) {
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
    if (reader) {
      return List.of(new PlannedRole(PlannedRole.READER, List.of(), List.copyOf(byPlace.keySet())));
    }
    Map<Set<String>, List<AzureScope>> bySet = new LinkedHashMap<>();
    byPlace.forEach(
        (place, actions) -> bySet.computeIfAbsent(actions, it -> new ArrayList<>()).add(place));
    return bySet.entrySet().stream()
        .map(it -> PlannedRole.custom(name, List.copyOf(it.getKey()), it.getValue()))
        .toList();
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
