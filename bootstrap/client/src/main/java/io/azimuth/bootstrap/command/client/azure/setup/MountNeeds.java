package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.GraphAppRole;
import io.azimuth.domain.azure.rights.NeededAction;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a mount, from its server or from options alone.
 *
 * @param path of the mount, with {@code auth/} and without a slash at its end
 * @param identity as what it signs in, if that is known
 * @param clientId of the application or identity that its configuration names
 * @param tenantId of its configuration
 * @param otherTenants its additional tenants
 * @param federation the federated credential that it signs in with
 */
record MountNeeds(
    String path,
    Optional<IdentityKind> identity,
    Optional<String> clientId,
    Optional<String> tenantId,
    List<String> otherTenants,
    Optional<SetupPlan.Federation> federation,
    NeededRights needed) {

  MountNeeds {
    otherTenants = List.copyOf(otherTenants);
  }

  /** Without a server. */
  static MountNeeds of(NeededRights needed) {
    return new MountNeeds(
        "auth/azure",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        needed);
  }

  /**
   * From the status of the mount, read with {@code rights=true}.
   *
   * @throws ClientException when the server names an action that may do more than read one thing
   */
  static MountNeeds read(String path, Value.Obj status) {
    Value.Obj credential = object(status, "credential");
    Value.Obj tenant = object(object(status, "settings"), "tenant_id");
    return new MountNeeds(
        path,
        text(credential, "kind").flatMap(MountNeeds::identity),
        text(credential, "client_id"),
        text(tenant, "value"),
        List.copyOf(object(status, "additional_tenants").members().keySet()),
        ApiReply.object(credential, "federation").flatMap(MountNeeds::federation),
        rights(object(status, "rights")));
  }

  // A federated credential and a token file are of an application or of an identity.
  private static Optional<IdentityKind> identity(String kind) {
    return switch (kind) {
      case "managed_identity" -> Optional.of(IdentityKind.MANAGED_IDENTITY);
      case "client_secret", "client_certificate" -> Optional.of(IdentityKind.APPLICATION);
      default -> Optional.empty();
    };
  }

  private static Optional<SetupPlan.Federation> federation(Value.Obj said) {
    Optional<String> issuer = text(said, "issuer");
    Optional<String> subject = text(said, "subject");
    Optional<String> audience = text(said, "audience");
    return issuer.isEmpty() || subject.isEmpty() || audience.isEmpty()
        ? Optional.empty()
        : Optional.of(new SetupPlan.Federation(issuer.get(), subject.get(), audience.get()));
  }

  private static NeededRights rights(Value.Obj said) {
    List<Value.Obj> needed = ApiReply.objects(said.get("needed"));
    return new NeededRights(
        needed.stream().flatMap(it -> action(it).stream()).toList(),
        needed.stream().flatMap(it -> permission(it).stream()).toList(),
        needed.stream()
            .filter(it -> text(it, "kind").filter("ownership"::equals).isPresent())
            .flatMap(it -> text(it, "reason").stream())
            .findFirst(),
        ApiReply.isTrue(said, "complete"));
  }

  private static Optional<NeededAction> action(Value.Obj said) {
    return text(said, "kind")
        .filter("action"::equals)
        .flatMap(kind -> text(said, "right"))
        .map(MountNeeds::readAction)
        .map(
            action ->
                new NeededAction(
                    action,
                    text(said, "scope").flatMap(AzureScope::parse),
                    ApiReply.isTrue(said, "required"),
                    new TreeSet<>()));
  }

  private static ActionPattern readAction(String said) {
    return ActionPattern.parse(said)
        .filter(action -> action.onlyReads() && !action.isWide())
        .orElseThrow(
            () ->
                new ClientException(
                    "the server says that it needs "
                        + SingleLineText.shown(said)
                        + ", which is no action that reads one thing; no role is made of that"));
  }

  private static Optional<NeededPermission> permission(Value.Obj said) {
    return text(said, "kind")
        .filter("permission"::equals)
        .flatMap(kind -> text(said, "right"))
        .flatMap(GraphAppRole::named)
        .map(
            role ->
                new NeededPermission(
                    role,
                    text(said, "reason").orElse(""),
                    ApiReply.isTrue(said, "required"),
                    Set.of()));
  }

  private static Value.Obj object(Value.Obj object, String member) {
    return ApiReply.object(object, member).orElse(Value.Obj.EMPTY);
  }

  private static Optional<String> text(Value.Obj object, String member) {
    return ApiReply.text(object, member).filter(it -> !it.isEmpty());
  }
}
