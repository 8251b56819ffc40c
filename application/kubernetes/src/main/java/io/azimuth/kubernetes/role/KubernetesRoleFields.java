package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.KubernetesRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of a role; stored with the same names. */
final class KubernetesRoleFields {

  private static final Field<String> NAMESPACE_SELECTOR =
      Field.text("bound_service_account_namespace_selector", "labels of namespaces, one must match")
          .refused("bind namespaces by name, with a star for any text");

  private static final Field<String> AUDIENCE =
      Field.text("audience", "the audience that a token must have");

  /** In the order of the help and of a read. */
  private static final List<KubernetesRoleParameter<?>> TABLE =
      List.of(
          new KubernetesRoleParameter<>(
              Field.commaList(
                  "bound_service_account_names",
                  "the names of service accounts; a star stands for any text"),
              KubernetesRoleBuilder::names,
              role -> role.bindings().names()),
          new KubernetesRoleParameter<>(
              Field.commaList(
                  "bound_service_account_namespaces",
                  "their namespaces; a star stands for any text"),
              KubernetesRoleBuilder::namespaces,
              role -> role.bindings().namespaces()),
          new KubernetesRoleParameter<>(
              NAMESPACE_SELECTOR, (role, sent) -> {}, role -> NAMESPACE_SELECTOR.absent()),
          new KubernetesRoleParameter<>(
              Field.text(
                  "alias_name_source",
                  "what aliases are named after: serviceaccount_uid or serviceaccount_name"),
              KubernetesRoleBuilder::aliasNameSource,
              role -> role.bindings().aliasNameSource().wireName()),
          KubernetesRoleParameter.of(TokenParameters.TTL).formerly("ttl"),
          KubernetesRoleParameter.of(TokenParameters.MAX_TTL).formerly("max_ttl"),
          KubernetesRoleParameter.of(TokenParameters.EXPLICIT_MAX_TTL),
          KubernetesRoleParameter.of(TokenParameters.PERIOD).formerly("period"),
          KubernetesRoleParameter.of(TokenParameters.POLICIES).formerly("policies"),
          KubernetesRoleParameter.of(TokenParameters.BOUND_CIDRS).formerly("bound_cidrs"),
          KubernetesRoleParameter.of(TokenParameters.NO_DEFAULT_POLICY),
          KubernetesRoleParameter.of(TokenParameters.NUM_USES).formerly("num_uses"),
          KubernetesRoleParameter.of(TokenParameters.TYPE));

  /** All fields, old names last. */
  static final List<Field<?>> ALL =
      Stream.of(
              TABLE.stream().map(KubernetesRoleParameter::field),
              Stream.of(AUDIENCE),
              TABLE.stream().flatMap(row -> row.old().stream()))
          .flatMap(fields -> fields)
          .<Field<?>>map(field -> field)
          .toList();

  private KubernetesRoleFields() {}

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, KubernetesRoleBuilder role) {
    TABLE.forEach(row -> row.apply(fields, role));
    fields.present(AUDIENCE).ifPresent(role::audience);
  }

  /** A role as a read shows it and as it is stored; as in Vault, without an audience if empty. */
  static Value.Obj shown(KubernetesRole role) {
    Value.Builder data = Value.Obj.builder();
    TABLE.forEach(row -> row.show(role, data));
    if (!role.bindings().audience().isEmpty()) {
      data.put(AUDIENCE.name(), role.bindings().audience());
    }
    return data.build();
  }

  static KubernetesRole decode(RoleName name, Value.Obj stored) {
    KubernetesRoleBuilder role = KubernetesRole.builder(name);
    apply(Fields.of(ALL, stored, Map.of()), role);
    return role.build();
  }
}
