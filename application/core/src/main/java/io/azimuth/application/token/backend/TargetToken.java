package io.azimuth.application.token.backend;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the token that a request concerns: the caller's own, one in the body, one by accessor. */
@Singleton
final class TargetToken {

  static final Field<String> TOKEN = Field.text("token", "the token that is meant");
  static final Field<String> ACCESSOR = Field.text("accessor", "the accessor of the token");

  private final TokenAuthority authority;

  @Inject
  TargetToken(TokenAuthority authority) {
    this.authority = authority;
  }

  /** The caller's own token. */
  Found self(CoreCall call) {
    return new Found(
        call.requiredCaller().clientToken().orElse(SecretText.of("")),
        call.requiredCaller().credential());
  }

  /** The token in the request, or empty when it names no valid token. */
  Optional<Found> inRequest(CoreCall call) {
    SecretText token = SecretText.of(call.fields().value(TOKEN));
    if (token.isEmpty()) {
      return Optional.empty();
    }
    return authority
        .valid(call.work(), token, call.now())
        .map(credential -> new Found(token, credential));
  }

  /**
   * The token with the accessor in the request.
   *
   * @throws RefusedException when there is none
   */
  Found byAccessor(CoreCall call) {
    return withAccessor(call).orElseThrow(() -> RefusedException.invalid("invalid accessor"));
  }

  /**
   * The token with the accessor in the request, or empty when no valid token has it.
   *
   * @throws RefusedException when the request has no accessor
   */
  Optional<Found> withAccessor(CoreCall call) {
    String text = call.fields().value(ACCESSOR);
    if (text.isEmpty()) {
      throw RefusedException.invalid("missing accessor");
    }
    return Accessor.parse(text)
        .flatMap(accessor -> authority.withAccessor(call.work(), accessor, call.now()))
        .map(credential -> new Found(SecretText.of(""), credential));
  }

  /**
   * A valid token.
   *
   * @param clientToken itself, or empty when only its accessor is known
   * @param credential its record
   */
  record Found(SecretText clientToken, Credential credential) {}
}
