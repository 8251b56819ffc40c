package io.azimuth.application.system.seal;

import io.azimuth.application.seal.InitRequest;
import io.azimuth.application.seal.Initialization;
import io.azimuth.application.seal.InitializationResult;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.share.IssuedShares;
import io.azimuth.application.seal.share.SealWorker;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Initialises the server. Clients send every field, with zero where it does not apply. */
@Singleton
final class InitRoutes {

  private static final Field<Integer> SECRET_SHARES =
      Field.number("secret_shares", 0, "key shares; not with a seal that unseals by itself");
  private static final Field<Integer> SECRET_THRESHOLD =
      Field.number("secret_threshold", 0, "key shares that unseal");
  private static final Field<List<String>> PGP_KEYS =
      Field.list("pgp_keys", "public keys to encrypt the key shares with, one for each");
  private static final Field<String> ROOT_TOKEN_PGP_KEY =
      Field.text("root_token_pgp_key", "a public key to encrypt the root token with");
  private static final Field<Integer> RECOVERY_SHARES =
      Field.number("recovery_shares", 0, "recovery key shares; with a seal that unseals by itself");
  private static final Field<Integer> RECOVERY_THRESHOLD =
      Field.number("recovery_threshold", 0, "recovery key shares that are needed");
  private static final Field<List<String>> RECOVERY_PGP_KEYS =
      Field.list("recovery_pgp_keys", "public keys to encrypt those with, one for each");
  private static final Field<Integer> STORED_SHARES =
      Field.number("stored_shares", 0, "without effect");

  /** Longer than all calls to the system with the key of the seal: the answer is shown once. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AnswerSchema INITIALIZED =
      AnswerSchema.body(
          AnswerField.texts("keys", "the key shares, as hex"),
          AnswerField.texts("keys_base64", "the same as base64"),
          AnswerField.texts("recovery_keys", "the shares of the recovery key, if there is one"),
          AnswerField.texts("recovery_keys_base64", "the same as base64"),
          AnswerField.text("root_token", "a token that may do everything"));

  private final SealKeeper keeper;
  private final Initialization initialization;
  private final SealWorker worker;

  @Inject
  InitRoutes(SealKeeper keeper, Initialization initialization, SealWorker worker) {
    this.keeper = keeper;
    this.initialization = initialization;
    this.worker = worker;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "init")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Say whether the server is initialised")
            .answers(
                AnswerSchema.body(
                    AnswerField.flag("initialized", "whether the store has its keys")))
            .handleEvenSealed((request, fields) -> state()),
        Route.on(Operation.WRITE, "init")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Initialise the server")
            .fields(
                SECRET_SHARES,
                SECRET_THRESHOLD,
                PGP_KEYS,
                ROOT_TOKEN_PGP_KEY,
                RECOVERY_SHARES,
                RECOVERY_THRESHOLD,
                RECOVERY_PGP_KEYS,
                STORED_SHARES)
            .answers(INITIALIZED)
            .handleEvenSealed((request, fields) -> initialize(fields)));
  }

  private Answer state() {
    return raw(Value.Obj.builder().put("initialized", keeper.isInitialized()).build());
  }

  private Answer initialize(Fields fields) {
    InitRequest request =
        new InitRequest(
            shareRequest(fields, SECRET_SHARES, SECRET_THRESHOLD, PGP_KEYS),
            shareRequest(fields, RECOVERY_SHARES, RECOVERY_THRESHOLD, RECOVERY_PGP_KEYS),
            fields.value(ROOT_TOKEN_PGP_KEY));
    CompletableFuture<InitializationResult> work =
        worker.begin(() -> initialization.initialize(request));
    return Answer.of(SealWorker.result(work, Deadline.of(PATIENCE)).then(InitRoutes::initialized));
  }

  private static Answer initialized(InitializationResult done) {
    Value.Builder body =
        Value.Obj.builder().put("keys", done.keys().hex()).put("keys_base64", done.keys().base64());
    IssuedShares recovery = done.recoveryKeys();
    if (!recovery.hex().isEmpty()) {
      body.put("recovery_keys", recovery.hex()).put("recovery_keys_base64", recovery.base64());
    }
    return raw(body.put("root_token", done.rootToken().expose()).build());
  }

  private static ShareRequest shareRequest(
      Fields fields, Field<Integer> shares, Field<Integer> threshold, Field<List<String>> pgpKeys) {
    return new ShareRequest(fields.value(shares), fields.value(threshold), fields.value(pgpKeys));
  }

  private static Answer raw(Value.Obj body) {
    return new Answer.Raw(body, Answer.State.NORMAL);
  }
}
