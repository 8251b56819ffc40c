package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.RootGeneration;
import io.azimuth.application.seal.share.SharePlanner;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A root token for holders of enough key shares. */
@Singleton
final class RootGenerationRoutes {

  private static final String ATTEMPT = "attempt";
  private static final Field<String> OTP =
      Field.text("otp", "a one-time password as long as the token; made here when absent");
  private static final Field<String> PGP_KEY =
      Field.text("pgp_key", "a public key to encrypt the token with, instead of a password");

  private static final List<AnswerField> SHOWN =
      List.of(
          AnswerField.text("nonce", "the attempt"),
          AnswerField.flag("started", "whether one is going on"),
          AnswerField.number("progress", "how many shares were entered"),
          AnswerField.number("required", "how many shares are needed"),
          AnswerField.flag("complete", "whether the token is there"),
          AnswerField.text("encoded_token", "the token, as the password or the key encodes it"),
          AnswerField.text("encoded_root_token", "the same"),
          AnswerField.text("pgp_fingerprint", "the key that encrypts the token"),
          AnswerField.text("otp", "the one-time password, shown once"),
          AnswerField.number("otp_length", "how long a one-time password is"));

  private final RootGeneration generation;
  private final SharePlanner plans;

  @Inject
  RootGenerationRoutes(RootGeneration generation, SharePlanner plans) {
    this.generation = generation;
    this.plans = plans;
  }

  List<Route> routes() {
    return Stream.concat(
            routes("generate-root/", ShareRouteForm.OF_VAULT).stream(),
            routes("generate-root-token/", ShareRouteForm.OF_OPENBAO).stream())
        .toList();
  }

  private List<Route> routes(String under, ShareRouteForm form) {
    return List.of(
        Route.on(Operation.READ, under + ATTEMPT)
            .access(form.access())
            .answers(form.answers(SHOWN))
            .handle(core(call -> form.answer(show(generation.status(call.work()))))),
        Route.on(Operation.WRITE, under + ATTEMPT)
            .access(form.access())
            .fields(OTP, PGP_KEY)
            .answers(form.answers(SHOWN))
            .handle(core(call -> form.answer(start(call, form)))),
        Route.on(Operation.DELETE, under + ATTEMPT)
            .access(form.cancelling())
            .bodyOnDelete()
            .bodyLimit(ShareFields.BODY_LIMIT)
            .fields(ShareFields.NONCE, ShareFields.KEY)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> cancel(call, form))),
        Route.on(Operation.WRITE, under + "update")
            .access(form.access())
            .summary("Hand in a share for a new root token")
            .bodyLimit(ShareFields.BODY_LIMIT)
            .fields(ShareFields.KEY, ShareFields.NONCE)
            .answers(form.answers(SHOWN))
            .handle(core(call -> form.answer(update(call)))));
  }

  private Value.Obj start(CoreCall call, ShareRouteForm form) {
    return show(call.once(RootGeneration.Status.class, () -> begin(call, form)));
  }

  private RootGeneration.Status begin(CoreCall call, ShareRouteForm form) {
    generation.requireNone(); // before a key costs anything
    String otp = call.fields().value(OTP);
    String pgpKey = call.fields().value(PGP_KEY);
    if (!otp.isEmpty() && !pgpKey.isEmpty()) {
      throw RefusedException.invalid("otp and pgp_key cannot both be given");
    }
    if (!otp.isEmpty() && otp.getBytes(StandardCharsets.UTF_8).length != otpLength()) {
      throw RefusedException.invalid("the otp must have " + otpLength() + " bytes");
    }
    return generation.start(
        call.work(),
        form.requester(call),
        SecretText.of(otp),
        Optional.of(pgpKey)
            .filter(key -> !key.isEmpty())
            .map(key -> plans.recipient("pgp_key", key)));
  }

  private Value.Obj update(CoreCall call) {
    String nonce = ShareFields.requiredNonce(call.fields());
    return show(generation.update(call, nonce, ShareFields.share(call.fields())));
  }

  private Answer cancel(CoreCall call, ShareRouteForm form) {
    return ShareFields.cancelling(
        call,
        form.requester(call),
        requester -> {
          generation.cancel(call.work(), requester, call.fields().value(ShareFields.NONCE));
          return new Answer.Empty();
        });
  }

  private static int otpLength() {
    return TokenFactory.SERVICE_TOKEN_LENGTH;
  }

  private static Value.Obj show(RootGeneration.Status status) {
    String encoded = status.encodedToken().map(SecretText::expose).orElse("");
    return Value.Obj.builder()
        .put("nonce", status.nonce())
        .put("started", status.isStarted())
        .put("progress", status.progress())
        .put("required", status.required())
        .put("complete", status.encodedToken().isPresent())
        .put("encoded_token", encoded)
        .put("encoded_root_token", encoded)
        .put("pgp_fingerprint", status.fingerprint())
        .put("otp", status.otp().map(SecretText::expose).orElse(""))
        .put("otp_length", otpLength())
        .build();
  }
}
