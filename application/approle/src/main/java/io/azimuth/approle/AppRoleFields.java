package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleBuilder;
import io.azimuth.domain.network.Cidr;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.RoleParameter;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

final class AppRoleFields {

  static final RoleParameter<AppRoleBuilder, AppRole, Boolean> BIND_SECRET_ID =
      RoleParameter.of(
          Field.flag("bind_secret_id", true, "whether a login needs a secret id"),
          AppRoleBuilder::bindSecretId,
          role -> role.secretIds().bound());

  static final RoleParameter<AppRoleBuilder, AppRole, List<String>> BOUND_CIDRS =
      RoleParameter.of(
              Field.commaList("secret_id_bound_cidrs", "where logins may come from"),
              AppRoleBuilder::boundCidrs,
              (AppRole role) -> role.secretIds().boundCidrs().stream().map(Cidr::toString).toList())
          .alsoTakenAs("bound_cidr_list");

  static final RoleParameter<AppRoleBuilder, AppRole, Integer> SECRET_ID_NUM_USES =
      RoleParameter.of(
          Field.number("secret_id_num_uses", 0, "how often a secret id can be used"),
          AppRoleBuilder::secretIdNumUses,
          role -> role.secretIds().numUses());

  static final RoleParameter<AppRoleBuilder, AppRole, Duration> SECRET_ID_TTL =
      RoleParameter.of(
          Field.duration("secret_id_ttl", Duration.ZERO, "how long a secret id lives"),
          AppRoleBuilder::secretIdTtl,
          role -> role.secretIds().ttl());

  static final RoleParameter<AppRoleBuilder, AppRole, List<String>> TOKEN_POLICIES =
      RoleParameter.of(TokenParameters.POLICIES, "policies");

  static final RoleParameter<AppRoleBuilder, AppRole, Duration> TOKEN_PERIOD =
      RoleParameter.of(TokenParameters.PERIOD, "period");

  static final RoleParameter<AppRoleBuilder, AppRole, Duration> TOKEN_TTL =
      RoleParameter.of(TokenParameters.TTL);
  static final RoleParameter<AppRoleBuilder, AppRole, Duration> TOKEN_MAX_TTL =
      RoleParameter.of(TokenParameters.MAX_TTL);
  static final RoleParameter<AppRoleBuilder, AppRole, Integer> TOKEN_NUM_USES =
      RoleParameter.of(TokenParameters.NUM_USES);
  static final RoleParameter<AppRoleBuilder, AppRole, List<String>> TOKEN_BOUND_CIDRS =
      RoleParameter.of(TokenParameters.BOUND_CIDRS);

  static final RoleParameter<AppRoleBuilder, AppRole, Boolean> LOCAL_SECRET_IDS =
      RoleParameter.of(
          Field.flag(
              "local_secret_ids",
              false,
              "whether secret ids are of one cluster alone; set when a role is made, and without"
                  + " effect: there is one cluster"),
          AppRoleBuilder::localSecretIds,
          role -> role.secretIds().local());

  /** In the order of a read. */
  private static final List<RoleParameter<AppRoleBuilder, AppRole, ?>> TABLE =
      List.of(
          BIND_SECRET_ID,
          BOUND_CIDRS,
          SECRET_ID_NUM_USES,
          SECRET_ID_TTL,
          TOKEN_TTL,
          TOKEN_MAX_TTL,
          RoleParameter.of(TokenParameters.EXPLICIT_MAX_TTL),
          TOKEN_PERIOD,
          TOKEN_POLICIES,
          TOKEN_BOUND_CIDRS,
          RoleParameter.of(TokenParameters.NO_DEFAULT_POLICY),
          TOKEN_NUM_USES,
          RoleParameter.of(
              TokenParameters.TYPE.field(),
              (role, sent) -> role.tokenSettings().type(plain(sent)),
              role -> role.tokenSettings().type().wireName()),
          RoleParameter.of(TokenParameters.BINDING),
          LOCAL_SECRET_IDS);

  static final Field<String> ROLE_ID =
      Field.text("role_id", "the id by which logins name the role; a random one by default");

  /** The parameters of a write. */
  static final List<Field<?>> ALL =
      Stream.concat(TABLE.stream().flatMap(RoleParameter::fields), Stream.of(ROLE_ID)).toList();

  /** What {@link #shown} has. */
  static final List<AnswerField> SHOWN =
      TABLE.stream()
          .map(RoleParameter::field)
          .map(field -> AnswerField.of(field))
          .map(AppRoleFields::nullable)
          .toList();

  private static final List<String> RESTRICTIONS = List.of("bound_", "secret_id_", "token_");

  private AppRoleFields() {}

  // As in Vault.
  private static AnswerField nullable(AnswerField shown) {
    return shown.name().equals(BOUND_CIDRS.field().name()) ? shown.orNull() : shown;
  }

  // Vault takes the types of a mount here, too, and means the same by them.
  private static String plain(String type) {
    return switch (type) {
      case "default-service" -> "service";
      case "default-batch" -> "batch";
      default -> type;
    };
  }

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, AppRoleBuilder role) {
    TABLE.forEach(parameter -> parameter.apply(fields, role));
    fields.present(ROLE_ID).ifPresent(role::roleId);
  }

  /** A role as a read shows it, without its id. */
  static Value.Obj shown(AppRole role) {
    Value.Builder data = Value.Obj.builder();
    TABLE.forEach(parameter -> parameter.show(role, data));
    if (role.secretIds().boundCidrs().isEmpty()) {
      data.put(BOUND_CIDRS.field().name(), Value.NULL); // as in Vault
    }
    return data.build();
  }

  /** Refuses a misspelt restriction: the role would admit more than its author means. */
  static void refuseUnknown(Fields fields) {
    List<String> problems = fields.misspelt(RESTRICTIONS);
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(String.join("; ", problems));
    }
  }
}
