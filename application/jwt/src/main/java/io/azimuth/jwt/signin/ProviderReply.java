package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.JsonDocument;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import java.util.Optional;

/**
 * What a provider answered: an object, or the code of an error (RFC 6749, section 5.2).
 *
 * @param from the address that answered
 * @param body the object; it may hold secrets
 * @param error the code of the error, or empty; external text
 */
record ProviderReply(WebAddress from, Value.Obj body, Optional<String> error) {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final String SLOW_DOWN = "slow_down";

  /**
   * Reads an answer.
   *
   * @throws ServiceException when the provider cannot answer now, or answers in another form
   */
  static ProviderReply of(WebAddress from, WebAnswer answer) {
    int status = answer.status();
    if (status >= SERVER_ERRORS) {
      throw unavailable(from, status);
    }
    Optional<Value.Obj> body = JsonDocument.parse(answer.body());
    if (status == OK && body.isPresent()) {
      return new ProviderReply(from, body.get(), Optional.empty());
    }
    Optional<String> error = body.flatMap(it -> text(it, "error"));
    if (status == TOO_MANY_REQUESTS && !error.equals(Optional.of(SLOW_DOWN))) {
      throw unavailable(from, status);
    }
    // Not 400 and 401 alone: Google has 428 and 403, too, and Auth0 403 and 429.
    if (status >= BAD_REQUEST && error.isPresent()) {
      return new ProviderReply(from, Value.Obj.EMPTY, error);
    }
    throw unusable(from + " answered " + status + (status == OK ? " without a JSON object" : ""));
  }

  /**
   * The object.
   *
   * @throws ServiceException when it is an error
   */
  Value.Obj accepted() {
    if (error.isPresent()) {
      throw new ServiceException(
          pending().isPresent()
              ? ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE
              : ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
          from + " answered the error " + Quoted.of(error.get()));
    }
    return body;
  }

  /** The error that only asks to try again later (RFC 8628, section 3.5). */
  Optional<String> pending() {
    return error.filter(it -> it.equals("authorization_pending") || it.equals(SLOW_DOWN));
  }

  /** Whether this server is not accepted as a client: its id or secret is wrong. */
  boolean isOfClient() {
    return error
        .filter(it -> it.equals("invalid_client") || it.equals("unauthorized_client"))
        .isPresent();
  }

  static Optional<String> text(Value.Obj object, String member) {
    return object
        .get(member)
        .filter(Value.Text.class::isInstance)
        .map(text -> ((Value.Text) text).text())
        .filter(text -> !text.isEmpty());
  }

  private static ServiceException unavailable(WebAddress from, int status) {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, from + " answered " + status);
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }

  /** Without the body, which may hold secrets. */
  @Override
  public String toString() {
    return from + error.map(it -> ": " + Quoted.of(it)).orElse("");
  }
}
