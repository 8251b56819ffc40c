package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.IssuedSecretId;
import io.azimuth.domain.approle.SecretIdRequest;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountHashes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The secret ids of a role: made, listed, looked up and destroyed. */
final class SecretIdRoutes {

  static final Field<String> SECRET_ID = Field.text("secret_id", "the secret id");

  private static final Field<String> METADATA =
      Field.text("metadata", "a JSON object of texts, as a text, for the metadata of tokens");
  private static final Field<List<String>> CIDR_LIST =
      Field.commaList("cidr_list", "where logins with it may come from");
  private static final Field<List<String>> TOKEN_BOUND_CIDRS =
      Field.commaList("token_bound_cidrs", "where its tokens may be used from");
  private static final Field<Integer> NUM_USES =
      Field.number("num_uses", 0, "how often it can be used; at most as the role says");
  private static final Field<Duration> TTL =
      Field.duration("ttl", Duration.ZERO, "how long it lives; at most as the role says");
  private static final List<Field<?>> REQUEST =
      List.of(METADATA, CIDR_LIST, TOKEN_BOUND_CIDRS, NUM_USES, TTL);

  private static final Field<String> AFTER =
      Field.text("after", "the accessor that the list begins behind");
  private static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many are listed at most; all, unless it is positive");

  /** As in Vault, whose hash takes no more. */
  private static final int MOST_CHARACTERS = 4_096;

  private static final String TIDY_STARTED =
      "Tidy operation successfully started. Secret ids whose time is over are removed in the"
          + " background.";

  private final AppRoleStore roles;
  private final MountHashes hashes;
  private final SecretGenerator secrets;
  private final SystemLifetimes system;

  SecretIdRoutes(
      AppRoleStore roles, MountHashes hashes, SecretGenerator secrets, SystemLifetimes system) {
    this.roles = roles;
    this.hashes = hashes;
    this.secrets = secrets;
    this.system = system;
  }

