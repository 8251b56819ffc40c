package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.KubernetesRoleBuilder;
import io.azimuth.domain.kubernetes.NamespaceSelector;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.role.RoleParameters;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;

/** The parameters of a role; stored with the same names. */
final class KubernetesRoleFields {

  /** As in Vault, a read has it only when it is set. */
  private static final RoleParameter<KubernetesRoleBuilder, KubernetesRole, String> AUDIENCE =
      RoleParameter.of(
              Field.text("audience", "the audience that a token must have"),
              KubernetesRoleBuilder::audience,
              (KubernetesRole role) -> role.bindings().audience())
          .hiddenByDefault();

  /** In the order of the help and of a read. */
  private static final RoleParameters<KubernetesRoleBuilder, KubernetesRole> TABLE =
      new RoleParameters<>(
          List.of(
              RoleParameter.of(
                  Field.commaList(
                      "bound_service_account_names",
                      "the names of service accounts; a star stands for any text"),
                  KubernetesRoleBuilder::names,
                  role -> role.bindings().names()),
              RoleParameter.of(
                  Field.commaList(
                      "bound_service_account_namespaces",
                      "their namespaces; a star stands for any text"),
                  KubernetesRoleBuilder::namespaces,
                  role -> role.bindings().namespaces()),
              RoleParameter.of(
                  Field.text(
                      "bound_service_account_namespace_selector",
                      "JSON with matchLabels: namespaces with these labels are bound, too"),
                  KubernetesRoleBuilder::namespaceSelector,
                  role -> role.bindings().selector().map(NamespaceSelector::written).orElse("")),
              RoleParameter.of(
                  Field.text(
                      "alias_name_source",
                      "what aliases are named after: serviceaccount_uid or serviceaccount_name"),
                  KubernetesRoleBuilder::aliasNameSource,
                  role -> role.bindings().aliasNameSource().wireName()),
              RoleParameter.of(
                  Field.flag(
                      "require_bound_token",
                      false,
                      "whether the token must be bound to a certificate"),
                  KubernetesRoleBuilder::requireBoundToken,
                  role -> role.bindings().requireBoundToken()),
              RoleParameter.of(TokenParameters.TTL, "ttl"),
              RoleParameter.of(TokenParameters.MAX_TTL, "max_ttl"),
              RoleParameter.of(TokenParameters.EXPLICIT_MAX_TTL),
              RoleParameter.of(TokenParameters.PERIOD, "period"),
              RoleParameter.of(TokenParameters.POLICIES, "policies"),
              RoleParameter.of(TokenParameters.BOUND_CIDRS, "bound_cidrs"),
              RoleParameter.of(TokenParameters.NO_DEFAULT_POLICY),
              RoleParameter.of(TokenParameters.NUM_USES, "num_uses"),
              RoleParameter.of(TokenParameters.TYPE),
              RoleParameter.of(TokenParameters.BINDING),
              AUDIENCE));

  /** All fields, old names last. */
  static final List<Field<?>> ALL = TABLE.fields();

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN = TABLE.members();

  private KubernetesRoleFields() {}

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, KubernetesRoleBuilder role) {
    TABLE.apply(fields, role);
  }

  /** A role as a read shows it and as it is stored. */
  static Value.Obj shown(KubernetesRole role) {
    return TABLE.shown(role);
  }

  static KubernetesRole decode(RoleName name, Value.Obj stored) {
    KubernetesRoleBuilder role = KubernetesRole.builder(name);
    TABLE.restore(stored, role);
    return role.build();
  }
}
