package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.GraphAppRole;
import io.azimuth.domain.azure.rights.NeededAction;
import io.azimuth.domain.azure.rights.NeededPermission;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a mount, from its server or from options alone.
 *
 * @param path of the mount, with {@code auth/} and without a slash at its end
 * @param clientId of the application or identity that its configuration names
 * @param tenantId of its configuration
 * @param otherTenants its additional tenants
 * @param federation the federated credential that it signs in with
 * @param needed the rights that it needs
 */
record MountNeeds(
    String path,
    Optional<String> clientId,
    Optional<String> tenantId,
    List<String> otherTenants,
    Optional<SetupPlan.Federation> federation,
    NeededRights needed) {

  MountNeeds {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(tenantId, "tenantId");
    otherTenants = List.copyOf(otherTenants);
    Objects.requireNonNull(federation, "federation");
    Objects.requireNonNull(needed, "needed");
  }

  /** Without a server. */
  static MountNeeds of(NeededRights needed) {
    return new MountNeeds(
        "auth/azure", Optional.empty(), Optional.empty(), List.of(), Optional.empty(), needed);
  }

  /** From the status of the mount, read with {@code rights=true}. */
  static MountNeeds read(String path, Value.Obj status) {
    Value.Obj credential = object(status, "credential");
    Value.Obj tenant = object(object(status, "settings"), "tenant_id");
    return new MountNeeds(
        path,
        text(credential, "client_id"),
        text(tenant, "value"),
        List.copyOf(object(status, "additional_tenants").members().keySet()),
        ApiReply.object(credential, "federation").flatMap(MountNeeds::federation),
        rights(object(status, "rights")));
  }

  private static Optional<SetupPlan.Federation> federation(Value.Obj said) {
    Optional<String> issuer = text(said, "issuer");
    Optional<String> subject = text(said, "subject");
    Optional<String> audience = text(said, "audience");
    return issuer.isEmpty() || subject.isEmpty() || audience.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SetupPlan.Federation("federation", issuer.get(), subject.get(), audience.get()));
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
        .flatMap(ActionPattern::parse)
        .filter(action -> !action.isWide())
        .map(
            action ->
                new NeededAction(
                    action,
                    text(said, "scope").flatMap(AzureScope::parse),
                    ApiReply.isTrue(said, "required"),
                    new TreeSet<>()));
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
