package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The advice that operators have acknowledged in the configuration of the server.
 *
 * @param all each as the answer to {@link #QUESTION} has it
 */
public record Acknowledgements(List<Value.Obj> all) {

  /** The question to the server. */
  public static final ApiCall QUESTION = ApiCall.get("sys/config/state/sanitized");

  /** For a caller who may not see them: all advice counts. */
  public static final Acknowledgements NONE = new Acknowledgements(List.of());

  public Acknowledgements {
    all = List.copyOf(all);
  }

  /** Those of the answer to {@link #QUESTION}. */
  public static Acknowledgements of(ApiReply answer) {
    return new Acknowledgements(ApiReply.objects(answer.data().get("acknowledge")));
  }

  /** Why advice on the whole server is not followed; empty if it is not acknowledged. */
  public Optional<String> reason(String code) {
    return reason(code, one -> true);
  }

  /**
   * Why advice on an auth method as a whole is not followed; empty if it is not acknowledged.
   *
   * @param mount the path of the auth method, such as {@code auth/azure}
   */
  public Optional<String> reason(String code, String mount) {
    return reason(code, one -> isOpenOr(one, "mount", mount) && isOpen(one, "role"));
  }

  /**
   * Why advice on a role is not followed; empty if it is not acknowledged.
   *
   * @param mount the path of the auth method, such as {@code auth/azure}
   */
  public Optional<String> reason(String code, String mount, String role) {
    return reason(code, one -> isOpenOr(one, "mount", mount) && isOpenOr(one, "role", role));
  }

  private Optional<String> reason(String code, Predicate<Value.Obj> applies) {
    return all.stream()
        .filter(one -> is(one, "code", code))
        .filter(applies)
        .findFirst()
        .map(one -> ApiReply.text(one, "reason").orElse(""));
  }

  private static boolean isOpenOr(Value.Obj one, String member, String value) {
    return isOpen(one, member) || is(one, member, value);
  }

  private static boolean isOpen(Value.Obj one, String member) {
    return one.get(member).isEmpty();
  }

  private static boolean is(Value.Obj one, String member, String value) {
    return ApiReply.text(one, member).filter(value::equals).isPresent();
  }
}
