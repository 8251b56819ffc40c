package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Fields;
import io.azimuth.application.route.Route;
import io.azimuth.application.seal.SealKeeper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Initialising the server (spec 2.1). Clients send every field, zero where it does not apply. */
@Singleton
public final class InitRoutes {

  private static final Field<Integer> SECRET_SHARES =
      Field.number("secret_shares", 0, "key shares; not with a seal that unseals by itself");
  private static final Field<Integer> SECRET_THRESHOLD =
      Field.number("secret_threshold", 0, "key shares that unseal");
  private static final List<Field<?>> FIELDS =
      List.of(
          SECRET_SHARES,
          SECRET_THRESHOLD,
          Field.commaList("pgp_keys", "keys to encrypt the shares with").notYet(),
          Field.text("root_token_pgp_key", "a key to encrypt the root token with").notYet(),
          Field.number("recovery_shares", 0, "recovery key shares").notYet(),
          Field.number("recovery_threshold", 0, "recovery key shares that are needed").notYet(),
          Field.commaList("recovery_pgp_keys", "keys to encrypt those with").notYet(),
          Field.number("stored_shares", 0, "without effect"));

  private final SealKeeper keeper;

  @Inject
  InitRoutes(SealKeeper keeper) {
    this.keeper = keeper;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "init")
            .access(Access.PUBLIC_EVEN_SEALED)
            .handleEvenSealed((request, fields) -> state()),
        Route.on(Operation.WRITE, "init")
            .access(Access.PUBLIC_EVEN_SEALED)
            .fields(FIELDS)
            .handleEvenSealed((request, fields) -> initialize(fields)));
  }

  private Answer state() {
    return raw(Value.Obj.builder().put("initialized", keeper.isInitialized()).build());
  }

  private Answer initialize(Fields fields) {
    if (keeper.isInitialized()) {
      throw RefusedException.invalid("Vault is already initialized");
    }
    if (fields.value(SECRET_SHARES) != 0 || fields.value(SECRET_THRESHOLD) != 0) {
      throw RefusedException.invalid(
          "invalid seal configuration: parameters secret_shares,secret_threshold not applicable to"
              + " seal type "
              + keeper.sealType());
    }
    String rootToken = keeper.initialize().expose();
    return raw(
        Value.Obj.builder()
            .put("keys", List.of())
            .put("keys_base64", List.of())
            .put("root_token", rootToken)
            .build());
  }

  private static Answer raw(Value.Obj body) {
    return new Answer.Raw(body, Answer.State.NORMAL);
  }
}