  List<Route> routes() {
    String role = RoleOfPath.PATTERN;
    String byAccessor = role + "/secret-id-accessor";
    return List.of(
        Route.on(Operation.WRITE, role + "/secret-id")
            .access(Access.AUTHORIZED)
            .summary("Make a secret id")
            .fields(REQUEST)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(SecretIdCodec.RECEIPT))
            .handle(this::generate),
        Route.on(Operation.LIST, role + "/secret-id")
            .access(Access.AUTHORIZED)
            .summary("List the accessors of secret ids")
            .fields(AFTER, LIMIT)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.keys())
            .handle(this::list),
        Route.on(Operation.WRITE, role + "/custom-secret-id")
            .access(Access.AUTHORIZED)
            .summary("Make a secret id of one's own choice")
            .fields(Stream.concat(Stream.of(SECRET_ID), REQUEST.stream()).toList())
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(SecretIdCodec.RECEIPT))
            .handle(this::takeCustom),
        Route.on(Operation.WRITE, role + "/secret-id/lookup")
            .access(Access.AUTHORIZED)
            .fields(SECRET_ID)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(SecretIdCodec.SHOWN).orNone())
            .handle(this::lookUp),
        Route.on(Operation.WRITE, role + "/secret-id/destroy")
            .access(Access.AUTHORIZED)
            .removes()
            .fields(SECRET_ID)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.nothing())
            .handle(this::destroy),
        Route.on(Operation.DELETE, role + "/secret-id/destroy")
            .access(Access.AUTHORIZED)
            .fields(SECRET_ID)
            .bodyOnDelete()
            .answers(AnswerSchema.nothing())
            .handle(this::destroy),
        Route.on(Operation.WRITE, byAccessor + "/lookup")
            .access(Access.AUTHORIZED)
            .fields(SecretIdCodec.ACCESSOR)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.data(SecretIdCodec.SHOWN))
            .handle(this::lookUpAccessor),
        Route.on(Operation.WRITE, byAccessor + "/destroy")
            .access(Access.AUTHORIZED)
            .removes()
            .fields(SecretIdCodec.ACCESSOR)
            .captures(RoleOfPath.NAME, RoleOfPath.NAME_HELP)
            .answers(AnswerSchema.nothing())
            .handle(this::destroyAccessor),
        Route.on(Operation.DELETE, byAccessor + "/destroy")
            .access(Access.AUTHORIZED)
            .fields(SecretIdCodec.ACCESSOR)
            .bodyOnDelete()
            .answers(AnswerSchema.nothing())
            .handle(this::destroyAccessor),
        Route.on(Operation.WRITE, "tidy/secret-id")
            .access(Access.AUTHORIZED)
            .summary("Remove secret ids whose time is over")
            .answers(AnswerSchema.accepted())
            .handle(SecretIdRoutes::tidy));
  }

  private Answer generate(Call call) {
    AppRole role = role(call, ErrorCategory.NOT_FOUND);
    return add(call, role, secrets.uuid());
  }

  private Answer takeCustom(Call call) {
    AppRole role = role(call, ErrorCategory.NOT_FOUND);
    return add(call, role, secretId(call));
  }

  private Answer add(Call call, AppRole role, String secretId) {
    Fields fields = call.fields();
    SecretIdRequest request =
        new SecretIdRequest(
            fields.value(METADATA),
            fields.value(CIDR_LIST),
            fields.value(TOKEN_BOUND_CIDRS),
            fields.present(NUM_USES),
            fields.present(TTL));
    IssuedSecretId issued =
        RefusedException.orRefuse(
            request.grant(role, system.of(call.mount()).maxTtl(), secrets.uuid(), call.now()));
    StoredSecretId.Place place = place(call, role, secretId);
    Optional<StoredSecretId> before = SecretIdStore.find(call.storage(), place);
    if (before.filter(it -> !it.secretId().isExpired(call.now())).isPresent()) {
      throw RefusedException.invalid("failed to store secret_id: SecretID is already registered");
    }
    before.ifPresent(expired -> SecretIdStore.remove(call.storage(), expired));
    SecretIdStore.add(call.storage(), new StoredSecretId(place, issued));
    return Answer.secret(SecretIdCodec.receipt(issued, secretId).build(), issued.accessor());
  }

  private Answer list(Call call) {
    AppRole role = role(call, ErrorCategory.INVALID_REQUEST);
    String after = call.fields().value(AFTER);
    int limit = call.fields().value(LIMIT);
    return Answer.keys(
        SecretIdStore.accessors(
            call.storage(),
            role,
            Optional.of(after).filter(it -> !it.isEmpty()),
            limit > 0 ? limit : Integer.MAX_VALUE));
  }

  private Answer lookUp(Call call) {
    return stored(call).<Answer>map(SecretIdRoutes::shown).orElseGet(Answer.Empty::new);
  }

  private Answer destroy(Call call) {
    stored(call).ifPresent(it -> SecretIdStore.remove(call.storage(), it));
    return new Answer.Empty();
  }

  private Answer lookUpAccessor(Call call) {
    return shown(withAccessor(call));
  }

  private Answer destroyAccessor(Call call) {
    SecretIdStore.remove(call.storage(), withAccessor(call));
    return new Answer.Empty();
  }

  private static Answer tidy(Call call) {
    SecretIdSweep.sweep(call.storage(), call.now());
    return new Answer.Accepted(List.of(TIDY_STARTED));
  }

  private static Answer shown(StoredSecretId stored) {
    return Answer.data(SecretIdCodec.encode(stored.secretId()));
  }

  private Optional<StoredSecretId> stored(Call call) {
    String secretId = secretId(call);
    AppRole role = role(call, ErrorCategory.NOT_FOUND);
    return SecretIdStore.find(call.storage(), place(call, role, secretId))
        .filter(it -> !it.secretId().isExpired(call.now()));
  }

  private StoredSecretId withAccessor(Call call) {
    String accessor = call.fields().value(SecretIdCodec.ACCESSOR);
    if (accessor.isEmpty()) {
      throw RefusedException.invalid("missing secret_id_accessor");
    }
    AppRole role = role(call, ErrorCategory.NOT_FOUND);
    return SecretIdStore.withAccessor(call.storage(), role, accessor)
        .filter(it -> !it.secretId().isExpired(call.now()))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCategory.NOT_FOUND,
                    "failed to find accessor entry for secret_id_accessor: "
                        + Quoted.of(accessor)));
  }

  private static String secretId(CallInput call) {
    String secretId = call.fields().value(SECRET_ID).strip();
    if (secretId.isEmpty()) {
      throw RefusedException.invalid("missing secret_id");
    }
    if (secretId.length() > MOST_CHARACTERS) {
      throw RefusedException.invalid("secret_id is longer than 4096 characters");
    }
    return secretId;
  }

  private StoredSecretId.Place place(Call call, AppRole role, String secretId) {
    MountHash hash = hashes.find(call.transaction()).orElseThrow(); // a role was written
    return new StoredSecretId.Place(role.key(), hash.of(role.key(), secretId));
  }

  private AppRole role(Call call, ErrorCategory ifMissing) {
    return RoleOfPath.find(call, roles).orElseThrow(() -> RoleOfPath.missing(call, ifMissing));
  }
}
