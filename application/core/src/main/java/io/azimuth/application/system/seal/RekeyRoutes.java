package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.rekey.RekeyOperation;
import io.azimuth.application.seal.rekey.RekeyOperations;
import io.azimuth.application.seal.rekey.RekeyStatus;
import io.azimuth.application.seal.rekey.RekeyVerificationStatus;
import io.azimuth.application.seal.share.ShareRequest;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** New key shares, or new recovery keys, for holders of enough of the present ones. */
@Singleton
final class RekeyRoutes {

  private static final Field<Integer> SHARES =
      Field.number("secret_shares", 0, "how many new shares");
  private static final Field<Integer> THRESHOLD =
      Field.number("secret_threshold", 0, "how many of them are needed");
  private static final Field<Integer> STORED_SHARES =
      Field.number("stored_shares", 0, "without effect");
  private static final Field<List<String>> PGP_KEYS =
      Field.list("pgp_keys", "public keys to encrypt the new shares with, one for each");
  private static final Field<Boolean> BACKUP =
      Field.flag("backup", false, "keep the encrypted shares in the store")
          .refused("shares are in the answer only: take them from there");
  private static final Field<Boolean> VERIFICATION =
      Field.flag("require_verification", false, "the new shares count once they came back");

  private final RekeyOperations rekeyings;

  @Inject
  RekeyRoutes(RekeyOperations rekeyings) {
    this.rekeyings = rekeyings;
  }

  List<Route> routes() {
    RekeyOperation root = rekeyings.rootKey();
    RekeyOperation recovery = rekeyings.recoveryKey();
    return Stream.of(
            routes("rekey/", root, ShareRouteForm.OF_VAULT),
            routes("rekey-recovery-key/", recovery, ShareRouteForm.OF_VAULT),
            routes("rotate/root/", root, ShareRouteForm.OF_OPENBAO),
            routes("rotate/recovery/", recovery, ShareRouteForm.OF_OPENBAO),
            backup("rekey/backup"),
            backup("rekey/recovery-key-backup"),
            backup("rotate/root/backup"),
            backup("rotate/recovery/backup"))
        .flatMap(List::stream)
        .toList();
  }

  // No share is kept in the store, so there is never a backup.
  private static List<Route> backup(String path) {
    return List.of(
        Route.on(Operation.READ, path)
            .access(Access.SUDO)
            .summary("Say that no shares are kept in the store")
            .answers(AnswerSchema.nothing())
            .handle(
                core(
                    call -> {
                      throw RefusedException.invalid("no backed-up keys found");
                    })),
        Route.on(Operation.DELETE, path)
            .access(Access.SUDO)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> new Answer.Empty())));
  }

  private static List<Route> routes(String under, RekeyOperation rekeying, ShareRouteForm form) {
    return List.of(
        Route.on(Operation.READ, under + "init")
            .access(form.access())
            .answers(form.answers(RekeyView.OF_STATUS))
            .handle(core(call -> form.answer(RekeyView.of(rekeying.status(call.work()))))),
        Route.on(Operation.WRITE, under + "init")
            .access(form.access())
            .fields(SHARES, THRESHOLD, STORED_SHARES, PGP_KEYS, BACKUP, VERIFICATION)
            .answers(form.answers(RekeyView.OF_STATUS))
            .handle(core(call -> form.answer(start(call, rekeying, form)))),
        cancelling(under + "init", form)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> cancel(call, rekeying, form))),
        sharing(under + "update", form)
            .answers(form.answers(RekeyView.OF_UPDATE))
            .handle(core(call -> update(call, rekeying, form))),
        Route.on(Operation.READ, under + "verify")
            .access(form.access())
            .answers(form.answers(RekeyView.OF_VERIFICATION))
            .handle(core(call -> form.answer(RekeyView.of(rekeying.verification())))),
        sharing(under + "verify", form)
            .answers(form.answers(RekeyView.OF_VERIFICATION))
            .handle(core(call -> form.answer(verify(call, rekeying)))),
        cancelling(under + "verify", form)
            .answers(form.answers(RekeyView.OF_VERIFICATION))
            .handle(core(call -> form.answer(restart(call, rekeying, form)))));
  }

  private static Route.Builder sharing(String path, ShareRouteForm form) {
    return Route.on(Operation.WRITE, path)
        .access(form.access())
        .bodyLimit(ShareFields.BODY_LIMIT)
        .fields(ShareFields.KEY, ShareFields.NONCE);
  }

  private static Route.Builder cancelling(String path, ShareRouteForm form) {
    return Route.on(Operation.DELETE, path)
        .access(form.cancelling())
        .bodyOnDelete()
        .bodyLimit(ShareFields.BODY_LIMIT)
        .fields(ShareFields.NONCE, ShareFields.KEY);
  }

  private static Value.Obj start(CoreCall call, RekeyOperation rekeying, ShareRouteForm form) {
    ShareRequest request =
        new ShareRequest(
            call.fields().value(SHARES),
            call.fields().value(THRESHOLD),
            call.fields().value(PGP_KEYS));
    return RekeyView.of(
        call.once(
            RekeyStatus.class,
            () ->
                rekeying.start(
                    call.work(),
                    form.requester(call),
                    request,
                    call.fields().value(VERIFICATION))));
  }

  private static Answer update(CoreCall call, RekeyOperation rekeying, ShareRouteForm form) {
    String nonce = ShareFields.requiredNonce(call.fields());
    return Answer.of(
        rekeying
            .update(call, nonce, ShareFields.share(call.fields()))
            .then(
                result ->
                    form.answer(
                        result
                            .map(RekeyView::of)
                            .orElseGet(() -> RekeyView.of(rekeying.status(call.work()))))));
  }

  private static Value.Obj verify(CoreCall call, RekeyOperation rekeying) {
    String nonce = ShareFields.requiredNonce(call.fields());
    if (rekeying.verify(call, nonce, ShareFields.share(call.fields()))) {
      return Value.Obj.builder().put("nonce", nonce).put("complete", true).build();
    }
    return RekeyView.of(rekeying.verification());
  }

  private static Value.Obj restart(CoreCall call, RekeyOperation rekeying, ShareRouteForm form) {
    return RekeyView.of(
        call.once(
            RekeyVerificationStatus.class,
            () ->
                ShareFields.cancelling(
                    call,
                    form.requester(call),
                    requester ->
                        rekeying.restartVerification(
                            call.work(), requester, call.fields().value(ShareFields.NONCE)))));
  }

  private static Answer cancel(CoreCall call, RekeyOperation rekeying, ShareRouteForm form) {
    return ShareFields.cancelling(
        call,
        form.requester(call),
        requester -> {
          rekeying.cancel(call.work(), requester, call.fields().value(ShareFields.NONCE));
          return new Answer.Empty();
        });
  }
}
