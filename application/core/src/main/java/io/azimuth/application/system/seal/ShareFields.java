package io.azimuth.application.system.seal;

import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.share.Requester;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.seal.KeyShareText;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of requests with key shares. */
final class ShareFields {

  /** The most bytes of a body: a share, a nonce and the JSON around them. */
  static final int BODY_LIMIT = 8 << 10;

  static final Field<String> KEY = Field.text("key", "one share, as hex or base64");
  static final Field<String> NONCE = Field.text("nonce", "the name of the attempt");

  private ShareFields() {}

  static SecretBytes share(Fields fields) {
    String text = fields.value(KEY);
    if (text.isEmpty()) {
      throw RefusedException.invalid("'key' must be specified in request body as JSON");
    }
    return RefusedException.orRefuse(KeyShareText.decode(text));
  }

  static String requiredNonce(Fields fields) {
    String nonce = fields.value(NONCE);
    if (nonce.isEmpty()) {
      throw RefusedException.invalid("'nonce' must be specified in request body as JSON");
    }
    return nonce;
  }

  /** The requester, on a route that accepts a token without needing one. */
  static Requester requester(CoreCall call) {
    boolean operator =
        call.authenticatedCaller()
            .filter(
                caller ->
                    caller.acl().decide(call.request().path(), Capability.DELETE, true).allowed())
            .isPresent();
    return new Requester(call.request().client().address(), operator, Optional.empty());
  }

  /**
   * Runs the action with the requester, on such a route that also accepts a key share as a proof.
   * The share is wiped afterwards.
   */
  static <T> T cancelling(CoreCall call, Requester requester, Function<Requester, T> action) {
    if (call.request().query().get(KEY.name()).isPresent()) {
      throw RefusedException.invalid("'key' must be in the request body, not in the address");
    }
    Optional<SecretBytes> share =
        call.fields().value(KEY).isEmpty() ? Optional.empty() : Optional.of(share(call.fields()));
    try {
      return action.apply(new Requester(requester.address(), requester.isOperator(), share));
    } finally {
      share.ifPresent(SecretBytes::wipe);
    }
  }
}
